import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** What a learner has seen of the news. */
export interface VisitRecord {
  /** Account. */
  _id: string;
  /** What happened before is no news. */
  at: Date;
  /** Course -> its version then. */
  versions: Record<string, string>;
  schemaVersion: number;
}

const schema = new Schema<VisitRecord>(
  { _id: { type: String, required: true }, at: { type: Date, required: true }, versions: { type: Schema.Types.Mixed, default: {} }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'visits', minimize: false },
);

export const visitModel = defineModel('Visit', schema);
