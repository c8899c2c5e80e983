import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { inLanguage, type Course } from '../../content/course.ts';
import type { Language } from '../../web/i18n/language.ts';
import { translateTo } from '../../web/i18n/translate.ts';
import type { Reply } from '../../web/reply.ts';
import { page } from '../../web/reply.ts';
import { courseAddress, glossaryAddress, lessonAddress, quizAddress } from '../addresses.ts';
import type { Outline } from '../present-steps.ts';
import { findLesson, lessonFields, type Place } from '../present-lesson.ts';
import { lessonText } from '../lesson-text.ts';
import type { Pictures } from '../pictures/picture-store.ts';
import { keptSearch } from '../search/search-routes.ts';
import { progressOf, shownLessons } from '../progress.ts';
import { NO_STANDING } from '../standing.ts';
import { keepableCourse } from './keepable-course.ts';

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

/** What comes after a module's last lesson where it was taken along: the phone's script knows whether it was. */
function takenQuizAfter(course: Course, { module, position }: Place, language: Language) {
  const { quiz } = module;
  if (!quiz || position < shownLessons(module, false).length) return undefined;
  return { href: quizAddress(course.id, quiz.id), title: inLanguage(quiz.title, language), place: `${course.id}/${quiz.id}` };
}

/** The lesson's page as everyone gets it; links lead to the ordinary addresses. */
export const offlineLessonFields = (course: Course, place: Place, language: Language) => ({
  ...lessonFields(outlineForEveryone(course, language), place, true),
  takenQuiz: takenQuizAfter(course, place, language),
  masthead: 'offline',
  offline: true,
});

/** Names the content of a lesson's page: what changed has another address, and only that is fetched again. */
export const lessonHash = (course: Course, place: Place, language: Language): string => {
  const { lesson, shared: _twice, ...around } = offlineLessonFields(course, place, language);
  const html = lesson.html.toString();
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

/** What is known of smaller pictures: a list is told anew when one was made. */
export type MadePictures = Pick<Pictures, 'sizeOf' | 'made'>;

function mediaIn(course: Course, html: string, pictures: MadePictures): KeptFile[] {
  const named = new Set(html.match(new RegExp(`/courses/${course.id}/(?:media|pictures)/[^"'\\s<>]+`, 'g')));
  return [...named].flatMap((url) => {
    const [kind, hash = '', ...path] = url.replace(`/courses/${course.id}/`, '').split('/');
    const form = kind === 'pictures' ? path.shift() : undefined;
    const name = path.map(decodeURIComponent).join('/');
    const media = course.media.find((one) => one.hash === hash && one.path === name);
    return media ? [{ url, bytes: pictures.sizeOf(hash, form ?? 'gz') ?? media.bytes }] : [];
  });
}

async function glossaryFile(course: Course, language: Language, measure: Measure): Promise<KeptFile | undefined> {
  if (course.glossary.length === 0) return undefined;
  const url = `/offline/${language}/courses/${course.id}/${glossaryHash(course, language)}/glossary`;
  return { url, bytes: await measure(offlineGlossaryPage(course, language)), at: glossaryAddress(course.id) };
}

/** Search goes with each module, once on the phone: whoever keeps one can search all. */
async function searchFiles(course: Course, language: Language, measure: Measure): Promise<KeptFile[]> {
  const { page: searchPage, reply, index } = keptSearch(course, language);
  return [{ ...searchPage, bytes: await measure(reply) }, { url: index.url, bytes: gzipSync(index.text).length }];
}

async function listOf(course: Course, language: Language, pictures: MadePictures, measure: Measure): Promise<OfflineList> {
  const search = await searchFiles(course, language, measure);
  const glossary = await glossaryFile(course, language, measure);
  const modules: KeptModule[] = [];
  for (const module of course.modules) {
    const files: KeptFile[] = [];
    for (const lesson of shownLessons(module, false)) {
      const place = findLesson(course, lesson.id, false);
      if (!place) continue;
      const bytes = await measure(offlineLessonPage(course, place, language));
      files.push({ url: offlineLessonAddress(course, place, language), bytes, at: lessonAddress(course.id, lesson.id), title: inLanguage(lesson.title, language) });
      files.push(...mediaIn(course, lessonText(course, lesson, language, true).toString(), pictures));
    }
    // A term in a lesson leads there; it is fetched once for all modules.
    if (glossary) files.push(glossary);
    files.push(...search);
    const once = [...new Map(files.map((file) => [file.url, file])).values()];
    modules.push({ id: module.id, title: inLanguage(module.title, language), bytes: once.reduce((sum, { bytes }) => sum + bytes, 0), files: once });
  }
  return { course: course.id, title: inLanguage(course.shortTitle, language), language, gated: course.requires.length > 0, modules };
}

interface Known {
  readonly made: number;
  readonly list: Promise<OfflineList>;
}

const known = new WeakMap<Course, Map<Language, Known>>();

/**
 * What a phone keeps of a course. Worked out once for as long as the catalogue holds this version, since every page of it is written and
 * measured, and again when a picture was made smaller.
 */
export function offlineListOf(course: Course, language: Language, pictures: MadePictures, measure: Measure): Promise<OfflineList> {
  const lists = known.get(course) ?? new Map<Language, Known>();
  known.set(course, lists);
  const last = lists.get(language);
  if (last?.made === pictures.made) return last.list;
  const list = listOf(course, language, pictures, measure);
  lists.set(language, { made: pictures.made, list });
  // What could not be worked out now is tried again when it is asked for.
  list.catch(() => lists.delete(language));
  return list;
}

/** Where the list stands, for the course's page; undefined: phones do not keep this course. */
export const keepableOf = (course: Course | undefined, language: Language): string | undefined => {
  const kept = keepableCourse(course);
  return kept && `/offline/${language}/courses/${kept.id}/list`;
};
