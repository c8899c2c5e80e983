/** A span of time as authors write it: a whole number and an English unit, e.g. `5 years`, `90 minutes`. */
const MINUTES = { minute: 1, hour: 60, day: 1440, week: 10_080 } as const;
const MONTHS = { month: 1, year: 12 } as const;

const MINUTE_UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;
const MONTH_UNITS = ['months', 'years'] as const;

/** For waiting and for time limits. */
export const MINUTE_DURATION = /^[1-9]\d{0,4} (minute|hour|day|week)s?$/;
/** For the validity of a certificate. */
export const MONTH_DURATION = /^[1-9]\d{0,2} (month|year)s?$/;

export const unitsOf = (duration: 'minutes' | 'months'): readonly string[] =>
  duration === 'minutes' ? MINUTE_UNITS : MONTH_UNITS;

const count = (text: string) => Number(text.split(' ')[0]);

/** `text` has matched MINUTE_DURATION. */
export function minutesIn(text: string): number {
  const unit = MINUTE_DURATION.exec(text)?.[1];
  return count(text) * (unit === 'hour' || unit === 'day' || unit === 'week' ? MINUTES[unit] : 1);
}

/** `text` has matched MONTH_DURATION. */
export const monthsIn = (text: string): number =>
  count(text) * (MONTH_DURATION.exec(text)?.[1] === 'year' ? MONTHS.year : MONTHS.month);
