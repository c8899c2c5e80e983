import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { throttleModel, type ThrottleRecord } from './throttle-model.ts';

const FORGET_MS = 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;

interface Limits {
  /** Tries that cost nothing: everybody mistypes. */
  readonly free: number;
  /** Seconds that the doubling delay grows to. */
  readonly longest: number;
}

/** An address may be a whole hall's. */
const FROM_ADDRESS: Limits = { free: 3, longest: 60 };
/** Strangers can make an account's owner wait this long at most, wherever they are. */
const FROM_ANYWHERE: Limits = { free: 20, longest: 30 };

/** Six digits are few: whoever has the password already and guesses them gets some 150 guesses a day, of a million. */
const OF_SECOND_STEP: Limits = { free: 10, longest: 600 };

type Counted = Pick<ThrottleRecord, 'failures' | 'lastAt' | 'expiresAt'>;

const delaySeconds = (failures: number, free: number, longest: number): number =>
  failures < free ? 0 : Math.min(longest, 2 ** (failures - free));

export type ThrottleStore = ReturnType<typeof createThrottleStore>;

/** Growing delays, never a lock: `product.md`, "Throttling". */
export function createThrottleStore(connection: Connection) {
  const model = throttleModel(connection);
  const keys = (name: string, address: string) => ({ anywhere: `name:${name}`, here: `name:${name}:${address}` });

  /**
   * Takes the next try, or says how many seconds are left until there is one. Of tries made at once one takes it and
   * the others look again: what was read has to be what is changed. A try that is turned away moves nothing, so
   * nobody can keep an account waiting by knocking.
   */
  const claim = async (key: string, { free, longest }: Limits): Promise<number> => {
    for (;;) {
      const now = Date.now();
      const found = await model.findOne({ _id: key }).lean();
      const known = found && found.expiresAt.getTime() > now ? found : undefined;
      const until = known ? known.lastAt.getTime() + delaySeconds(known.failures, free, longest) * SECOND_MS : now;
      if (until > now) return Math.ceil((until - now) / SECOND_MS);
      const next = { failures: (known?.failures ?? 0) + 1, lastAt: new Date(now), expiresAt: new Date(now + FORGET_MS) };
      if (await change(key, found ?? undefined, next)) return 0;
    }
  };

  const change = async (key: string, found: ThrottleRecord | undefined, next: Counted): Promise<boolean> => {
    if (found) {
      const { modifiedCount } = await model.updateOne({ _id: key, failures: found.failures, lastAt: found.lastAt }, { $set: next });
      return modifiedCount === 1;
    }
    try {
      await model.create({ _id: key, ...next });
      return true;
    } catch (problem) {
      if (!isDuplicateKey(problem)) throw problem;
      return false;
    }
  };

  return {
    /**
     * Counts a try before it is looked at, so that guesses made side by side do not slip through; a right one is
     * forgotten afterwards. Gives 0, or the seconds until the next try is listened to.
     */
    async secondsUntilTry(name: string, address: string, of: 'password' | 'second-step' = 'password'): Promise<number> {
      const { anywhere, here } = keys(name, address);
      return (await claim(here, FROM_ADDRESS)) || (await claim(anywhere, of === 'password' ? FROM_ANYWHERE : OF_SECOND_STEP));
    },

    async forget(name: string, address: string): Promise<void> {
      const { anywhere, here } = keys(name, address);
      await model.deleteMany({ _id: { $in: [anywhere, here] } });
    },

    /** Erasure: nobody's failures are kept under this name, from wherever they came. */
    async forgetName(name: string): Promise<void> {
      const key = `name:${name}`;
      await model.deleteOne({ _id: key });
      await model.deleteMany({ _id: { $gte: `${key}:`, $lt: `${key};` } });
    },

    async removeExpired(): Promise<void> {
      await model.deleteMany({ expiresAt: { $lt: new Date() } });
    },
  };
}
