import type { Connection } from 'mongoose';
import type { Whereabouts } from '../../accounts/whereabouts.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { isOutage } from '../../storage/storage.ts';
import { followModel, type FollowRecord, type MovedMember } from './follow-model.ts';

/** No write takes longer: a mark that was set before one comes due after it, whatever became of the process. */
export const LONGEST_WRITE_MS = 15_000;

export interface FollowPosition {
  readonly since: Date;
  readonly id: string;
}

export interface PlaceFilter {
  readonly class: string;
  readonly place: string;
  /** Left out: of all regions. */
  readonly region?: string | undefined;
}

export const followId = (classId: string, learner: string): string => `${classId}:${learner}`;

export type FollowStore = ReturnType<typeof createFollowStore>;

export function createFollowStore(connection: Connection) {
  const follows = followModel(connection);

  const mark = async (ids: readonly string[], which: 'begun' | 'ended', due: Date): Promise<void> => {
    await follows.updateMany({ _id: { $in: [...ids] } }, { $min: { due }, $inc: { [which]: 1 } });
  };

  /** A mark before the write, which comes due if the process dies, and one after it. */
  const between = async <T>(ids: readonly string[], begin: (due: Date) => Promise<unknown>, write: () => Promise<T>): Promise<T> => {
    await begin(new Date(Date.now() + LONGEST_WRITE_MS));
    try {
      return await write();
    } finally {
      // What was written is written: where this mark cannot be set, the first one sees to the rest.
      await mark(ids, 'ended', new Date()).catch((problem: unknown) => {
        if (!isOutage(problem)) throw problem;
      });
    }
  };

  const marking = <T>(ids: readonly string[], write: () => Promise<T>): Promise<T> => between(ids, (due) => mark(ids, 'begun', due), write);

  /** Marks these members, and begins to follow those whom nobody follows yet; all in one request. */
  const begin = async (classId: string, learners: readonly string[], due: Date): Promise<void> => {
    const operations = learners.map((learner) => ({
      updateOne: {
        filter: { _id: followId(classId, learner) },
        update: { $setOnInsert: { class: classId, learner, ended: 0, step: 0, schemaVersion: 1 }, $min: { due }, $inc: { begun: 1 } },
        upsert: true,
      },
    }));
    try {
      await follows.bulkWrite(operations, { ordered: false });
    } catch (problem) {
      if (!isDuplicateKey(problem)) throw problem;
      // Two began to follow the same one at once: now it is there.
      await follows.bulkWrite(operations, { ordered: false });
    }
  };

  return {
    async around<T>(learner: string, write: () => Promise<T>): Promise<T> {
      const followed = await follows.find({ learner }, { _id: 1 }).lean();
      return followed.length === 0 ? write() : marking(followed.map(({ _id }) => _id), write);
    },

    /** Around whatever makes learners members of a class, or ends it; followed from now on. */
    async aroundMembers<T>(classId: string, learners: readonly string[], write: () => Promise<T>): Promise<T> {
      if (learners.length === 0) return write();
      return between(learners.map((learner) => followId(classId, learner)), (due) => begin(classId, learners, due), write);
    },

    /** Looks at these anew. */
    markNow: (ids: readonly string[]): Promise<void> => marking(ids, () => Promise.resolve()),

    /** The classes of a learner. */
    async selectOfLearner(learner: string): Promise<FollowRecord[]> {
      return follows.find({ learner }).lean();
    },

    /** Everybody in a class, a page of them in the order of `_id`, which begins with the class's. */
    async selectPageOfClass(classId: string, afterId: string | undefined, size: number): Promise<FollowRecord[]> {
      return follows.find({ _id: { $gt: afterId ?? `${classId}:`, $lt: `${classId};` } }).sort({ _id: 1 }).limit(size).lean();
    },

    /** Those that have to be looked at, the longest waiting first. */
    async selectDue(now: Date, most: number): Promise<FollowRecord[]> {
      return follows.find({ due: { $lte: now } }).sort({ due: 1 }).limit(most).lean();
    },

    async selectSome(ids: readonly string[]): Promise<FollowRecord[]> {
      return follows.find({ _id: { $in: [...ids] } }).lean();
    },

    /** All, a page of them in the order of `_id`. */
    async selectPage(afterId: string | undefined, size: number): Promise<FollowRecord[]> {
      return follows.find(afterId ? { _id: { $gt: afterId } } : {}).sort({ _id: 1 }).limit(size).lean();
    },

    /** Who stands at a place, longest first. */
    async selectAtPlace(filter: PlaceFilter, after: FollowPosition | undefined, most: number): Promise<FollowRecord[]> {
      const { class: classId, place, region } = filter;
      const beyond = after ? [{ since: { $gte: after.since } }, { $or: [{ since: { $gt: after.since } }, { since: after.since, _id: { $gt: after.id } }] }] : [];
      return follows
        .find({ $and: [{ class: classId, place, ...(region !== undefined && { region }) }, ...beyond] })
        .sort({ since: 1, _id: 1 })
        .limit(most)
        .lean();
    },

    /** What a step of the journal says of a member; a later step has gone before, and goes before. */
    async move({ id, begun, ended, again, since, state }: MovedMember, step: number): Promise<void> {
      const update = state
        ? { $set: { counted: state, place: state.place, region: state.region, since, step } }
        : { $set: { step }, $unset: { counted: 1 as const, place: 1 as const, region: 1 as const, since: 1 as const } };
      await follows.updateOne({ _id: id, step: { $lt: step } }, update);
      await follows.updateOne({ _id: id, begun, ended }, again ? { $set: { due: again, waited: begun } } : { $unset: { due: 1 as const } });
    },
  } satisfies Whereabouts & Record<string, unknown>;
}
