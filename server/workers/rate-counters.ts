import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';
import { ask, type Topic } from './siblings.ts';

/**
 * Requests counted by address for all workers together. The primary keeps the counts, since a limit that is divided by the
 * workers would be wrong for whoever holds one connection open (a proxy, a hall's Wi-Fi), and one that each worker keeps for
 * itself is as many times too wide. A message there and back takes a fraction of what the limited pages (signing in, redeeming
 * codes, verifying) cost anyway; all other pages count nothing.
 */
export const HITS: Topic = 'hits';

interface Hit {
  /** Which limit. */
  readonly limit: string;
  readonly key: string;
  readonly windowMs: number;
  /** 1, or -1 to take one back. */
  readonly by: number;
}

interface Count {
  readonly hits: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
}

/** More addresses than this within a minute are an attack on memory: the oldest are forgotten. */
const MOST_COUNTS = 100_000;
/** Forgotten at once when there are too many: a map from whose head one is taken each time grows slow. */
const FORGOTTEN = 10_000;
/** Counts that have run out are looked for this often. */
const SWEEP_MS = 10_000;

/** The primary's table of counts; to be asked for under `HITS`. */
export function createCounts(now: () => number = Date.now) {
  const counts = new Map<string, Count>();
  let sweptAt = now();
  return (what: unknown): Count => {
    const { limit, key, windowMs, by } = what as Hit;
    const name = `${limit} ${key}`;
    const known = counts.get(name);
    const current = known && known.resetAt > now() ? known : { hits: 0, resetAt: now() + windowMs };
    const count = { hits: Math.max(0, current.hits + by), resetAt: current.resetAt };
    // Inserted anew when it begins anew, so that the first in the map are the oldest.
    if (current !== known) {
      counts.delete(name);
      if (counts.size >= MOST_COUNTS || now() - sweptAt >= SWEEP_MS) {
        sweep(counts, now());
        sweptAt = now();
      }
    }
    counts.set(name, count);
    return count;
  };
}

function sweep(counts: Map<string, Count>, now: number): void {
  let surplus = counts.size < MOST_COUNTS ? 0 : FORGOTTEN;
  for (const [name, { resetAt }] of counts) {
    if (resetAt > now && surplus <= 0) return;
    counts.delete(name);
    surplus -= 1;
  }
}

const isCount = (answer: unknown): answer is Count => typeof answer === 'object' && answer !== null && 'hits' in answer && 'resetAt' in answer;

/** The counter of one limit, as express-rate-limit wants it. */
export class SharedCounter implements Store {
  readonly localKeys = false;
  readonly prefix: string;
  readonly #alone = createCounts();
  #windowMs = 0;

  constructor(limit: string) {
    this.prefix = limit;
  }

  init({ windowMs }: Options): void {
    this.#windowMs = windowMs;
  }

  increment(key: string): Promise<ClientRateLimitInfo> {
    return this.#count(key, 1);
  }

  async decrement(key: string): Promise<void> {
    await this.#count(key, -1);
  }

  async resetKey(key: string): Promise<void> {
    await this.#count(key, -Number.MAX_SAFE_INTEGER);
  }

  async #count(key: string, by: number): Promise<ClientRateLimitInfo> {
    const hit: Hit = { limit: this.prefix, key, windowMs: this.#windowMs, by };
    const [answer] = await ask(HITS, hit);
    // Without an answer the primary is gone, and this worker goes too: until then it counts what it sees.
    const { hits, resetAt } = isCount(answer) ? answer : this.#alone(hit);
    return { totalHits: hits, resetTime: new Date(resetAt) };
  }
}
