import { Schema } from 'mongoose';
import { defineModel } from '../storage/storage.ts';

/** One published state of a course, as it was served; never changed afterwards. */
export interface CourseVersionRecord {
  /** `course:version` */
  _id: string;
  course: string;
  version: string;
  /** The course, keys and rendered lessons included, as `version-content.ts` packs it. */
  content: Buffer;
  savedAt: Date;
  schemaVersion: number;
}

/** Which version of a course was served last: what a broken folder falls back to after a restart. */
export interface CurrentVersionRecord {
  /** The course's id. */
  _id: string;
  version: string;
  since: Date;
  schemaVersion: number;
}

const versionSchema = new Schema<CourseVersionRecord>(
  {
    _id: { type: String, required: true },
    course: { type: String, required: true },
    version: { type: String, required: true },
    content: { type: Buffer, required: true },
    savedAt: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'course_versions' },
);

versionSchema.index({ course: 1, savedAt: -1 });

const currentSchema = new Schema<CurrentVersionRecord>(
  {
    _id: { type: String, required: true },
    version: { type: String, required: true },
    since: { type: Date, required: true },
    schemaVersion: { type: Number, default: 1 },
  },
  { versionKey: false, collection: 'current_versions' },
);

export const courseVersionModel = defineModel('CourseVersion', versionSchema);
export const currentVersionModel = defineModel('CurrentVersion', currentSchema);
