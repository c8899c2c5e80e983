/**
 * Numbers as people type them: decimal comma (Indonesian) or point, thousands with points, commas or spaces, the
 * unit before or behind or left out, `,-` after an amount of money.
 */
const MINUS = /^[-\u2212\u2013]\s*/;
const MONEY_TAIL = /,-+$/;
const SPACES = /[\s\u00a0\u202f]+/g;

const withoutUnit = (typed: string, unit: string): string => {
  const small = typed.toLowerCase();
  const wanted = unit.toLowerCase().trim();
  if (wanted === '') return typed;
  if (small.endsWith(wanted)) return typed.slice(0, -wanted.length).trim();
  if (small.startsWith(`${wanted}.`)) return typed.slice(wanted.length + 1).trim();
  if (small.startsWith(wanted)) return typed.slice(wanted.length).trim();
  return typed;
};

/** Digits in groups of three behind the first, `1.250.000`. */
const isGrouped = (digits: string, separator: string): boolean => {
  const [first = '', ...rest] = digits.split(separator);
  return /^[1-9]\d{0,2}$/.test(first) && rest.length > 0 && rest.every((group) => /^\d{3}$/.test(group));
};

/** Readings of digits and separators, without a sign. */
const readings = (digits: string): number[] => {
  if (/^\d+$/.test(digits)) return [Number(digits)];
  const found = new Set<number>();
  for (const [decimal, thousands] of [[',', '.'], ['.', ','], [',', ' '], ['.', ' ']] as const) {
    const [whole = '', fraction, ...more] = digits.split(decimal);
    if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) continue;
    if (whole === '' && fraction === undefined) continue;
    if (whole !== '' && !/^\d+$/.test(whole) && !isGrouped(whole, thousands)) continue;
    found.add(Number(`${whole.replaceAll(thousands, '') || '0'}.${fraction ?? '0'}`));
  }
  return [...found];
};

/**
 * Every number that `typed` can mean, best reading first: `1.250` is 1250 in Indonesian and 1.25 in English.
 * Empty: it is no number.
 */
export function readNumber(typed: string, unit = ''): number[] {
  const bare = withoutUnit(typed.trim(), unit).replace(MONEY_TAIL, '');
  const unsigned = bare.replace(MINUS, '');
  const sign = unsigned === bare ? 1 : -1;
  const values = readings(withoutUnit(unsigned, unit).replaceAll(SPACES, ' '));
  return values.map((value) => (value === 0 ? 0 : sign * value));
}
