/** A calendar day without a time, `YYYY-MM-DD`. */
export interface Day {
  readonly day: string;
}

/** What a spreadsheet's cell holds. A `Date` is shown in Western Indonesian time, to the minute. */
export type Cell = string | number | Date | Day | undefined;

/** The styles of `STYLES` in `parts.ts`, by their places there. */
export const PLAIN_STYLE = 0;
export const HEADER_STYLE = 1;
const DAY_STYLE = 2;
const TIME_STYLE = 3;

const MS_PER_DAY = 86_400_000;
/** Jakarta's clock, the same the whole year since 1964. */
const AHEAD_OF_UTC_MS = 7 * 3_600_000;
/** Days from Excel's 30 December 1899 to 1 January 1970. */
const EXCEL_EPOCH_DAYS = 25_569;
/** Excel believes that 1900 was a leap year: earlier days than its first March are written as text. */
const FIRST_SAFE_DAY = 61;
/** Excel opens no file whose cell has more (Microsoft, "Excel specifications and limits"). */
const LONGEST_TEXT = 32_767;

const LETTERS = 26;
const CAPITAL_A = 65;

/** A, B, ..., Z, AA, ...; `index` from 0. */
export const columnName = (index: number): string =>
  (index >= LETTERS ? columnName(Math.floor(index / LETTERS) - 1) : '') + String.fromCharCode(CAPITAL_A + (index % LETTERS));

const escaped = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// oxlint-disable-next-line no-control-regex -- these are what XML cannot hold
const NOT_XML = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const LOOKS_ESCAPED = /_(?=x[0-9a-fA-F]{4}_)/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text for XML; characters that XML cannot hold as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19). */
export const xmlText = (text: string): string =>
  text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(NOT_XML, escaped)
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const cut = (text: string): string => (text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`);

/** Always a text, whatever it begins with: Excel takes an inline string for no formula. */
const textCell = (place: string, text: string, style: number): string =>
  text === '' ? '' : `<c r="${place}" t="inlineStr"${style === PLAIN_STYLE ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(cut(text))}</t></is></c>`;

const numberCell = (place: string, value: number, style: number): string =>
  Number.isFinite(value) ? `<c r="${place}"${style === PLAIN_STYLE ? '' : ` s="${style}"`}><v>${value}</v></c>` : '';

/** Days since Excel's epoch. */
const serialOf = (wallClockMs: number): number => wallClockMs / MS_PER_DAY + EXCEL_EPOCH_DAYS;

/** The XML of a cell at `place` ("B7"); '' for an empty one, and for a number or a date that is none. */
export function cellXml(place: string, cell: Cell, style = PLAIN_STYLE): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return textCell(place, cell, style);
  if (typeof cell === 'number') return numberCell(place, cell, style);
  const isDay = 'day' in cell;
  const serial = serialOf(isDay ? Date.parse(`${cell.day}T00:00:00Z`) : Math.round((cell.getTime() + AHEAD_OF_UTC_MS) / 1000) * 1000);
  if (serial >= FIRST_SAFE_DAY) return numberCell(place, serial, isDay ? DAY_STYLE : TIME_STYLE);
  if (isDay) return textCell(place, cell.day, style);
  return Number.isNaN(serial) ? '' : textCell(place, cell.toISOString(), style);
}
