import type { Language, Translated } from './course.ts';

/** A text and those of its translations that exist. */
export function translated<T>(original: T, translations: Iterable<readonly [Language, T | undefined]> = []): Translated<T> {
  const given: Partial<Record<Language, T>> = {};
  for (const [language, text] of translations) if (text !== undefined) given[language] = text;
  return { original, ...given };
}
