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

const decodeWith = (encoding: string, bytes: Buffer) => new TextDecoder(encoding).decode(bytes);
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
