/** The share of one of `count` right options in percent, with the digits that Moodle knows: 33.33333. */
const DIGITS = 5;
export const fractionOf = (count: number): string => String(Number((100 / Math.max(1, count)).toFixed(DIGITS)));
