import { perLanguage, type Language } from './language.ts';

/** Dates are kept in UTC and shown in Western Indonesian Time, since that is where most readers are. */
const TIME_ZONE = 'Asia/Jakarta';

const formats = (options: Intl.DateTimeFormatOptions) => perLanguage(({ locale }) => new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options }));

const long = formats({ day: 'numeric', month: 'long', year: 'numeric' });
const short = formats({ day: 'numeric', month: 'short', year: 'numeric' });
const clock = formats({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 24 November 2026 */
export const longDate = (date: Date, language: Language): string => long(language).format(date);
/** 24 Nov 2026 */
export const shortDate = (date: Date, language: Language): string => short(language).format(date);
/** 10.42 in Indonesian, 10:42 in English */
export const timeOfDay = (date: Date, language: Language): string => clock(language).format(date);
/** 24 November 2026, 10.42 WIB */
export const dateAndTime = (date: Date, language: Language): string =>
  `${longDate(date, language)}, ${timeOfDay(date, language)} WIB`;

const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE });
/** 2026-11-24, the calendar day in Western Indonesian Time. */
export const calendarDay = (date: Date): string => isoDay.format(date);

/** Noon in Western Indonesian Time of a `YYYY-MM-DD`, for showing it. */
export const dayFromIso = (day: string): Date => new Date(`${day}T12:00:00+07:00`);
