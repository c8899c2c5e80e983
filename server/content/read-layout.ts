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
      const file = files.get(name);
      const bytes = file && file.bytes <= LARGEST_PICTURE ? bytesOf(file) : undefined;
      const fault = bytes && pictureFault(bytes);
      if (bytes && !fault) images[name] = bytes.toString('base64');
      else {
        isWhole = false;
        report(document.placeOf([page, index, 'file']), missingPicture(name, fault, LARGEST_PICTURE));
      }
    }
  }
  return isWhole ? { layout: document.value, images } : undefined;
}
