import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { mergeModel, type MergeRecord } from './merge-model.ts';

export type MergeStore = ReturnType<typeof createMergeStore>;

export function createMergeStore(connection: Connection) {
  const merges = mergeModel(connection);
  return {
    /** Gives the one that was begun first: of two decisions about one account, one counts. */
    async begin(from: string, into: string, by: string): Promise<MergeRecord> {
      const merge: MergeRecord = { _id: from, into, by, at: new Date(), state: 'moving', schemaVersion: 1 };
      try {
        await merges.create(merge);
        return merge;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return (await selectOptionalById(merges, from)) ?? merge;
      }
    },
    async selectMoving(): Promise<MergeRecord[]> {
      return merges.find({ state: 'moving' }).lean();
    },
    async finish(from: string): Promise<void> {
      await merges.updateOne({ _id: from }, { $set: { state: 'done' } });
    },
  };
}
