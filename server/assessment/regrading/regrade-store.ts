import type { Connection } from 'mongoose';
import { within } from '../sittings/place.ts';
import {
  regradeChangeModel, regradeEffectModel, regradeModel, WORKING,
  type RegradeChange, type RegradeDecision, type RegradeEffect, type RegradeRecord, type RegradeState,
} from './regrade-model.ts';

/** Who works on a regrade gives a sign of life at least this often; after it another may go on. */
const LEASE_MS = 60_000;
/** Older regrades than these are not taken back any more. */
const MOST_MOVED = 200;
const untilOf = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

export type Progress = Partial<Pick<RegradeRecord, 'cursor' | 'summary' | 'from' | 'changed'>>;

export type RegradeStore = ReturnType<typeof createRegradeStore>;

export function createRegradeStore(connection: Connection) {
  const regrades = regradeModel(connection);
  const effects = regradeEffectModel(connection);
  const changes = regradeChangeModel(connection);

  return {
    async create(regrade: RegradeRecord): Promise<void> {
      await regrades.create(regrade);
    },

    async selectOptional(id: string): Promise<RegradeRecord | undefined> {
      return (await regrades.findOne({ _id: id }).lean()) ?? undefined;
    },

    /** The newest ones. */
    async selectNewest(size: number): Promise<RegradeRecord[]> {
      return regrades.find({}).sort({ at: -1, _id: -1 }).limit(size).lean();
    },

    /** Those of a course that were begun after a moment, newest first. */
    async selectLater({ course, at }: Pick<RegradeRecord, 'course' | 'at'>): Promise<RegradeRecord[]> {
      return regrades.find({ course, at: { $gt: at } }).sort({ at: -1 }).lean();
    },

    async selectUnderWay(): Promise<RegradeRecord[]> {
      return regrades.find({ state: { $in: [...WORKING] } }).lean();
    },

    /** Moves a regrade on, with who decided it; false where it is in none of these states any more. */
    async decide(id: string, from: readonly RegradeState[], decision: RegradeDecision): Promise<boolean> {
      const update = { $set: { state: decision.to, changed: 0 }, $unset: { cursor: 1 as const, worker: 1 as const, until: 1 as const }, $push: { history: decision } };
      const { matchedCount } = await regrades.updateOne({ _id: id, state: { $in: [...from] } }, update);
      return matchedCount > 0;
    },

    /** Takes the work on a regrade; undefined where somebody else is at it. */
    async claim(id: string, worker: string, now: Date): Promise<RegradeRecord | undefined> {
      const free = { $or: [{ worker: { $exists: false } }, { worker }, { until: { $lt: now } }] };
      const claimed = await regrades
        .findOneAndUpdate({ _id: id, state: { $in: [...WORKING] }, ...free }, { $set: { worker, until: untilOf(now) } }, { returnDocument: 'after' })
        .lean();
      return claimed ?? undefined;
    },

    /** What has been done is kept; false where another has taken the work over. */
    async progress(id: string, worker: string, now: Date, progress: Progress): Promise<boolean> {
      const { matchedCount } = await regrades.updateOne({ _id: id, worker }, { $set: { ...progress, until: untilOf(now) } });
      return matchedCount > 0;
    },

    /** Ends what `worker` was at. */
    async finish(id: string, worker: string, to: RegradeState): Promise<void> {
      const update = { $set: { state: to }, $unset: { worker: 1 as const, until: 1 as const, cursor: 1 as const } };
      await regrades.updateOne({ _id: id, worker }, update);
    },

    /** Lets go of work that is not done, so that another may go on with it. */
    async release(id: string, worker: string): Promise<void> {
      await regrades.updateOne({ _id: id, worker }, { $unset: { worker: 1, until: 1 } });
    },

    async putEffects(found: readonly RegradeEffect[]): Promise<void> {
      if (found.length === 0) return;
      const upserts = found.map(({ _id, ...facts }) => ({ updateOne: { filter: { _id }, update: { $set: facts }, upsert: true } }));
      await effects.bulkWrite(upserts, { ordered: false });
    },

    /** The gravest first, behind `after`. */
    async selectEffects(regrade: string, after: string | undefined, size: number): Promise<RegradeEffect[]> {
      const [from, to] = within(regrade);
      return effects.find({ place: { $gt: after ?? from, $lt: to } }).sort({ place: 1 }).limit(size).lean();
    },

    /** Kept before the attempt is changed; what was kept first stands. */
    async keepChange({ _id, ...facts }: RegradeChange): Promise<void> {
      await changes.updateOne({ _id }, { $setOnInsert: facts }, { upsert: true });
    },

    /** What regrades keep about an attempt that has another id now, so that they can still be taken back. */
    async moveChanges(old: string, attempt: string, place: string): Promise<void> {
      for (const { _id: regrade } of await regrades.find({}).sort({ at: -1, _id: -1 }).limit(MOST_MOVED).lean()) {
        const change = await changes.findOne({ _id: `${regrade}:${old}` }).lean();
        if (!change) continue;
        await this.keepChange({ ...change, _id: `${regrade}:${attempt}`, attempt, place: `${regrade}:${place}` });
        await changes.deleteOne({ _id: change._id });
      }
    },

    async selectChanges(regrade: string, after: string | undefined, size: number): Promise<RegradeChange[]> {
      const [from, to] = within(regrade);
      return changes.find({ place: { $gt: after ?? from, $lt: to } }).sort({ place: 1 }).limit(size).lean();
    },
  };
}
