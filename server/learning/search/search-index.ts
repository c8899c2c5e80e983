import { decodeHTML } from 'entities';
import { inLanguage, type Course } from '../../content/course.ts';
import type { Language } from '../../web/i18n/language.ts';
import { visibleLessons } from '../progress.ts';
import { tells, wordsIn } from './word-roots.ts';

export interface IndexedLesson {
  readonly id: string;
  readonly title: string;
  /** `1.2`: module and place in it. */
  readonly number: string;
  readonly module: string;
  /** What stands in it, without its list of sources. */
  readonly text: string;
}

export interface SearchIndex {
  readonly lessons: readonly IndexedLesson[];
  /** Word -> places in `lessons`, ascending. */
  readonly words: ReadonlyMap<string, readonly number[]>;
}

/** The text of a lesson's HTML. Block ends become spaces, so that no two words grow together. */
export const plainText = (html: string): string =>
  decodeHTML(html.replace(/<section class="sources">[\s\S]*$/, ' ').replace(/<sup class="source-ref">.*?<\/sup>/g, '').replace(/<\/?(?:a|b|em|strong|code|sup|sub)\b[^>]*>/g, '').replace(/<[^>]*>/g, ' '))
    .replaceAll('\u00ad', '')
    .replace(/\s+/g, ' ')
    .trim();

function indexOf(course: Course, language: Language): SearchIndex {
  const lessons = course.modules.flatMap((module, moduleIndex) =>
    visibleLessons(module).map((lesson, index): IndexedLesson => ({
      id: lesson.id,
      title: inLanguage(lesson.title, language).replaceAll('\u00ad', ''),
      number: `${moduleIndex + 1}.${index + 1}`,
      module: inLanguage(module.title, language),
      text: [lesson.lead && inLanguage(lesson.lead, language).replaceAll('\u00ad', ''), plainText(inLanguage(lesson.html, language))].filter(Boolean).join(' '),
    })),
  );
  const words = new Map<string, number[]>();
  for (const [place, { title, text }] of lessons.entries()) {
    for (const word of new Set(wordsIn(`${title} ${text}`).filter(tells))) {
      const places = words.get(word);
      if (places) places.push(place);
      else words.set(word, [place]);
    }
  }
  return { lessons, words };
}

const known = new WeakMap<Course, Map<Language, SearchIndex>>();

/** Worked out at the first search, kept for as long as the catalogue holds this version of the course. */
export function searchIndexOf(course: Course, language: Language): SearchIndex {
  const indexes = known.get(course) ?? new Map<Language, SearchIndex>();
  known.set(course, indexes);
  const index = indexes.get(language) ?? indexOf(course, language);
  indexes.set(language, index);
  return index;
}

const BASE = 36;

/**
 * The index as a phone keeps it, a line for each word in alphabetical order: how many letters it shares with the word before (base
 * 36), the rest of it, and after a space its lessons in base 36, separated by commas. A third of the size of plain JSON once compressed.
 */
export function packedWords({ words }: SearchIndex): string {
  let before = '';
  return [...words]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, places]) => {
      let shared = 0;
      while (shared < BASE - 1 && shared < before.length && word[shared] === before[shared]) shared += 1;
      before = word;
      return `${shared.toString(BASE)}${word.slice(shared)} ${places.map((place) => place.toString(BASE)).join(',')}`;
    })
    .join('\n');
}
