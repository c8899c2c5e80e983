import { metKey, satKey } from './contribution.ts';
import type { Counts } from './sums.ts';

/** Lower ends of the bands of colour, in percent; below the first somebody has to look. */
export const BANDS = [0, 70, 78, 84, 89, 94] as const;
const WHOLE_PERCENT = 100;

export interface HeatCell {
  /** Percent of those who were examined in the unit, rounded down; undefined: nobody was. */
  readonly percent: number | undefined;
  readonly sat: number;
  /** Index into `BANDS`. */
  readonly band: number;
}

export const heatCell = (counts: Counts, unit: string): HeatCell => {
  const sat = counts[satKey(unit)] ?? 0;
  if (sat === 0) return { percent: undefined, sat, band: 0 };
  const percent = Math.floor(((counts[metKey(unit)] ?? 0) * WHOLE_PERCENT) / sat);
  return { percent, sat, band: BANDS.findLastIndex((from) => percent >= from) };
};
