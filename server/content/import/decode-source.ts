import { isUtf8 } from 'node:buffer';
import { FORBIDDEN } from '../source-text.ts';
import { wholeFile } from '../mistake.ts';
import { controlsRemoved, convertedFrom, notAText } from './notes/files.ts';
import type { Review } from './review.ts';

const UTF16_SAMPLE = 400;
/** In text of any script in UTF-16 a zero byte stands beside spaces and digits at least. */
const ZEROS = 0.1;

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, UTF16_SAMPLE);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length * ZEROS && even === 0) return 'utf-16le';
  if (even > sample.length * ZEROS && odd === 0) return 'utf-16be';
  return undefined;
}

/** What Windows-1252 has at 0x80 to 0x9F (WHATWG Encoding, index windows-1252). Node 20 decodes these bytes as Latin-1. */
const WINDOWS = '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';
const fromWindows = (bytes: Buffer): string =>
  bytes.toString('latin1').replaceAll(/[\u0080-\u009F]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? control);

const decodeWith = (encoding: string, bytes: Buffer) => (encoding === 'windows-1252' ? fromWindows(bytes) : new TextDecoder(encoding).decode(bytes));
const CONTROLS = new RegExp(FORBIDDEN.source, 'g');

/**
 * The text of a source, whatever it was written in: UTF-8, UTF-16, or Windows-1252 as older programs in Indonesia
 * write. Line ends become `\n`. Throws `Unreadable` when it is no text.
 */
export function decodeSource(bytes: Buffer, file: string, review: Review): string {
  const wide = utf16Of(bytes);
  const encoding = wide ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  // A zero byte is in no text of one byte a character.
  if (wide === undefined && bytes.includes(0)) throw notAText();
  if (encoding !== 'utf-8') review.add(wholeFile(file), convertedFrom(encoding === 'windows-1252' ? 'Windows-1252' : encoding.toUpperCase()));
  const text = decodeWith(encoding, bytes).replaceAll(/\r\n?/g, '\n');
  if (!FORBIDDEN.test(text)) return text;
  const place = { ...wholeFile(file), line: text.slice(0, text.search(FORBIDDEN)).split('\n').length };
  review.add(place, controlsRemoved());
  return text.replaceAll(CONTROLS, '');
}
