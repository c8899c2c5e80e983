import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** A course that was sent as a ZIP and passed the check: looked at first (`draft`), then served at some time (`kept`). */
export interface PackageRecord {
  /** Random, 16 hexadecimal digits: the name of its folder, too. */
  _id: string;
  /** The id of the course. */
  course: string;
  state: 'draft' | 'kept';
  /** The version of the course, as `course.version`. */
  version: string;
  title: string;
  /** Account that sent it. */
  by: string;
  at: Date;
  /** Of the ZIP. */
  bytes: number;
  /** How many parts hold it. */
  parts: number;
  schemaVersion: number;
}

/** A piece of a ZIP: a document has at most 16 MB on MongoDB. */
export interface PackagePartRecord {
  /** `package:number` */
  _id: string;
  content: Buffer;
  schemaVersion: number;
}

/** Which package of a course is served: the one document that makes an upload count. */
export interface CurrentPackageRecord {
  /** The course's id. */
  _id: string;
  package: string;
  by: string;
  since: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const schemaVersion = { type: Number, default: 1 } as const;

const packageSchema = new Schema<PackageRecord>(
  {
    _id: text, course: text, state: text, version: text, title: text, by: text, at: { type: Date, required: true },
    bytes: { type: Number, required: true }, parts: { type: Number, required: true }, schemaVersion,
  },
  { versionKey: false, collection: 'course_packages' },
);
packageSchema.index({ course: 1, state: 1, at: -1 });
packageSchema.index({ state: 1, at: 1 });

const partSchema = new Schema<PackagePartRecord>({ _id: text, content: { type: Buffer, required: true }, schemaVersion }, { versionKey: false, collection: 'course_package_parts' });

const currentSchema = new Schema<CurrentPackageRecord>(
  { _id: text, package: text, by: text, since: { type: Date, required: true }, schemaVersion },
  { versionKey: false, collection: 'current_packages' },
);

export const packageModel = defineModel('CoursePackage', packageSchema);
export const packagePartModel = defineModel('CoursePackagePart', partSchema);
export const currentPackageModel = defineModel('CurrentPackage', currentSchema);
