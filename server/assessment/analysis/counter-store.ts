import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { ownValue } from '../answers.ts';
import type { SittingAtRevision } from '../sittings/sitting-store.ts';
import type { Contribution } from './contribution.ts';
import { counterModel, type CounterRecord } from './counter-model.ts';

export const counterId = (course: string, quiz: string): string => `${course}:${quiz}`;

/** Stands while all counters are made anew: until then nobody counts. No course has this name. */
const REBUILDING = ':rebuilding';

const emptyCounter = (course: string, quiz: string): CounterRecord => ({
  _id: counterId(course, quiz), course, quiz, attempts: 0, questions: {}, units: {}, counting: [], revision: 0, schemaVersion: 1,
});

/** The sums with a contribution in them; what comes to nought is left out. */
function withAdded({ attempts, questions, units, ...head }: CounterRecord, added: Contribution): CounterRecord {
  const sums = { questions: structuredClone(questions), units: structuredClone(units) };
  for (const [path, value] of added) {
    const [kind = '', name = '', field = ''] = path.split('.');
    if (kind !== 'questions' && kind !== 'units') continue;
    // Own properties only: a question may be called `constructor`.
    const own = ownValue(sums[kind], name) ?? {};
    sums[kind][name] = own;
    own[field] = (own[field] ?? 0) + value;
    if (own[field] === 0) delete own[field];
  }
  return { ...head, ...sums, attempts: attempts + (added.get('attempts') ?? 0) };
}

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

    /**
     * Adds to the sums that were read, and remembers for whom; false where somebody else has added meanwhile. The sums are
     * written whole: an exam has more than a thousand of them, and an update of as many paths would cost far more.
     */
    async add(read: CounterRecord, added: Contribution, counting: readonly SittingAtRevision[]): Promise<boolean> {
      const { _id, revision } = read;
      const counter: CounterRecord = { ...withAdded(read, added), counting: [...counting], revision: revision + 1 };
      if (revision > 0) {
        const { attempts, questions, units } = counter;
        const $set = { attempts, questions, units, counting: counter.counting, revision: revision + 1 };
        return (await counters.updateOne({ _id, revision }, { $set })).matchedCount > 0;
      }
      try {
        await counters.create(counter);
        return true;
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
