import { BadValue } from './faults.ts';

/**
 * A document as the engine keeps and handles it: JSON, in which what JSON lacks is a string that begins with
 * `~` and a letter. A plain string that begins with `~` gets the letter `s`, so that none is mistaken:
 *
 * | tag | value | written as |
 * | --- | --- | --- |
 * | `~b` | binary | two hex digits of the subtype, then base64 |
 * | `~d` | date | ISO 8601, UTC, milliseconds: text order is time order |
 * | `~n` | number that JSON lacks | `NaN`, `Infinity`, `-Infinity` |
 * | `~o` | ObjectId | 24 hex digits: text order is ObjectId order |
 * | `~s` | string that begins with `~` | the string |
 *
 * One `json_extract` therefore gives a scalar that SQLite can compare, sort and index.
 */
export type Scalar = string | number | boolean | null;
export type Tagged = Scalar | Tagged[] | TaggedDocument;
export interface TaggedDocument {
  [key: string]: Tagged;
}

export const isDocument = (value: Tagged | undefined): value is TaggedDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTagged = (value: Tagged | undefined, tag: 'b' | 'd' | 'n' | 'o' | 's'): value is string =>
  typeof value === 'string' && value.charCodeAt(0) === TILDE && value[1] === tag;

export const TILDE = 126;
const LARGEST = 16 * 1024 * 1024; // https://www.mongodb.com/docs/manual/reference/limits/#bson-document-size

/** A tagged document as the text that is kept. Throws `BadValue` for what neither UTF-8 nor SQLite can hold. */
export function stringify(document: TaggedDocument): string {
  const text = JSON.stringify(document);
  if (text.length > LARGEST) throw new BadValue('object to insert too large: more than 16 MB', 10334, 'BSONObjectTooLarge');
  if (!text.includes('\\u')) return text;
  if (/(?<!\\)(\\\\)*\\u0000/.test(text)) throw new BadValue('a text must not contain the character U+0000');
  // Half a surrogate pair is no character; UTF-8, and with it MongoDB, has U+FFFD in its place.
  return text.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd');
}

/** The bytes of a `~b` string, and their subtype. */
export const bytesOf = (value: string): { subtype: number; bytes: Buffer } => ({
  subtype: Number.parseInt(value.slice(2, 4), 16),
  bytes: Buffer.from(value.slice(4), 'base64'),
});

/** The plain string behind a tagged one (`~s...` or untagged). */
export const textOf = (value: string): string => (value.charCodeAt(0) === TILDE ? value.slice(2) : value);
