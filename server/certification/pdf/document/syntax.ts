/** PDF objects as text (ISO 32000-1, 7.3). A value is already written PDF syntax; these functions write it. */
export type Value = string | number | boolean;
export type Dictionary = Readonly<Record<string, Value | undefined>>;
export type Reference = `${number} 0 R`;

/** Powers of ten; a number that is less than the last one's inverse would be written with an exponent. */
const SCALES: readonly number[] = [1, 10, 100, 1000, 10_000, 100_000];

/** At most five decimals; never `-0` nor an exponent. */
export const decimal = (value: number, digits = 5): string => {
  // Most numbers are whole, or near a few decimals: that is told without writing them down twice.
  if (Number.isInteger(value)) return String(value || 0);
  const scale = SCALES[digits];
  if (scale === undefined) return String(Number(value.toFixed(digits)) || 0);
  return String(Math.round(value * scale) / scale || 0);
};

const written = (value: Value): string => (typeof value === 'number' ? decimal(value) : String(value));

/** `{ Type: name('Page'), Parent: undefined }` gives `<</Type /Page>>`. */
export const dictionary = (entries: Dictionary): string =>
  `<<${Object.entries(entries)
    .flatMap(([key, value]) => (value === undefined ? [] : [`/${key} ${written(value)}`]))
    .join('')}>>`;

export const array = (items: readonly Value[]): string => `[${items.map(written).join(' ')}]`;

/** A name made of letters, digits, `+` and `-`. */
export const name = (text: string): string => `/${text}`;

/** A text string: in plain ASCII as it is, else UTF-16 with its mark (7.9.2.2), written in hexadecimal. */
export const text = (value: string): string =>
  /^[ -~]*$/.test(value)
    ? `(${value.replace(/[\\()]/g, '\\$&')})`
    : `<FEFF${Buffer.from(value, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

export const hexadecimal = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex').toUpperCase()}>`;

/** A day `YYYY-MM-DD` as the instant at which it begins in UTC (7.9.4). */
export const day = (isoDay: string): string => `(D:${isoDay.replaceAll('-', '')}000000Z)`;
