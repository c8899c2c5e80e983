import type { Connection } from 'mongoose';
import { randomId } from '../../accounts/random-id.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { insertMissing } from '../../storage/insert-missing.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { classModel, memberModel, type ClassRecord, type MemberRecord } from './class-model.ts';

/** Milliseconds since 1970 fit into so many digits to the base of 36 until the year 5188. */
const TIME_DIGITS = 9;
const BASE = 36;
/** The newest classes on one page. */
const MOST_SHOWN = 200;

/** Begins with the time, so that the newest are found first. */
export const timedId = (now: Date): string => `${now.getTime().toString(BASE).padStart(TIME_DIGITS, '0')}-${randomId()}`;

export type ClassStore = ReturnType<typeof createClassStore>;

export function createClassStore(connection: Connection) {
  const classes = classModel(connection);
  const members = memberModel(connection);
  return {
    async createClass(given: Pick<ClassRecord, 'name' | 'course' | 'regionCode' | 'by'>): Promise<ClassRecord> {
      const createdAt = new Date();
      const record: ClassRecord = { ...given, _id: timedId(createdAt), state: 'open', createdAt, schemaVersion: 1 };
      await classes.create(record);
      return record;
    },
    /** The newest first. `regions`: only classes of these; undefined: all. */
    async selectNewest(regions: readonly string[] | undefined): Promise<ClassRecord[]> {
      const newest = (filter: { regionCode?: string }): Promise<ClassRecord[]> => classes.find(filter).sort({ _id: -1 }).limit(MOST_SHOWN).lean();
      if (!regions) return newest({});
      // One bounded walk of the index a region: a list of several would be read whole before it is sorted.
      const pages = await Promise.all(regions.map((regionCode) => newest({ regionCode })));
      return pages.flat().toSorted((a, b) => (a._id < b._id ? 1 : -1)).slice(0, MOST_SHOWN);
    },
    selectOptionalClass: (id: string): Promise<ClassRecord | undefined> => selectOptionalById(classes, id),
    async changeState(id: string, state: ClassRecord['state']): Promise<void> {
      await classes.updateOne({ _id: id }, { $set: { state } });
    },

    /** Once; again changes nothing. */
    async addMember(classId: string, learner: string): Promise<void> {
      try {
        await members.create({ _id: `${classId}:${learner}`, class: classId, learner, joinedAt: new Date(), schemaVersion: 1 });
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
      }
    },
    async selectMembers(classId: string): Promise<MemberRecord[]> {
      return members.find({ class: classId }).sort({ _id: 1 }).lean();
    },

    /** Many at once; who is a member stays one. `at`: what tells those added by this from others. */
    async addMembers(classId: string, learners: readonly string[], at: Date): Promise<void> {
      await insertMissing(members, learners.map((learner): MemberRecord => ({ _id: `${classId}:${learner}`, class: classId, learner, joinedAt: at, schemaVersion: 1 })));
    },
    /** Takes back what `addMembers` did at that moment. */
    async removeMembers(classId: string, learners: readonly string[], at: Date): Promise<void> {
      await members.deleteMany({ _id: { $in: learners.map((learner) => `${classId}:${learner}`) }, joinedAt: at });
    },
    /** A page of members, behind one of them. */
    async selectMemberPage(classId: string, after: string | undefined, size: number): Promise<MemberRecord[]> {
      return members.find(after === undefined ? { class: classId } : { class: classId, _id: { $gt: after } }).sort({ _id: 1 }).limit(size).lean();
    },
    /** Which of these learners are in the class. */
    async selectAmong(classId: string, learners: readonly string[]): Promise<Set<string>> {
      const found = await members.find({ _id: { $in: learners.map((learner) => `${classId}:${learner}`) } }).lean();
      return new Set(found.map(({ learner }) => learner));
    },
    /** Which of these learners are in another class too. */
    async selectInOtherClasses(classId: string, learners: readonly string[]): Promise<Set<string>> {
      const found = await members.find({ learner: { $in: [...learners] } }).lean();
      return new Set(found.filter((member) => member.class !== classId).map(({ learner }) => learner));
    },
  };
}
