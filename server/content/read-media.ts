import { imageSize } from 'image-size';
import type { CourseFile } from './course-files.ts';
import { mediaKindOf, type MediaKind } from './media-kinds.ts';
import { reportInto, wholeFile } from './mistake.ts';
import { damagedPicture } from './mistakes/references.ts';
import type { ParsedFile } from './parsed.ts';
import type { Problem } from './problem.ts';
import { MEDIA_LIMIT, readMediaFile, readTextFile } from './read-file.ts';
import { readSvg, type Size } from './svg.ts';

export interface ParsedMedia extends ParsedFile {
  readonly bytes: number;
  readonly kind: MediaKind;
  /** The media type, for Content-Type. */
  readonly type: string;
  /** Of pictures. */
  readonly size: Size | undefined;
}

/** Enough for the headers of every picture but a JPEG with a large preview inside. */
const HEAD = 256 * 1024;

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif', 'heif', 'heic'],
};

function sizeOf(head: Buffer, type: string): Size | undefined {
  try {
    const { width, height, orientation = 1, type: found } = imageSize(head);
    if (!EXPECTED[type]?.includes(found ?? '') || !(width > 0) || !(height > 0)) return undefined;
    // EXIF: from 5 on the camera was held upright.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    // The library throws on what it cannot read.
    return undefined;
  }
}

/** A picture, recording, film or document beside the lessons. */
export async function readMedia(file: CourseFile): Promise<ParsedMedia | undefined> {
  const known = mediaKindOf(file.path);
  if (!known) return undefined;
  const problems: Problem[] = [];
  const report = reportInto(problems);
  const media = { file: file.path, problems, bytes: file.bytes, ...known };
  if (known.type === 'image/svg+xml') {
    const { text, hash } = readTextFile(file, report);
    return { ...media, hash, size: text === undefined ? undefined : readSvg(text, file.path, report) };
  }
  const read = await readMediaFile(file, HEAD, report);
  if (!read) return { ...media, hash: file.stamp, size: undefined };
  if (known.kind !== 'picture') return { ...media, hash: read.hash, size: undefined };
  let size = sizeOf(read.head, known.type);
  if (!size && file.bytes > HEAD) {
    const whole = await readMediaFile(file, MEDIA_LIMIT, report);
    size = whole && sizeOf(whole.head, known.type);
  }
  if (!size) report(wholeFile(file.path), damagedPicture());
  return { ...media, hash: read.hash, size };
}
