import { lastDayOf } from './validity.ts';

/** Long enough before the end to sit the exam again without haste. */
const MONTHS_BEFORE = 3;

/** Certificates whose last day is this one or earlier expire soon. `today`: `YYYY-MM-DD`. */
export const soonFrom = (today: string): string => lastDayOf(today, MONTHS_BEFORE);
