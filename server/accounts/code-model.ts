import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** What a one-time code opens. */
export const CODE_KINDS = ['first-administrator', 'password-reset', 'class-sheet', 'class', 'second-step'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

export interface CodeRecord {
  /** SHA-256 of the code, hex: whoever reads the database cannot use it. */
  _id: string;
  kind: CodeKind;
  /** Whom it lets in; of a class's code, which many use, the class. */
  account?: string | undefined;
  expiresAt: Date;
  usedAt?: Date | undefined;
  createdAt: Date;
  schemaVersion: number;
}

const schema = new Schema<CodeRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    account: String,
    expiresAt: { type: Date, required: true },
    usedAt: Date,
    createdAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'codes' },
);
schema.index({ kind: 1, account: 1 });
schema.index({ expiresAt: 1 });

export const codeModel = defineModel('Code', schema);
