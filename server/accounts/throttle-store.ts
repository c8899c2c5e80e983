import type { Connection } from 'mongoose';
import { throttleModel } from './throttle-model.ts';

const FORGET_MS = 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;

/** Failures that cost nothing: everybody mistypes. */
const FREE_FAILURES = 3;
/** From one address, which may be a whole hall's, the delay doubles up to a minute. */
const LONGEST_FROM_ADDRESS_S = 60;
/** Strangers can make an account's owner wait this long at most, wherever they are. */
const FREE_FROM_ANYWHERE = 20;
const LONGEST_FROM_ANYWHERE_S = 30;

const delaySeconds = (failures: number, free: number, longest: number): number =>
  failures < free ? 0 : Math.min(longest, 2 ** (failures - free));

export type ThrottleStore = ReturnType<typeof createThrottleStore>;

/** Growing delays, never a lock: `product.md`, "Throttling". */
export function createThrottleStore(connection: Connection) {
  const model = throttleModel(connection);
  const keys = (name: string, address: string) => ({ anywhere: `name:${name}`, here: `name:${name}:${address}` });

  const wait = async (key: string, free: number, longest: number, now: number): Promise<number> => {
    const record = await model.findOne({ _id: key }).lean();
    if (!record || record.expiresAt.getTime() < now) return 0;
    const until = record.lastAt.getTime() + delaySeconds(record.failures, free, longest) * SECOND_MS;
    return Math.max(0, Math.ceil((until - now) / SECOND_MS));
  };

  const count = async (key: string): Promise<void> => {
    const lastAt = new Date();
    const expiresAt = new Date(lastAt.getTime() + FORGET_MS);
    await model.updateOne({ _id: key }, { $inc: { failures: 1 }, $set: { lastAt, expiresAt } }, { upsert: true });
  };

  return {
    /** Seconds until the next try is listened to; 0: now. */
    async secondsToWait(name: string, address: string, now = Date.now()): Promise<number> {
      const { anywhere, here } = keys(name, address);
      const waits = await Promise.all([
        wait(here, FREE_FAILURES, LONGEST_FROM_ADDRESS_S, now),
        wait(anywhere, FREE_FROM_ANYWHERE, LONGEST_FROM_ANYWHERE_S, now),
      ]);
      return Math.max(...waits);
    },

    async countFailure(name: string, address: string): Promise<void> {
      const { anywhere, here } = keys(name, address);
      await Promise.all([count(here), count(anywhere)]);
    },

    async forget(name: string, address: string): Promise<void> {
      const { anywhere, here } = keys(name, address);
      await model.deleteMany({ _id: { $in: [anywhere, here] } });
    },

    async removeExpired(): Promise<void> {
      await model.deleteMany({ expiresAt: { $lt: new Date() } });
    },
  };
}
