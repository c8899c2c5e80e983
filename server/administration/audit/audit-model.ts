import { Schema } from 'mongoose';
import type { AuditEvent, AuditFacts } from '../../web/audit.ts';
import { defineModel } from '../../storage/storage.ts';

/** Something that was done. Written once, never changed; people stand in it by the ids of their accounts alone. */
export interface AuditEntry extends Omit<AuditEvent, 'facts'> {
  /** Milliseconds since 1970 as 12 hexadecimal digits, then 8 random characters: the order of ids is that of time. */
  _id: string;
  facts?: AuditFacts | undefined;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const entrySchema = new Schema<AuditEntry>(
  {
    _id: text, action: text, actor: { type: String, default: '' }, subject: String, object: String, facts: { type: Schema.Types.Mixed },
    network: { type: String, default: '' }, device: text, schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'audit_entries', minimize: false },
);
entrySchema.index({ actor: 1, _id: -1 });
entrySchema.index({ subject: 1, _id: -1 });
entrySchema.index({ action: 1, _id: -1 });
export const auditEntryModel = defineModel('AuditEntry', entrySchema);

/** A day that is over: how many entries it had, what they were, and what came before, signed. */
export interface DaySeal {
  /** `YYYY-MM-DD`, a calendar day in Western Indonesian Time. */
  _id: string;
  entries: number;
  /** SHA-256 over `id hash` of each entry, hex. */
  digest: string;
  /** SHA-256 of the statement of the day before, hex; '' for the first day. */
  previous: string;
  sealedAt: Date;
  /** Which key signed it: its thumbprint. */
  key: string;
  /** Ed25519 over the statement, base64url. */
  signature: string;
  schemaVersion: number;
}

const sealSchema = new Schema<DaySeal>(
  {
    _id: text, entries: { type: Number, required: true }, digest: text, previous: { type: String, default: '' },
    sealedAt: { type: Date, required: true }, key: text, signature: text, schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'audit_seals' },
);
export const daySealModel = defineModel('AuditSeal', sealSchema);

/** What a seal's digest is made of, so that it can be told which entry was touched. */
export interface SealPart {
  /** `DAY:NUMBER`, the number of four digits. */
  _id: string;
  /** `id hash`, SHA-256 of the entry in hex. */
  lines: string[];
  schemaVersion: number;
}

const partSchema = new Schema<SealPart>(
  { _id: text, lines: { type: [String], default: [] }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'audit_seal_parts' },
);
export const sealPartModel = defineModel('AuditSealPart', partSchema);
