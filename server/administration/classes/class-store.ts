import type { Connection } from 'mongoose';
import { randomId } from '../../accounts/random-id.ts';
import { NotFound } from '../../errors.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { classModel, memberModel, type ClassRecord, type MemberRecord } from './class-model.ts';
import { rosterModel, rosterRowModel, type RosterRecord, type RosterRow } from './roster-model.ts';

/** Milliseconds since 1970 fit into so many digits to the base of 36 until the year 5188. */
const TIME_DIGITS = 9;
const BASE = 36;
/** The newest classes on one page. */
const MOST_SHOWN = 200;

const timedId = (now: Date): string => `${now.getTime().toString(BASE).padStart(TIME_DIGITS, '0')}-${randomId()}`;

export type ClassStore = ReturnType<typeof createClassStore>;

export function createClassStore(connection: Connection) {
  const classes = classModel(connection);
  const members = memberModel(connection);
  const rosters = rosterModel(connection);
  const rows = rosterRowModel(connection);
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

    /** The rows first: a roster that is there is whole. */
    async keepRoster(given: Pick<RosterRecord, 'class' | 'by' | 'fileName'>, found: readonly Omit<RosterRow, '_id' | 'roster' | 'schemaVersion'>[]): Promise<string> {
      const _id = randomId();
      await rows.insertMany(found.map((row) => ({ ...row, _id: `${_id}:${String(row.line).padStart(6, '0')}`, roster: _id, schemaVersion: 1 })));
      await rosters.create({ ...given, _id, createdAt: new Date(), schemaVersion: 1 });
      return _id;
    },
    async selectRoster(id: string, classId: string): Promise<RosterRecord> {
      const roster = await selectOptionalById(rosters, id);
      if (!roster || roster.class !== classId) throw new NotFound('Daftar ini tidak ada.');
      return roster;
    },
    async selectRows(roster: string): Promise<RosterRow[]> {
      return rows.find({ roster }).sort({ _id: 1 }).lean();
    },
    async selectMemberships(learner: string): Promise<MemberRecord[]> {
      return members.find({ learner }).lean();
    },
    /** Lines of lists that are an account's own, which goes into another. */
    async claimRows(ids: readonly string[], account: string): Promise<void> {
      await rows.updateMany({ _id: { $in: [...ids] } }, { $set: { candidate: account } });
    },
    async removeMemberships(learner: string): Promise<void> {
      await members.deleteMany({ learner });
    },
    async selectRosters(classId: string): Promise<RosterRecord[]> {
      return rosters.find({ class: classId }).lean();
    },
    async removeRows(ids: readonly string[]): Promise<void> {
      await rows.deleteMany({ _id: { $in: [...ids] } });
    },
    /** Lists that came before this moment, the lines first. */
    async removeRostersBefore(moment: Date): Promise<void> {
      for (const { _id } of await rosters.find({ createdAt: { $lt: moment } }).lean()) {
        await rows.deleteMany({ roster: _id });
        await rosters.deleteOne({ _id });
      }
    },
    async markApplied(roster: string): Promise<void> {
      await rosters.updateOne({ _id: roster }, { $set: { appliedAt: new Date() } });
    },
  };
}
