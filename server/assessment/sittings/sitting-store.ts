import type { Connection } from 'mongoose';
import { insertOnce, selectSomeById } from '../../storage/storage.ts';
import { sittingModel, type GradedSitting, type SittingRecord } from './sitting-model.ts';
import { ERASED } from '../erased-answers.ts';
import { within } from './place.ts';

/** Before every date that is kept. */
const EVER = new Date(0);

/** A sitting as it was when it was read. */
export interface SittingAtRevision {
  readonly id: string;
  readonly revision: number;
}

export type SittingStore = ReturnType<typeof createSittingStore>;

export function createSittingStore(connection: Connection) {
  const sittings = sittingModel(connection);
  return {
    /** Keeps a finished attempt; keeping it again changes nothing. */
    keepOnce: (sitting: SittingRecord): Promise<void> => insertOnce(sittings, sitting),

    async selectOptional(id: string): Promise<SittingRecord | undefined> {
      return (await sittings.findOne({ _id: id }).lean()) ?? undefined;
    },

    async selectByIds(ids: readonly string[]): Promise<SittingRecord[]> {
      return selectSomeById(sittings, ids);
    },

    /** In the order of their places, behind `after` where it is given. */
    async selectPageWithin(parts: readonly string[], after: string | undefined, size: number): Promise<SittingRecord[]> {
      const [from, to] = within(...parts);
      return sittings.find({ place: { $gt: after ?? from, $lt: to } }).sort({ place: 1 }).limit(size).lean();
    },

    /** All that one learner has sat of a quiz, the earliest first. */
    async selectOfLearner(course: string, quiz: string, learner: string): Promise<SittingRecord[]> {
      const [from, to] = within(course, quiz, learner);
      return sittings.find({ place: { $gt: from, $lt: to } }).sort({ place: 1 }).lean();
    },

    /** Those that the counters do not hold yet, waiting longest first. */
    async selectUncounted(size: number): Promise<SittingRecord[]> {
      return sittings.find({ uncounted: { $gt: EVER } }).sort({ uncounted: 1 }).limit(size).lean();
    },

    /** The counters hold these, as far as they are still what they were then. */
    async settle(counted: readonly SittingAtRevision[]): Promise<void> {
      if (counted.length === 0) return;
      const updates = counted.map(({ id, revision }) => ({
        updateOne: { filter: { _id: id, revision }, update: { $unset: { uncounted: 1 as const, counted: 1 as const } } },
      }));
      await sittings.bulkWrite(updates, { ordered: false });
    },

    /**
     * Gives a sitting another result; false where it was changed meanwhile, or where the counters have not been told of the
     * result before: then they are told first (`countSittings`), so that nothing is added twice.
     */
    async regrade(before: SittingRecord, { gradedBy: by, result: given, marks }: GradedSitting & Pick<SittingRecord, 'marks'>, regrade: string | undefined, at: Date): Promise<boolean> {
      const { _id, revision, gradedBy, result } = before;
      const $set = { gradedBy: by, result: given, ...(marks && { marks }), revision: revision + 1, uncounted: at, counted: { gradedBy, result }, ...(regrade !== undefined && { regrade }) };
      const update = { $set, ...(regrade === undefined && { $unset: { regrade: 1 as const } }) };
      const { matchedCount } = await sittings.updateOne({ _id, revision, uncounted: { $exists: false } }, update);
      return matchedCount > 0;
    },

    /** Erasure: what was written or sent for these questions. */
    async forgetResponses(id: string, questions: readonly string[]): Promise<void> {
      const sitting = await sittings.findOne({ _id: id }).lean();
      if (!sitting || questions.length === 0) return;
      const responses = Object.fromEntries(Object.entries(sitting.responses).map(([question, response]) => [question, questions.includes(question) ? ERASED : response]));
      await sittings.updateOne({ _id: id }, { $set: { responses } });
    },

    async remove(id: string): Promise<void> {
      await sittings.deleteOne({ _id: id });
    },

    /** Every sitting is to be counted anew, as if nothing had been. */
    async forgetCounting(at: Date): Promise<void> {
      await sittings.updateMany({}, { $set: { uncounted: at }, $unset: { counted: 1 } });
    },
  };
}
