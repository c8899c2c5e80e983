/**
 * The issuer's own number of a document, as Indonesian offices write it: `{nomor}/PSM/{bulan_romawi}/{tahun}` becomes
 * `17/PSM/XI/2026`. Each pattern has a running number of its own, which begins at 1 each year; `{n}` is short for it,
 * `{nomor3}` and `{nomor4}` have leading zeros.
 */
const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

const PLACEHOLDER = /\{(\w*)\}/g;

const fillings: Readonly<Record<string, (number: number, day: string) => string>> = {
  n: (number) => String(number),
  nomor: (number) => String(number),
  nomor3: (number) => String(number).padStart(3, '0'),
  nomor4: (number) => String(number).padStart(4, '0'),
  bulan: (_number, day) => day.slice(5, 7),
  bulan_romawi: (_number, day) => ROMAN_MONTHS[Number(day.slice(5, 7)) - 1] ?? '',
  tahun: (_number, day) => day.slice(0, 4),
};

/** `day` is the day of issue, `YYYY-MM-DD`. */
export const documentNumber = (pattern: string, number: number, day: string): string =>
  pattern.replace(PLACEHOLDER, (whole, name: string) => fillings[name]?.(number, day) ?? whole);

/**
 * Names the running numbers that a pattern takes from. Whoever writes the same pattern with other spaces or capitals, with
 * leading zeros or with months in figures goes on counting. Issuers with the same pattern share its numbers, so that none is
 * printed twice.
 */
export const seriesOf = (pattern: string, day: string): string => {
  const same = pattern.replace(PLACEHOLDER, (_whole, name: string) => `{${name.slice(0, 1)}}`);
  return `${day.slice(0, 4)} ${same.replace(/\s+/g, '').toUpperCase()}`;
};

/** What is wrong with a pattern: an unknown word in braces, no number, no year (numbers begin anew each year). */
export type PatternFault = 'placeholder' | 'number' | 'year';

export function patternFault(pattern: string): PatternFault | undefined {
  const names = [...pattern.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const isUnknown = names.some((name) => !Object.hasOwn(fillings, name)) || /[{}]/.test(pattern.replace(PLACEHOLDER, ''));
  if (isUnknown) return 'placeholder';
  if (!names.some((name) => name.startsWith('n'))) return 'number';
  return names.includes('tahun') ? undefined : 'year';
}
