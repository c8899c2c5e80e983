import { createHash } from 'node:crypto';
import { inLanguage, type Course } from '../../content/course.ts';
import type { Language } from '../../web/i18n/language.ts';
import { translateTo } from '../../web/i18n/translate.ts';
import type { Reply } from '../../web/reply.ts';
import { page } from '../../web/reply.ts';
import { courseAddress, glossaryAddress, lessonAddress } from '../addresses.ts';
import { maySee } from '../policy.ts';
import type { Outline } from '../present-steps.ts';
import { findLesson, lessonFields, type Place } from '../present-lesson.ts';
import { progressOf, shownLessons } from '../progress.ts';
import { NO_STANDING } from '../standing.ts';

/** One thing that a phone fetches and keeps. */
export interface KeptFile {
  readonly url: string;
  /** On its way through the network, compressed as a phone gets it; measured. */
  readonly bytes: number;
  /** The address in whose place it is shown when there is no network. */
  readonly at?: string;
  readonly title?: string;
}

export interface KeptModule {
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
  readonly files: readonly KeptFile[];
}

export interface OfflineList {
  readonly course: string;
  readonly title: string;
  readonly language: Language;
  /** Only who has the certificates that come first may fetch it: the phone says who asks. */
  readonly gated: boolean;
  readonly modules: readonly KeptModule[];
}

/** Bytes of a page on its way to a phone. */
export type Measure = (page: Reply) => Promise<number>;

const HASH_DIGITS = 12;

/** Nobody's view of a course: nothing read, nothing of drafts. */
export const outlineForEveryone = (course: Course, language: Language): Outline => ({
  course,
  enrolment: undefined,
  progress: progressOf(course, undefined, NO_STANDING),
  language,
  open: true,
  drafts: false,
});

/** The lesson's page as everyone gets it; links lead to the ordinary addresses. */
export const offlineLessonFields = (course: Course, place: Place, language: Language) => ({
  ...lessonFields(outlineForEveryone(course, language), place),
  masthead: 'offline',
  offline: true,
});

/** A course that phones may keep: no draft. */
export const keepableCourse = (course: Course | undefined): Course | undefined => (course && maySee(undefined, course) ? course : undefined);

/** Names the content of a lesson's page: what changed has another address, and only that is fetched again. */
export const lessonHash = (course: Course, place: Place, language: Language): string => {
  const { lesson, ...around } = offlineLessonFields(course, place, language);
  const html = inLanguage(place.lesson.html, language);
  return createHash('sha256').update(JSON.stringify([around, { ...lesson, html }])).digest('hex').slice(0, HASH_DIGITS);
};

export const offlineLessonAddress = (course: Course, place: Place, language: Language): string =>
  `/offline/${language}/courses/${course.id}/${lessonHash(course, place, language)}/lessons/${place.lesson.id}`;

export const offlineLessonPage = (course: Course, place: Place, language: Language): Reply =>
  page('learning/lesson', offlineLessonFields(course, place, language), { everyone: language });

/** The words of a course, in the order of the alphabet. */
export const glossaryFields = (course: Course, language: Language) => ({
  title: translateTo(language)('Daftar istilah'),
  course: { shortTitle: inLanguage(course.shortTitle, language), href: courseAddress(course.id) },
  terms: course.glossary
    .map((entry) => ({ id: entry.id, term: inLanguage(entry.term, language), meaning: inLanguage(entry.meaning, language) }))
    .sort((a, b) => a.term.localeCompare(b.term, language)),
});

export const offlineGlossaryPage = (course: Course, language: Language): Reply =>
  page('learning/glossary', { ...glossaryFields(course, language), masthead: 'offline' }, { everyone: language });

export const glossaryHash = (course: Course, language: Language): string =>
  createHash('sha256').update(JSON.stringify(glossaryFields(course, language))).digest('hex').slice(0, HASH_DIGITS);

function mediaIn(course: Course, html: string): KeptFile[] {
  const named = new Set(html.match(new RegExp(`/courses/${course.id}/media/[^"'\\s<>]+`, 'g')));
  return [...named].flatMap((url) => {
    const [hash = '', ...path] = url.replace(`/courses/${course.id}/media/`, '').split('/');
    const name = path.map(decodeURIComponent).join('/');
    const media = course.media.find((one) => one.hash === hash && one.path === name);
    return media ? [{ url, bytes: media.bytes }] : [];
  });
}

async function glossaryFile(course: Course, language: Language, measure: Measure): Promise<KeptFile | undefined> {
  if (course.glossary.length === 0) return undefined;
  const url = `/offline/${language}/courses/${course.id}/${glossaryHash(course, language)}/glossary`;
  return { url, bytes: await measure(offlineGlossaryPage(course, language)), at: glossaryAddress(course.id) };
}

async function listOf(course: Course, language: Language, measure: Measure): Promise<OfflineList> {
  const glossary = await glossaryFile(course, language, measure);
  const modules: KeptModule[] = [];
  for (const module of course.modules) {
    const files: KeptFile[] = [];
    for (const lesson of shownLessons(module, false)) {
      const place = findLesson(course, lesson.id, false);
      if (!place) continue;
      const bytes = await measure(offlineLessonPage(course, place, language));
      files.push({ url: offlineLessonAddress(course, place, language), bytes, at: lessonAddress(course.id, lesson.id), title: inLanguage(lesson.title, language) });
      files.push(...mediaIn(course, inLanguage(lesson.html, language)));
    }
    // A term in a lesson leads there; it is fetched once for all modules.
    if (glossary) files.push(glossary);
    const once = [...new Map(files.map((file) => [file.url, file])).values()];
    modules.push({ id: module.id, title: inLanguage(module.title, language), bytes: once.reduce((sum, { bytes }) => sum + bytes, 0), files: once });
  }
  return { course: course.id, title: inLanguage(course.shortTitle, language), language, gated: course.requires.length > 0, modules };
}

const known = new WeakMap<Course, Map<Language, Promise<OfflineList>>>();

/** What a phone keeps of a course. Worked out once for as long as the catalogue holds this version: every page of it is written and measured. */
export function offlineListOf(course: Course, language: Language, measure: Measure): Promise<OfflineList> {
  const lists = known.get(course) ?? new Map<Language, Promise<OfflineList>>();
  known.set(course, lists);
  const list = lists.get(language) ?? listOf(course, language, measure);
  lists.set(language, list);
  // What could not be worked out now is tried again when it is asked for.
  list.catch(() => lists.delete(language));
  return list;
}

/** Where the list stands, for the course's page; undefined: phones do not keep this course. */
export const keepableOf = (course: Course | undefined, language: Language): string | undefined => {
  const kept = keepableCourse(course);
  return kept && `/offline/${language}/courses/${kept.id}/list`;
};
