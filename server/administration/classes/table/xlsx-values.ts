/** How numbers become the text that people see, as far as lists of people need it. */

/** Built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30), those of East Asian languages among them. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format of one's own shows a date where years, months, days or hours stand outside quotes, escapes and brackets. */
const showsDate = (code: string): boolean => /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/general/gi, ''));

/** Which styles of a workbook show dates, by their number. */
export interface Styles {
  isDate(style: string | undefined): boolean;
  /** Days are counted from 1904, as Excel for the Macintosh did. */
  readonly from1904: boolean;
}

export const noStyles: Styles = { isDate: () => false, from1904: false };

export function stylesOf(formats: ReadonlyMap<number, string>, cellFormats: readonly number[], from1904: boolean): Styles {
  const dates = cellFormats.map((id) => {
    const own = formats.get(id);
    return own === undefined ? isBuiltInDate(id) : showsDate(own);
  });
  return { isDate: (style) => style !== undefined && dates[Number(style)] === true, from1904 };
}

const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which holds a 29 February 1900 that never was: right from 1 March 1900 on. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

/** `2027-02-10`; a time of day without a date is none that a list of people needs. */
function dateText(days: number, { from1904 }: Styles): string | undefined {
  if (!(days >= 1 && days <= LAST_DAY)) return undefined;
  return new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(days) * DAY_MS).toISOString().slice(0, 10);
}

/** Digits that a double keeps. */
const EXACT = 1e15;

/** A number as it stands in the file, `8.1234567890000003E10` among them, without exponent where it is whole: phone numbers are numbers to Excel. */
export function numberText(raw: string, style: string | undefined, styles: Styles): string {
  const value = Number(raw);
  if (raw === '' || !Number.isFinite(value)) return raw;
  const date = styles.isDate(style) ? dateText(value, styles) : undefined;
  if (date !== undefined) return date;
  return Math.abs(value) < EXACT ? String(Number(value.toPrecision(15))) : BigInt(Math.round(value)).toString();
}
