import type { Connection } from 'mongoose';
import { selectOptionalById } from '../../storage/storage.ts';
import { visitModel, type VisitRecord } from './visit-model.ts';

export type VisitStore = ReturnType<typeof createVisitStore>;

export function createVisitStore(connection: Connection) {
  const visits = visitModel(connection);
  return {
    selectOptional: (learner: string): Promise<VisitRecord | undefined> => selectOptionalById(visits, learner),

    /** All news so far have been seen. `$max`: an older page that is sent late takes nothing back. */
    async see(learner: string, at: Date, versions: Readonly<Record<string, string>>): Promise<void> {
      await visits.updateOne({ _id: learner }, { $max: { at }, $set: { versions }, $setOnInsert: { schemaVersion: 1 } }, { upsert: true });
    },

    async removeOfLearner(learner: string): Promise<void> {
      await visits.deleteOne({ _id: learner });
    },
  };
}
