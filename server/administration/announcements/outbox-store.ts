import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { outboxModel, type OutboxRecord } from './announcement-model.ts';

export type OutboxStore = ReturnType<typeof createOutboxStore>;

export function createOutboxStore(connection: Connection) {
  const outbox = outboxModel(connection);
  return {
    /** Once for each announcement and learner. */
    async put(announcement: string, learner: string, due: Date): Promise<void> {
      try {
        await outbox.create({ _id: `${announcement}:${learner}`, announcement, learner, state: 'waiting', tries: 0, due, schemaVersion: 1 });
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
      }
    },
    /** The longest waiting first. */
    async selectDue(now: Date, most: number): Promise<OutboxRecord[]> {
      return outbox.find({ due: { $lte: now } }).sort({ due: 1 }).limit(most).lean();
    },
    /** Takes one to be sent: whoever else looks meanwhile leaves it. False: another process has it. */
    async claim({ _id, due }: OutboxRecord, until: Date): Promise<boolean> {
      const { matchedCount } = await outbox.updateOne({ _id, due }, { $set: { due: until }, $inc: { tries: 1 } });
      return matchedCount > 0;
    },
    async settle(id: string, state: 'sent' | 'failed', fault?: string): Promise<void> {
      await outbox.updateOne({ _id: id }, { $set: { state, ...(fault !== undefined && { fault }) }, $unset: { due: 1 as const } });
    },
    async tryAgain(id: string, due: Date, fault: string): Promise<void> {
      await outbox.updateOne({ _id: id }, { $set: { due, fault } });
    },
    /** Counted up to `most`. */
    async count(announcement: string, state: OutboxRecord['state'], most: number): Promise<number> {
      return (await outbox.find({ announcement, state }, { _id: 1 }).limit(most).lean()).length;
    },
  };
}
