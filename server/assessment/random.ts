import { createHash } from 'node:crypto';

/** A number from 0 up to, not including, 1. */
export type Random = () => number;

/** The first outputs of sfc32 still show its seed; its author mixes 12 rounds before use. */
const WARM_UP_ROUNDS = 12;
const UINT32 = 2 ** 32;

/**
 * A reproducible sequence from any text: sfc32 ("small fast counting", Chris Doty-Humphrey, PractRand 0.93), its
 * state filled with the first 128 bits of SHA-256 of the text. Not for secrets: whoever knows the text knows the
 * sequence.
 */
export function seededRandom(text: string): Random {
  const digest = createHash('sha256').update(text).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);
  const next: Random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / UINT32;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) next();
  return next;
}

/** A whole number from 0 up to, not including, `limit`. */
export const randomBelow = (limit: number, random: Random): number => Math.floor(random() * limit);

/** A new list in random order (Durstenfeld's form of the Fisher-Yates shuffle, CACM 7(7), algorithm 235). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const chosen = randomBelow(last + 1, random);
    [list[last], list[chosen]] = [list[chosen] as T, list[last] as T];
  }
  return list;
}
