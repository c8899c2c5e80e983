import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, openSync, readSync } from 'node:fs';
import { reasonOf, type CourseFile } from './course-files.ts';
import { wholeFile, type Report } from './mistake.ts';
import { emptyFile, fileTooLarge, unreadableFile } from './mistakes/files.ts';
import { decodeText } from './source-text.ts';

export const TEXT_LIMIT = 1024 * 1024;
export const MEDIA_LIMIT = 20 * 1024 * 1024;

export interface TextFile {
  readonly file: string;
  /** Undefined when it could not be read as text; that has been reported. */
  readonly text: string | undefined;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/**
 * At most `limit` bytes and one more, whatever size the file has grown to since it was listed. Synchronous: for small
 * files the way through the thread pool costs five times the reading. Not blocking, should it have become a pipe.
 */
function firstBytes(absolute: string, size: number, limit: number): Buffer {
  const handle = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.allocUnsafe(Math.min(size, limit) + 1);
    let filled = 0;
    while (filled < buffer.length) {
      const count = readSync(handle, buffer, filled, buffer.length - filled, null);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  } finally {
    closeSync(handle);
  }
}

/** The bytes of a file, or undefined after a report when it is too large, unreadable or changing under the hand. */
function limitedBytes(file: CourseFile, limit: number, report: Report): Buffer | undefined {
  if (file.bytes > limit) return report(wholeFile(file.path), fileTooLarge(file.bytes, limit));
  try {
    return firstBytes(file.absolute, file.bytes, limit);
  } catch (failure) {
    return report(wholeFile(file.path), unreadableFile(reasonOf(failure)));
  }
}

export function readTextFile(file: CourseFile, report: Report): TextFile {
  const bytes = limitedBytes(file, TEXT_LIMIT, report);
  if (!bytes) return { file: file.path, text: undefined, hash: file.stamp };
  const text = decodeText(bytes, file.path, report);
  if (text?.trim() === '') report(wholeFile(file.path), emptyFile());
  return { file: file.path, text: text?.trim() === '' ? undefined : text, hash: sha256(bytes) };
}

export interface MediaBytes {
  readonly hash: string;
  /** The beginning of the file, enough to know what it is; all of it where it is shorter than `head` was asked for. */
  readonly head: Buffer;
}

/** Reads a media file through a small window: its hash needs every byte, its kind and size only the first. */
export async function readMediaFile(file: CourseFile, head: number, report: Report): Promise<MediaBytes | undefined> {
  if (file.bytes > MEDIA_LIMIT) return report(wholeFile(file.path), fileTooLarge(file.bytes, MEDIA_LIMIT));
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of createReadStream(file.absolute, { highWaterMark: 256 * 1024 })) {
      if (!Buffer.isBuffer(chunk)) continue;
      hash.update(chunk);
      if (length < head) kept.push(chunk);
      length += chunk.length;
    }
  } catch (failure) {
    return report(wholeFile(file.path), unreadableFile(reasonOf(failure)));
  }
  if (length === 0) return report(wholeFile(file.path), emptyFile());
  return { hash: hash.digest('hex'), head: Buffer.concat(kept).subarray(0, head) };
}
