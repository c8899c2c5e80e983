const MONTHS_A_YEAR = 12;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * The last day of a certificate issued on `day` (`YYYY-MM-DD`) that holds for so many months: the same day of the
 * month, or the month's last where it has no such day (29 February, 31 January).
 */
export function lastDayOf(day: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const sinceYearZero = year * MONTHS_A_YEAR + (month - 1) + months;
  const lastYear = Math.floor(sinceYearZero / MONTHS_A_YEAR);
  const lastMonth = (sinceYearZero % MONTHS_A_YEAR) + 1;
  const daysInMonth = new Date(Date.UTC(lastYear, lastMonth, 0)).getUTCDate();
  return `${lastYear}-${twoDigits(lastMonth)}-${twoDigits(Math.min(dayOfMonth, daysInMonth))}`;
}

/** The moment at which a calendar day begins in Western Indonesian Time, which knows no summer time. */
export const beginningOf = (day: string): Date => new Date(`${day}T00:00:00+07:00`);

/** The calendar day as a moment at its noon, for formatting it in words. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00+07:00`);

/** The calendar day after this one. */
export const dayAfter = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};
