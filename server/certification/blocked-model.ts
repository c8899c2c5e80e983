import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** Somebody who has earned a certificate that cannot be printed: a text has letters the template does not have. */
export interface BlockedIssue {
  /** `learner:course` */
  _id: string;
  learner: string;
  course: string;
  holderName: string;
  regionCode?: string | undefined;
  /** Fields of the record, e.g. `holderName`, `village`, `course.title`, with the letters that cannot be printed. */
  missing: { field: string; characters: string[] }[];
  at: Date;
  schemaVersion: number;
}

const gap = new Schema({ field: String, characters: [String] }, { _id: false });

const schema = new Schema<BlockedIssue>(
  {
    _id: { type: String, required: true },
    learner: { type: String, required: true },
    course: { type: String, required: true },
    holderName: { type: String, required: true },
    regionCode: String,
    missing: { type: [gap], default: [] },
    at: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'certificates_blocked' },
);
schema.index({ learner: 1 });

export const blockedModel = defineModel('BlockedCertificate', schema);
