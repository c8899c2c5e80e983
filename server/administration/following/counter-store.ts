import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { followCounterModel, followedVersionModel, followJournalModel, type FollowCounter, type FollowJournal, type FollowStep } from './follow-model.ts';

const JOURNAL = 'steps';

export const counterId = (group: string, region: string): string => `${group}@${region}`;

export type FollowCounterStore = ReturnType<typeof createFollowCounterStore>;

export function createFollowCounterStore(connection: Connection) {
  const counters = followCounterModel(connection);
  const journals = followJournalModel(connection);
  const versions = followedVersionModel(connection);

  return {
    selectOptional: (group: string, region: string): Promise<FollowCounter | undefined> => selectOptionalById(counters, counterId(group, region)),

    /** Those of these ids that have counted anything, in no particular order. */
    async selectSome(ids: readonly string[]): Promise<FollowCounter[]> {
      return counters.find({ _id: { $in: [...ids] } }).lean();
    },

    /** A group's counters in the order of regions: as many as there are regions. */
    async selectGroup(group: string): Promise<FollowCounter[]> {
      return counters.find({ group }).sort({ region: 1 }).lean();
    },

    /** All, a page of them in the order of `_id`. */
    async selectPage(afterId: string | undefined, size: number): Promise<FollowCounter[]> {
      return counters.find(afterId ? { _id: { $gt: afterId } } : {}).sort({ _id: 1 }).limit(size).lean();
    },

    /** Adds what a step says, or sets it. Once: the counter knows which step it holds. */
    async apply({ group, region, counts, set }: FollowStep['counters'][number], step: number): Promise<void> {
      const _id = counterId(group, region);
      const head = { group, region, step, schemaVersion: 1 };
      const $inc = Object.fromEntries(counts.map(([key, value]) => [`counts.${key}`, value]));
      const update = set ? { $set: { ...head, counts: Object.fromEntries(counts) } } : { $set: head, $inc };
      try {
        await counters.updateOne({ _id, step: { $lt: step } }, update, { upsert: true });
      } catch (problem) {
        // It is there and holds this step, so the filter found nothing.
        if (!isDuplicateKey(problem)) throw problem;
      }
    },

    /** Of these courses; one that was never followed is absent. */
    async selectVersions(courses: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await versions.find({ _id: { $in: [...courses] } }).lean();
      return new Map(found.map(({ _id, version }) => [_id, version]));
    },
    async rememberVersion(course: string, version: string): Promise<void> {
      await versions.updateOne({ _id: course }, { $set: { version, schemaVersion: 1 } }, { upsert: true });
    },

    async selectJournal(): Promise<FollowJournal> {
      const found = await selectOptionalById(journals, JOURNAL);
      if (found) return found;
      try {
        await journals.create({ _id: JOURNAL, number: 0, schemaVersion: 1 });
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
      }
      return (await selectOptionalById(journals, JOURNAL)) ?? { _id: JOURNAL, number: 0, schemaVersion: 1 };
    },

    /** Writes the next step down; false where another process was faster. */
    async begin(after: number, work: FollowStep): Promise<boolean> {
      const { matchedCount } = await journals.updateOne({ _id: JOURNAL, number: after, work: { $exists: false } }, { $set: { number: after + 1, work } });
      return matchedCount > 0;
    },

    async end(number: number): Promise<void> {
      await journals.updateOne({ _id: JOURNAL, number }, { $unset: { work: 1 } });
    },
  };
}
