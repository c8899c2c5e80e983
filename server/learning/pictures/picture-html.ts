import type { Course, MediaFile } from '../../content/course.ts';
import { canBeSmaller, FORMATS, keptVariantOf, widthsOf, type Size, type VariantName } from './variants.ts';

/** The columns of the style sheet (`.with-outline`, `.quiz`), or the whole width of a phone. */
const SIZES = { lesson: '(min-width: 60em) 33.75rem, 100vw', question: '(min-width: 60em) 42.5rem, 100vw' } as const;

const IMAGE = /<img src="\/courses\/([^/"]+)\/media\/([0-9a-f]+)\/([^"]+)"([^>]*?) width="(\d+)" height="(\d+)"([^>]*)>/g;

/** Where a smaller form of a picture stands; its own hash is part of the address. */
export const variantAddress = (course: string, hash: string, variant: VariantName, path: string): string => `/courses/${course}/pictures/${hash}/${variant}/${path}`;

/**
 * Gives each photograph of a lesson or a question its smaller forms. `kept`: as a phone keeps it, one file in one size. Drawings stay as they are. Where
 * a form has not been made yet, its address gives the picture itself, so that pages need not wait for it.
 */
export const withSmallerPictures = (html: string, course: Course, kept: boolean, column: keyof typeof SIZES = 'lesson'): string =>
  html.replaceAll(IMAGE, (whole, id: string, hash: string, path: string, before: string, width: string, height: string, after: string) => {
    const size: Size = { width: Number(width), height: Number(height) };
    const media = id === course.id ? course.media.find((one) => one.hash === hash) : undefined;
    if (!media || !canBeSmaller(media.type, size)) return whole;
    const attributes = `${before} width="${width}" height="${height}"${after}`;
    if (kept) return `<img src="${variantAddress(id, hash, keptVariantOf(size), path)}"${attributes}>`;
    const sources = FORMATS.map((format) => {
      const set = widthsOf(size).map((one) => `${variantAddress(id, hash, `${one}.${format}`, path)} ${one}w`);
      return `<source type="image/${format}" srcset="${set.join(', ')}" sizes="${SIZES[column]}">`;
    });
    return `<picture>${sources.join('')}${whole}</picture>`;
  });

export interface ShownPicture {
  readonly media: MediaFile;
  readonly size: Size;
}

const shown = new WeakMap<Course, readonly ShownPicture[]>();

/** The photographs in the lessons and questions of a course, each once, with the size that their text gives them. */
export function picturesIn(course: Course): readonly ShownPicture[] {
  const known = shown.get(course) ?? findPictures(course);
  shown.set(course, known);
  return known;
}

/** Every text in what an author wrote: a question's body belongs to its type, and a picture may stand in any part of it. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function findPictures(course: Course): readonly ShownPicture[] {
  const found = new Map<MediaFile, Size>();
  const quizzes = [...course.modules.map(({ quiz }) => quiz), course.exam];
  const texts = [
    ...course.modules.flatMap(({ lessons }) => lessons.map(({ html }) => html)),
    ...quizzes.flatMap((quiz) => (quiz?.questions ?? []).map(({ text, feedback, body }) => [text, feedback, body])),
  ];
  for (const text of textsIn(texts)) {
    for (const [, id, hash, , , width, height] of text.matchAll(IMAGE)) {
      const size: Size = { width: Number(width), height: Number(height) };
      const media = id === course.id ? course.media.find((one) => one.hash === hash) : undefined;
      if (media && canBeSmaller(media.type, size)) found.set(media, size);
    }
  }
  return [...found].map(([media, size]) => ({ media, size }));
}
