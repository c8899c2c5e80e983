import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** Two accounts of one person that become one. */
export interface MergeRecord {
  /** The account that goes: it can go into one other only. */
  _id: string;
  into: string;
  by: string;
  at: Date;
  state: 'moving' | 'done';
  schemaVersion: number;
}

const schema = new Schema<MergeRecord>(
  { _id: { type: String, required: true }, into: { type: String, required: true }, by: { type: String, required: true }, at: { type: Date, required: true }, state: { type: String, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'merges' },
);
schema.index({ state: 1 });

export const mergeModel = defineModel('Merge', schema);
