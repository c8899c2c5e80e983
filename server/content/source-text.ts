import { isUtf8 } from 'node:buffer';
import type { Report } from './mistake.ts';
import { wholeFile } from './mistake.ts';
import { controlCharacter, notUtf8, utf16 } from './mistakes/files.ts';

/**
 * Opens and closes a slot (see `markdown/slots.ts`). Control characters are refused below, so that no author's
 * text can be mistaken for a slot; these two keep HTML in strings of one byte a character.
 */
export const SLOT_OPEN = '\u0001';
export const SLOT_CLOSE = '\u0002';

/** Everything below U+0020 save tab and line ends, and DEL. */
// eslint-disable-next-line no-control-regex -- finding them is the purpose
export const FORBIDDEN = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/;

const placeAt = (file: string, text: string, offset: number) => {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
};

const looksLikeUtf16 = (bytes: Buffer) => {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return true;
  const start = bytes.subarray(0, 64);
  return start.length >= 8 && start.filter((byte) => byte === 0).length > start.length / 4;
};

/**
 * The text of a file: UTF-8, a byte order mark dropped, every line end `\n`. Undefined after a report when the
 * bytes are no such text.
 */
export function decodeText(bytes: Buffer, file: string, report: Report): string | undefined {
  if (looksLikeUtf16(bytes)) return report(wholeFile(file), utf16());
  const written = bytes.toString('utf8');
  const marked = written.charCodeAt(0) === 0xfeff ? written.slice(1) : written;
  const text = marked.includes('\r') ? marked.replaceAll(/\r\n?/g, '\n') : marked;
  if (!isUtf8(bytes)) return report(placeAt(file, text, Math.max(0, text.indexOf('\uFFFD'))), notUtf8());
  const at = text.search(FORBIDDEN);
  if (at >= 0) return report(placeAt(file, text, at), controlCharacter(text.charCodeAt(at)));
  return text;
}
