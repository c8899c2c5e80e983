import { join } from 'node:path';
import type { Course, MediaFile } from '../../content/course.ts';
import type { Original, Pictures } from './picture-store.ts';
import { picturesIn } from './picture-html.ts';
import { TEXT_FORMS } from './picture-store.ts';
import { variantsOf } from './variants.ts';

export const originalOf = (course: Course, media: MediaFile): Original => ({ path: join(course.folder, media.path), hash: media.hash, bytes: media.bytes });

/** Drawings and tables: text that a network carries in a third of the bytes. */
export const isText = (type: string): boolean => /^(?:image\/svg\+xml|text\/)/.test(type);

/** Puts what the lessons and questions of these courses show into the queue; what has been made is not made again. */
export function preparePictures(courses: readonly Course[], pictures: Pictures): void {
  for (const course of courses) {
    for (const media of course.media.filter(({ type }) => isText(type))) for (const form of TEXT_FORMS) pictures.find(originalOf(course, media), form);
    for (const { media, size } of picturesIn(course)) for (const variant of variantsOf(size)) pictures.find(originalOf(course, media), variant);
  }
}
