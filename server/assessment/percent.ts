/** Points are sums of fractions: 0.1 + 0.2 reaches 0.3. */
const ROUNDING = 1e-9;

/** Unrounded percent, 0 to 100; of nothing, 0. */
export const percentOf = (points: number, of: number): number => (of > 0 ? (points / of) * 100 : 0);

/** Compares what was reached, unrounded, with a minimum in percent. */
export const reaches = (percent: number, minimum: number): boolean => percent + ROUNDING >= minimum;

/**
 * The percent as it is shown and printed: whole, rounded down. So what is shown has been reached, and 70 is never
 * shown to somebody who failed a minimum of 70 with 69.7.
 */
export const wholePercent = (percent: number): number => Math.floor(percent + ROUNDING);
