import type { Connection } from 'mongoose';
import { NotFound } from '../../../errors.ts';
import { selectOptionalById } from '../../../storage/storage.ts';
import { rosterModel, WORKING, type Fate, type ListedOrganisation, type RosterRecord, type RosterState } from './roster-model.ts';

/** Who works on a list gives a sign of life at least this often; after it another may go on. */
export const LEASE_MS = 20_000;
const untilOf = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

/** The latest lists of a class. */
const MOST_SHOWN = 10;
const MOST_OLD = 20;

export type Progress = Partial<Pick<RosterRecord, 'cursor' | 'counts' | 'done' | 'taken' | 'left' | 'sheet' | 'ignored' | 'holdsNationalId' | 'checked' | 'organisations'>>;

export type RosterStore = ReturnType<typeof createRosterStore>;

/** Lists as a whole, and who is at work on them. */
export function createRosterStore(connection: Connection) {
  const rosters = rosterModel(connection);
  return {
    async create(given: Pick<RosterRecord, '_id' | 'class' | 'by' | 'scope' | 'regionCode' | 'fileName' | 'createdAt'>): Promise<void> {
      await rosters.create({ ...given, state: 'reading', ignored: [], holdsNationalId: false, counts: { new: 0, perhaps: 0, unclear: 0, refused: 0 }, decided: 0, done: 0, taken: 0, left: 0, schemaVersion: 2 });
    },
    async select(id: string, classId: string): Promise<RosterRecord> {
      const roster = await selectOptionalById(rosters, id);
      if (!roster || roster.class !== classId) throw new NotFound('Daftar ini tidak ada.');
      return roster;
    },
    async selectNewest(classId: string): Promise<RosterRecord[]> {
      return rosters.find({ class: classId }).sort({ _id: -1 }).limit(MOST_SHOWN).lean();
    },
    async selectOfClass(classId: string): Promise<RosterRecord[]> {
      return rosters.find({ class: classId }).sort({ _id: -1 }).lean();
    },
    async selectUnderWay(): Promise<RosterRecord[]> {
      return rosters.find({ state: { $in: [...WORKING] } }).lean();
    },
    /** Some of those that were sent before: ids begin with the time. */
    async selectBefore(id: string): Promise<RosterRecord[]> {
      return rosters.find({ _id: { $lt: id } }).sort({ _id: 1 }).limit(MOST_OLD).lean();
    },
    async remove(id: string): Promise<void> {
      await rosters.deleteOne({ _id: id });
    },
    /** False: it has been applied, or somebody is at work on it. */
    async removeIdle(id: string): Promise<boolean> {
      const { deletedCount } = await rosters.deleteOne({ _id: id, state: { $in: ['previewed', 'undone', 'failed'] } });
      return deletedCount > 0;
    },

    /** Moves a list on; false where it is in none of these states any more. */
    async decide(id: string, from: readonly RosterState[], to: RosterState, set: Partial<Pick<RosterRecord, 'applied'>> = {}): Promise<boolean> {
      const update = { $set: { ...set, state: to, done: 0, left: 0 }, $unset: { cursor: 1 as const, worker: 1 as const, until: 1 as const, problem: 1 as const, checked: 1 as const } };
      const { matchedCount } = await rosters.updateOne({ _id: id, state: { $in: [...from] } }, update);
      return matchedCount > 0;
    },
    /** Takes the work on a list; undefined where somebody else is at it. */
    async claim(id: string, worker: string, now: Date): Promise<RosterRecord | undefined> {
      const free = { $or: [{ worker: { $exists: false } }, { worker }, { until: { $lt: now } }] };
      const claimed = await rosters.findOneAndUpdate({ _id: id, state: { $in: [...WORKING] }, ...free }, { $set: { worker, until: untilOf(now) } }, { returnDocument: 'after' }).lean();
      return claimed ?? undefined;
    },
    /** What has been done is kept; false where another has taken the work over. */
    async progress(id: string, worker: string, now: Date, progress: Progress): Promise<boolean> {
      const { matchedCount } = await rosters.updateOne({ _id: id, worker }, { $set: { ...progress, until: untilOf(now) } });
      return matchedCount > 0;
    },
    async finish(id: string, worker: string, to: RosterState, problem?: string): Promise<void> {
      const $unset = { worker: 1 as const, until: 1 as const, cursor: 1 as const };
      await rosters.updateOne({ _id: id, worker }, problem === undefined ? { $set: { state: to }, $unset } : { $set: { state: to, problem }, $unset });
    },
    /** Lets go of work that is not done, so that another may go on with it. */
    async release(id: string, worker: string): Promise<void> {
      await rosters.updateOne({ _id: id, worker }, { $unset: { worker: 1, until: 1 } });
    },
    /** Says what the organisations of a list are, while nothing of it is applied. */
    async decideOrganisations(id: string, organisations: readonly ListedOrganisation[]): Promise<void> {
      await rosters.updateOne({ _id: id, state: 'previewed' as const }, { $set: { organisations: [...organisations] } });
    },
    /** A row has gone from one fate to another, or was decided for. */
    async count(id: string, changes: Readonly<Partial<Record<`counts.${Fate}` | 'decided', number>>>): Promise<void> {
      await rosters.updateOne({ _id: id }, { $inc: changes });
    },
  };
}
