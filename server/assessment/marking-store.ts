import type { Connection } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { markingModel, type MarkingRecord } from './marking-model.ts';

const TIME_DIGITS = 12;
/** More would not be read. */
const MOST_NEWS = 20;

export const markingId = (attempt: Pick<AttemptRecord, '_id'> & { readonly finishedAt: Date }, question: string): string =>
  `${attempt.finishedAt.getTime().toString(16).padStart(TIME_DIGITS, '0')}:${attempt._id}:${question}`;

export const MARKING_ID = /^[0-9a-f]{12}:[\w-]{20}:[a-z][a-z0-9-]{1,59}$/;

export interface MarkingFilter {
  readonly state: MarkingRecord['state'];
  readonly course?: string | undefined;
}

export type MarkingStore = ReturnType<typeof createMarkingStore>;

export function createMarkingStore(connection: Connection, whereabouts: Whereabouts = NOBODY_FOLLOWS) {
  const markings = markingModel(connection);
  return {
    /** Puts an answer into the queue; one that is in it stays as it is. */
    async enqueue(attempt: AttemptRecord & { readonly finishedAt: Date }, question: string): Promise<void> {
      const { _id, course, quiz, learner, finishedAt } = attempt;
      const row = { _id: markingId(attempt, question), attempt: _id, question, course, quiz, learner, state: 'waiting' as const, at: finishedAt, schemaVersion: 1 };
      try {
        await whereabouts.around(learner, () => markings.create(row));
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
      }
    },

    async selectOptional(id: string): Promise<MarkingRecord | undefined> {
      return (await markings.findOne({ _id: id }).lean()) ?? undefined;
    },

    /** Of those that wait, who has waited longest comes first; of the marked ones, who ended last. `afterId`: the last one of the page before. */
    async selectPage({ state, course }: MarkingFilter, afterId: string | undefined, size: number): Promise<MarkingRecord[]> {
      const isQueue = state === 'waiting';
      const filter = { state, ...(course && { course }), ...(afterId && { _id: isQueue ? { $gt: afterId } : { $lt: afterId } }) };
      return markings.find(filter).sort({ _id: isQueue ? 1 : -1 }).limit(size).lean();
    },

    /** Erasure: nobody marks what is gone. */
    async remove(ids: readonly string[]): Promise<void> {
      if (ids.length > 0) await markings.deleteMany({ _id: { $in: [...ids] } });
    },

    async settle(id: string, learner: string): Promise<void> {
      await whereabouts.around(learner, () => markings.updateOne({ _id: id, state: 'waiting' }, { $set: { state: 'marked', markedAt: new Date() } }));
    },

    /** How many answers of each of these learners wait in a course; who has none is absent. */
    async countWaiting(course: string, learners: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const found = await markings.find({ learner: { $in: [...learners] }, state: 'waiting', course }, { learner: 1 }).lean();
      const counts = new Map<string, number>();
      for (const { learner } of found) counts.set(learner, (counts.get(learner) ?? 0) + 1);
      return counts;
    },

    /** What of a learner's was marked after `since`, newest first. */
    async selectMarkedSince(learner: string, since: Date): Promise<MarkingRecord[]> {
      return markings.find({ learner, markedAt: { $gt: since } }).sort({ markedAt: -1 }).limit(MOST_NEWS).lean();
    },
  };
}
