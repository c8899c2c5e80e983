import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { currentPackageModel, packageModel, packagePartModel, type CurrentPackageRecord, type PackageRecord } from './package-model.ts';

const PART_BYTES = 4 * 1024 * 1024;
/** Who looks at a difference for longer sends the file again. */
const DRAFT_DAYS = 1;
const DAY_MS = 86_400_000;
const MOST_STALE = 20;
const PAGE = 200;

const partId = (id: string, part: number): string => `${id}:${String(part).padStart(3, '0')}`;
const partIds = ({ _id, parts }: Pick<PackageRecord, '_id' | 'parts'>): string[] => Array.from({ length: parts }, (_, part) => partId(_id, part));
/** Lean reads give the driver's own Binary on one engine and a Buffer on the other. */
const bytesOf = (content: Buffer | { buffer: Uint8Array }): Uint8Array => (Buffer.isBuffer(content) ? content : content.buffer);

export type PackageStore = ReturnType<typeof createPackageStore>;
export type NewPackage = Omit<PackageRecord, 'state' | 'parts' | 'bytes' | 'schemaVersion'>;

export function createPackageStore(connection: Connection) {
  const packages = packageModel(connection);
  const parts = packagePartModel(connection);
  const currents = currentPackageModel(connection);

  const remove = async (record: PackageRecord): Promise<void> => {
    await parts.deleteMany({ _id: { $in: partIds(record) } });
    await packages.deleteOne({ _id: record._id, state: 'draft' });
  };

  return {
    /** The parts before the record that names them: killed in between, nobody knows of them. */
    async saveDraft(given: NewPackage, zip: Buffer): Promise<PackageRecord> {
      const count = Math.max(1, Math.ceil(zip.length / PART_BYTES));
      for (let part = 0; part < count; part += 1) {
        const content = zip.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
        await parts.updateOne({ _id: partId(given._id, part) }, { $set: { content }, $setOnInsert: { schemaVersion: 1 } }, { upsert: true });
      }
      const record: PackageRecord = { ...given, state: 'draft', bytes: zip.length, parts: count, schemaVersion: 1 };
      await packages.create(record);
      return record;
    },

    /** Drafts that nobody has decided on for a day. */
    async removeStaleDrafts(now: Date): Promise<void> {
      const stale = await packages.find({ state: 'draft', at: { $lt: new Date(now.getTime() - DRAFT_DAYS * DAY_MS) } }).sort({ at: 1 }).limit(MOST_STALE).lean();
      for (const record of stale) await remove(record);
    },

    async selectOptional(id: string): Promise<PackageRecord | undefined> {
      return (await packages.findOne({ _id: id }).lean()) ?? undefined;
    },

    /** Undefined where a part is missing. */
    async zipOf(record: Pick<PackageRecord, '_id' | 'parts'>): Promise<Buffer | undefined> {
      const pieces: Uint8Array[] = [];
      for (const _id of partIds(record)) {
        const part = await parts.findOne({ _id }).lean();
        if (!part) return undefined;
        pieces.push(bytesOf(part.content));
      }
      return Buffer.concat(pieces);
    },

    /** Those that were served at some time, newest first. */
    async selectKept(course: string, most: number): Promise<PackageRecord[]> {
      return packages.find({ course, state: 'kept' }).sort({ at: -1 }).limit(most).lean();
    },

    async currents(): Promise<CurrentPackageRecord[]> {
      const all: CurrentPackageRecord[] = [];
      let page: CurrentPackageRecord[];
      do {
        page = await currents.find({ _id: { $gt: all.at(-1)?._id ?? '' } }).sort({ _id: 1 }).limit(PAGE).lean();
        all.push(...page);
      } while (page.length === PAGE);
      return all;
    },

    async currentOf(course: string): Promise<string | undefined> {
      return (await currents.findOne({ _id: course }).lean())?.package;
    },

    /**
     * Makes a package the one that is served, if `before` still is (undefined: none). One document decides: killed
     * before it, the old package is served, after it the new one. Doing it twice does it once. False: another came first.
     */
    async publish({ _id, course, state }: PackageRecord, before: string | undefined, by: string, now: Date): Promise<boolean> {
      // First, so that no package that is served is ever swept away as a draft.
      await packages.updateOne({ _id }, { $set: { state: 'kept' } });
      const fields = { package: _id, by, since: now };
      if (before !== undefined) {
        const { matchedCount } = await currents.updateOne({ _id: course, package: before }, { $set: fields });
        if (matchedCount > 0) return true;
      } else {
        try {
          await currents.create({ _id: course, ...fields, schemaVersion: 1 });
          return true;
        } catch (problem) {
          if (!isDuplicateKey(problem)) throw problem;
        }
      }
      const isServed = (await currents.findOne({ _id: course }).lean())?.package === _id;
      if (!isServed && state === 'draft') await packages.updateOne({ _id }, { $set: { state } });
      return isServed;
    },
  };
}
