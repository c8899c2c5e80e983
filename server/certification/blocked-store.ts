import type { Connection } from 'mongoose';
import { blockedModel, type BlockedIssue } from './blocked-model.ts';

const blockedId = (learner: string, course: string): string => `${learner}:${course}`;

export type BlockedStore = ReturnType<typeof createBlockedStore>;

/** Certificates in the state `blocked`: earned, and waiting for a text to be corrected. A short list. */
export function createBlockedStore(connection: Connection) {
  const blocked = blockedModel(connection);
  return {
    async put({ learner, course, ...facts }: Omit<BlockedIssue, '_id' | 'schemaVersion'>): Promise<void> {
      const $set = { learner, course, ...facts, schemaVersion: 1 };
      await blocked.updateOne({ _id: blockedId(learner, course) }, { $set }, { upsert: true });
    },

    async remove(learner: string, course: string): Promise<void> {
      await blocked.deleteOne({ _id: blockedId(learner, course) });
    },

    async moveTo(learner: string, regionCode: string): Promise<void> {
      await blocked.updateMany({ learner }, { $set: { regionCode } });
    },

    async selectOfLearner(learner: string): Promise<BlockedIssue[]> {
      return blocked.find({ learner }).lean();
    },

    /** In the order of `_id`; `afterId` is the last one of the page before. Confining it to a scope is for the caller. */
    async selectPage(afterId: string | undefined, size: number): Promise<BlockedIssue[]> {
      return blocked.find(afterId === undefined ? {} : { _id: { $gt: afterId } }).sort({ _id: 1 }).limit(size).lean();
    },
  };
}
