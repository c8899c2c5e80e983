import { closeSync, openSync, readSync } from 'node:fs';
import type { CourseFile } from './course-files.ts';
import type { LayoutSource } from './course.ts';
import { valueAt } from './mentions.ts';
import type { Report } from './mistake.ts';
import { missingPicture } from './mistakes/course.ts';
import type { LayoutFormat } from './question-format.ts';
import { validate } from './validate.ts';
import type { YamlDocument } from './yaml-document.ts';

/** A picture on a certificate goes into each of them. */
const LARGEST_PICTURE = 512 * 1024;

/** A picture that a certificate shows, base64; undefined after its fault has been reported at its place. */
export function readPicture(name: string, files: ReadonlyMap<string, CourseFile>, fault: (bytes: Buffer) => string | undefined, fail: (mistake: ReturnType<typeof missingPicture>) => void): string | undefined {
  const file = files.get(name);
  const bytes = file && file.bytes <= LARGEST_PICTURE ? bytesOf(file) : undefined;
  const why = bytes && fault(bytes);
  if (bytes && why === undefined) return bytes.toString('base64');
  fail(missingPicture(name, why, LARGEST_PICTURE));
  return undefined;
}

function bytesOf({ absolute, bytes }: CourseFile): Buffer {
  const handle = openSync(absolute, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(bytes, LARGEST_PICTURE));
    return buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(handle);
  }
}

/**
 * A certificate's look that is written down as data, with the pictures it shows, which are looked for in `files`. Undefined
 * after each fault has been reported at its place.
 */
export function readLayout(document: YamlDocument | undefined, files: ReadonlyMap<string, CourseFile>, { schema, check, pictureFault }: LayoutFormat, report: Report): LayoutSource | undefined {
  if (!document) return undefined;
  const layout = validate(schema, { document, path: [], value: document.value }, report);
  if (layout === undefined) return undefined;
  let isWhole = true;
  for (const { path, ...mistake } of check(layout)) {
    if (mistake.severity === 'error') isWhole = false;
    report(document.placeOf(path), mistake);
  }
  const images: Record<string, string> = {};
  for (const page of ['front', 'back']) {
    const elements = valueAt(document.value, [page]);
    for (const index of Array.isArray(elements) ? elements.keys() : []) {
      const name = valueAt(document.value, [page, index, 'file']);
      if (typeof name !== 'string') continue;
      const read = readPicture(name, files, pictureFault, (mistake) => report(document.placeOf([page, index, 'file']), mistake));
      if (read === undefined) isWhole = false;
      else images[name] = read;
    }
  }
  return isWhole ? { layout: document.value, images } : undefined;
}
