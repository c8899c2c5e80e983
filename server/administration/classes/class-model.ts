import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** A class (angkatan): learners who take one course together. */
export interface ClassRecord {
  /** Begins with the time it was made, so that the newest are found first. */
  _id: string;
  name: string;
  course: string;
  /** Whose class it is: only who reaches this region sees it. Empty: administrators without a scope only. */
  regionCode?: string | undefined;
  state: 'open' | 'closed';
  by: string;
  createdAt: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const classSchema = new Schema<ClassRecord>(
  { _id: text, name: text, course: text, regionCode: String, state: text, by: text, createdAt: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'classes' },
);
classSchema.index({ regionCode: 1, _id: 1 });
export const classModel = defineModel('Class', classSchema);

export interface MemberRecord {
  /** `class:learner` */
  _id: string;
  class: string;
  learner: string;
  joinedAt: Date;
  schemaVersion: number;
}

const memberSchema = new Schema<MemberRecord>(
  { _id: text, class: text, learner: text, joinedAt: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'class-members' },
);
memberSchema.index({ class: 1, _id: 1 });
memberSchema.index({ learner: 1 });
export const memberModel = defineModel('ClassMember', memberSchema);
