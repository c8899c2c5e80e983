import { CROCKFORD, randomCrockford } from '../accounts/random-id.ts';

/**
 * The number of a certificate, `PSM-2026-7F3K-9Q2M-4T`: the course's prefix, the year of issue, nine random
 * characters of Crockford's Base32 (45 bits) and one check character.
 *
 * The check is one symbol of a Reed-Solomon code over GF(32): the characters, prefix and year included, are weighed
 * with the powers of a primitive element and sum to a constant. All weights differ and none is 0 (up to 31 characters;
 * a serial has at most 19), so every single wrong character and every swap of any two characters is noticed; of other
 * slips, 31 in 32. Reed and Solomon, "Polynomial codes over certain finite fields", 1960; the alphabet: D. Crockford,
 * "Base 32", https://www.crockford.com/base32.html.
 */
const RANDOM_CHARACTERS = 9;
/** x^5 + x^2 + 1, primitive over GF(2). */
const PRIMITIVE_POLYNOMIAL = 0b100101;
const TOP_BIT = 0b10000;
/** What all weighed characters sum to: the value that makes the number above, which all guides print, a well-formed one. */
const SUM = 29;

const VALUES = new Map(CROCKFORD.split('').map((character, value) => [character, value]));

const timesPrimitive = (value: number): number => (value << 1) ^ (value & TOP_BIT ? PRIMITIVE_POLYNOMIAL : 0);

/** Weighs by Horner's rule: the last character counts once, the one before it times the primitive element, and so on. */
const weigh = (characters: string): number => {
  let sum = 0;
  for (const character of characters) sum = timesPrimitive(sum) ^ (VALUES.get(character) ?? 0);
  return sum;
};

/**
 * As characters of the alphabet: what is easily taken for another is the same (O and 0; I, L and 1; U and V), also
 * in a prefix, which may hold any letter.
 */
const unambiguous = (letters: string): string => letters.replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V');

export interface Serial {
  /** Identifies the certificate however the serial was typed: 16 to 19 characters of the alphabet. */
  readonly key: string;
  /** For people: `PSM-2026-7F3K-9Q2M-4T`. */
  readonly text: string;
}

const grouped = (prefix: string, year: string, rest: string): string =>
  [prefix, year, rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)].join('-');

/** A new serial. Whether it is free is for `serial-store.ts` to find out. */
export function drawSerial(prefix: string, year: string): Serial {
  const random = randomCrockford(RANDOM_CHARACTERS);
  const stem = unambiguous(prefix) + year + random;
  const check = CROCKFORD.charAt(timesPrimitive(weigh(stem)) ^ SUM);
  return { key: stem + check, text: grouped(prefix, year, random + check) };
}

/** `mistyped`: no serial can read like this, so nothing was looked up. */
export type ParsedSerial = (Serial & { readonly wellFormed: true }) | { readonly wellFormed: false };

/** What separates groups on paper, in chats and after automatic correction. */
const SEPARATORS = /[\s\p{Dash_Punctuation}\u2212._]+/gu;
/** A whole link was pasted. */
const LINK = /^.*\/v\/([^/?#\s]+).*$/i;
const SHAPE = /^([0-9A-Z]{2,5}?)([0-9]{4})([0-9A-Z]{10})$/;

/** Reads what a person typed: small letters, missing or strange dashes, O for 0, I and L for 1, or the whole link. */
export function parseSerial(typed: string): ParsedSerial {
  const characters = typed.replace(LINK, '$1').replace(SEPARATORS, '').toUpperCase();
  const key = unambiguous(characters);
  const parts = SHAPE.exec(key);
  if (!parts || weigh(key) !== SUM) return { wellFormed: false };
  const [, prefix = '', year = '', rest = ''] = parts;
  // A prefix has letters only, so here it is the digits that were meant as letters.
  const letters = characters.slice(0, prefix.length).replace(/0/g, 'O').replace(/1/g, 'I');
  return { wellFormed: true, key, text: grouped(letters, year, rest) };
}
