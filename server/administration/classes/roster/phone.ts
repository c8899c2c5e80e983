/** Mobile numbers in Indonesia begin with 8 behind the country code and have 9 to 12 digits there (national numbering plan, PM 14/2018). */
const MOBILE = /^(?:00?62|62|0)?0?(8\d{8,11})$/;
/** `8,12345678901E+11`: as a spreadsheet shows what it takes for a large number. */
const SCIENTIFIC = /^(\d)[.,]?(\d*)E\+?(\d{1,2})$/i;

/** What people write before a number: `HP.`, `WA:`, an apostrophe that makes Excel keep the zero. */
const LABEL = /^(?:no(?:mor)?\b)?[.\s]*(?:hp|wa|telp|tlp|telepon|ponsel|whatsapp)?[.:\s'’`]*/i;
/** Two numbers in one cell; the first that can be read counts. */
const BETWEEN = /\s*(?:[,;/|&\n]|\batau\b|\bdan\b)\s*/i;

/** A number that is shown rounded has lost digits, and nobody can tell which. */
function digitsOfScientific(typed: string): string | undefined {
  const found = SCIENTIFIC.exec(typed);
  if (!found) return undefined;
  const [, first = '', fraction = '', power = ''] = found;
  return fraction.length === Number(power) ? first + fraction : '';
}

function oneOf(typed: string): string | undefined {
  const plain = typed.replace(LABEL, '').trim();
  const scientific = digitsOfScientific(plain);
  // Spaces of every kind, dashes of every kind, dots, brackets, and marks of direction that WhatsApp copies along.
  const digits = scientific ?? plain.replace(/[\s\p{Pd}\p{Cf}().+'’]/gu, '');
  const local = MOBILE.exec(digits)?.[1];
  return local === undefined ? undefined : `+62${local}`;
}

/**
 * `+62812...` (E.164) for 0812..., +62 812-..., 62812..., 0062812..., (0812)... and 812... (Excel drops the zero). Undefined: no number of
 * a mobile phone, or one that Excel has rounded (`8,12E+10`).
 */
export function phoneOf(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  const whole = oneOf(text);
  if (whole !== undefined) return whole;
  for (const part of text.split(BETWEEN)) {
    const found = oneOf(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether it is a number that Excel has rounded: people are told what to do about that. */
export const isRounded = (typed: string): boolean => SCIENTIFIC.test(typed.normalize('NFKC').replace(LABEL, '').trim());

/** `+62812…7890` as `…7890`: enough to tell two people apart. */
export const phoneTail = (phone: string): string => `…${phone.slice(-4)}`;
