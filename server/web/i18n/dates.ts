import { perLanguage, type Language } from './language.ts';

/** Dates are kept in UTC and shown in Western Indonesian Time, since that is where most readers are. */
const TIME_ZONE = 'Asia/Jakarta';

const formats = (options: Intl.DateTimeFormatOptions) => perLanguage(({ locale }) => new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options }));

/** Western Indonesian Time is seven hours ahead, all year (since 1964). */
const AHEAD_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Days that are written again and again: today, and when what is looked at today was issued. */
const REMEMBERED_DAYS = 1000;

/** A day is put into words once, since a format takes as long as looking a certificate up. */
function dayFormat(options: Intl.DateTimeFormatOptions): (date: Date, language: Language) => string {
  const format = formats(options);
  const remembered = perLanguage(() => new Map<number, string>());
  return (date, language) => {
    const days = remembered(language);
    const day = Math.floor((date.getTime() + AHEAD_MS) / DAY_MS);
    const known = days.get(day);
    if (known !== undefined) return known;
    if (days.size >= REMEMBERED_DAYS) days.clear();
    const words = format(language).format(date);
    days.set(day, words);
    return words;
  };
}

const clock = formats({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 24 November 2026 */
export const longDate = dayFormat({ day: 'numeric', month: 'long', year: 'numeric' });
/** 24 Nov 2026 */
export const shortDate = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' });
/** 10.42 in Indonesian, 10:42 in English */
export const timeOfDay = (date: Date, language: Language): string => clock(language).format(date);
/** 24 November 2026, 10.42 WIB */
export const dateAndTime = (date: Date, language: Language): string =>
  `${longDate(date, language)}, ${timeOfDay(date, language)} WIB`;

const ISO_DAY = 'YYYY-MM-DD'.length;
/** 2026-11-24, the calendar day in Western Indonesian Time. */
export const calendarDay = (date: Date): string => new Date(date.getTime() + AHEAD_MS).toISOString().slice(0, ISO_DAY);

/** Noon in Western Indonesian Time of a `YYYY-MM-DD`, for showing it. */
export const dayFromIso = (day: string): Date => new Date(`${day}T12:00:00+07:00`);
