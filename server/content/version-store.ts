import type { Connection } from 'mongoose';
import type { Course } from './course.ts';
import { packCourse, unpackCourse } from './version-content.ts';
import { courseVersionModel, currentVersionModel } from './version-model.ts';

/** Every published version of every course, keys included. */
export interface VersionStore {
  /** Keeps this version for ever and makes it the course's latest. Saving it again changes nothing else. */
  save(course: Course): Promise<void>;
  /** The version served last, or undefined for a course never seen. */
  latest(courseId: string): Promise<Course | undefined>;
  load(courseId: string, version: string): Promise<Course | undefined>;
  knownIds(): Promise<readonly string[]>;
}

/** A published version without its content. */
export interface VersionName {
  readonly version: string;
  readonly savedAt: Date;
}

export interface KeptVersions extends VersionStore {
  isKept(course: Course): Promise<boolean>;
  /** The versions that were published last, newest first. */
  namesOf(courseId: string, most: number): Promise<readonly VersionName[]>;
}

const keyOf = (courseId: string, version: string) => `${courseId}:${version}`;

/** The store on either engine. The version is written before it is called current: a crash between leaves the older one. */
export function createVersionStore(connection: Connection): KeptVersions {
  const versions = courseVersionModel(connection);
  const current = currentVersionModel(connection);

  const load = async (courseId: string, version: string): Promise<Course | undefined> => {
    const record = await versions.findOne({ _id: keyOf(courseId, version) }).lean();
    return record ? unpackCourse(bytesOf(record.content)) : undefined;
  };

  return {
    load,

    async save(course) {
      const { id, version } = course;
      const _id = keyOf(id, version);
      const now = new Date();
      const known = await versions.findOne({ _id }, { version: 1 }).lean();
      if (!known) {
        const content = await packCourse(course);
        await versions.updateOne({ _id }, { $setOnInsert: { course: id, version, content, savedAt: now, schemaVersion: 1 } }, { upsert: true });
      }
      await current.updateOne({ _id: id }, { $set: { version, since: now }, $setOnInsert: { schemaVersion: 1 } }, { upsert: true });
    },

    async isKept({ id, version }) {
      return (await versions.findOne({ _id: keyOf(id, version) }, { version: 1 }).lean()) !== null;
    },

    async namesOf(course, most) {
      const records = await versions.find({ course }, { version: 1, savedAt: 1 }).sort({ savedAt: -1 }).limit(most).lean();
      return records.map(({ version, savedAt }) => ({ version, savedAt }));
    },

    async latest(courseId) {
      const record = await current.findOne({ _id: courseId }).lean();
      return record ? load(courseId, record.version) : undefined;
    },

    async knownIds() {
      const records = await current.find({}, { _id: 1 }).sort({ _id: 1 }).lean();
      return records.map((record) => record._id);
    },
  };
}

/** Lean reads give the driver's own Binary on one engine and a Buffer on the other. */
const bytesOf = (content: Buffer | { buffer: Uint8Array }): Uint8Array => (Buffer.isBuffer(content) ? content : content.buffer);
