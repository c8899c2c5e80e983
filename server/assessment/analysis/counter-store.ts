import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import type { SittingAtRevision } from '../sittings/sitting-store.ts';
import type { Contribution } from './contribution.ts';
import { counterModel, type CounterRecord } from './counter-model.ts';

export const counterId = (course: string, quiz: string): string => `${course}:${quiz}`;

/** Stands while all counters are made anew: until then nobody counts. No course has this name. */
const REBUILDING = ':rebuilding';

const emptyCounter = (course: string, quiz: string): CounterRecord => ({
  _id: counterId(course, quiz), course, quiz, attempts: 0, questions: {}, units: {}, counting: [], revision: 0, schemaVersion: 1,
});

export type CounterStore = ReturnType<typeof createCounterStore>;

export function createCounterStore(connection: Connection) {
  const counters = counterModel(connection);
  return {
    /** The sums; empty where nothing was counted. */
    async select(course: string, quiz: string): Promise<CounterRecord> {
      return (await counters.findOne({ _id: counterId(course, quiz) }).lean()) ?? emptyCounter(course, quiz);
    },

    async selectSome(ids: readonly { readonly course: string; readonly quiz: string }[]): Promise<CounterRecord[]> {
      return counters.find({ _id: { $in: ids.map(({ course, quiz }) => counterId(course, quiz)) } }).lean();
    },

    /** Adds to the sums that were read, and remembers for whom; false where somebody else has added meanwhile. */
    async add({ course, quiz, revision }: CounterRecord, added: Contribution, counting: readonly SittingAtRevision[]): Promise<boolean> {
      const _id = counterId(course, quiz);
      const $inc = Object.fromEntries([...added].filter(([, value]) => value !== 0));
      const update = { $inc: { ...$inc, revision: 1 }, $set: { counting: [...counting] } };
      if (revision > 0) return (await counters.updateOne({ _id, revision }, update)).matchedCount > 0;
      try {
        await counters.create({ ...emptyCounter(course, quiz), revision: 1 });
        return (await counters.updateOne({ _id, revision: 1 }, update)).matchedCount > 0;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },

    async isRebuilding(): Promise<boolean> {
      return (await counters.findOne({ _id: REBUILDING }).lean()) !== null;
    },

    /** From now on nobody counts, and nothing is counted. */
    async beginRebuilding(): Promise<void> {
      await counters.updateOne({ _id: REBUILDING }, { $set: { course: '', quiz: '', revision: 1, schemaVersion: 1 } }, { upsert: true });
      await counters.deleteMany({ _id: { $ne: REBUILDING } });
    },

    async endRebuilding(): Promise<void> {
      await counters.deleteOne({ _id: REBUILDING });
    },
  };
}
