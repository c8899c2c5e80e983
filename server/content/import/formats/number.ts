const DIGITS = 12;

/** A number with a decimal point or comma; NaN when it is none. */
export const numberOf = (text: string | undefined): number => {
  const written = (text ?? '').trim().replace(',', '.');
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
};

/** Binary arithmetic makes 0.19999999999999998 of a half of 0.4; so many digits are meant. */
export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** From and to, as a middle and a tolerance. */
export const numberRange = (low: number, high: number): { value: number; tolerance: number } => ({
  value: rounded((low + high) / 2),
  tolerance: rounded(Math.abs(high - low) / 2),
});
