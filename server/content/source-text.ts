import { isUtf8 } from 'node:buffer';
import type { Report } from './mistake.ts';
import { wholeFile } from './mistake.ts';
import { controlCharacter, notUtf8, utf16 } from './mistakes/files.ts';

/**
 * Opens and closes a slot (see `markdown/slots.ts`). Noncharacters of Unicode never occur in text that is
 * interchanged, so no author's text can be mistaken for one; a file that holds them is refused below.
 */
export const SLOT_OPEN = '\uFDD0';
export const SLOT_CLOSE = '\uFDD1';

// Everything below U+0020 save tab and line ends, DEL, and the noncharacters that mark slots.
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const forbidden = /[\u0000-\u0008\u000B\u000E-\u001F\u007F\uFDD0\uFDD1]/;

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
  if (looksLikeUtf16(bytes)) return void report(wholeFile(file), utf16());
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  if (!isUtf8(bytes)) return void report(placeAt(file, text, Math.max(0, text.indexOf('\uFFFD'))), notUtf8());
  const at = text.search(forbidden);
  if (at >= 0) return void report(placeAt(file, text, at), controlCharacter(text.charCodeAt(at)));
  return text;
}
