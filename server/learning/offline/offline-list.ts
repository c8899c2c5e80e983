import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { inLanguage, type Course } from '../../content/course.ts';
import type { Language } from '../../web/i18n/language.ts';
import { lessonAddress } from '../addresses.ts';
import { openCourse } from '../open-course.ts';
import type { Outline } from '../present-steps.ts';
import { lessonText } from '../lesson-text.ts';
import type { Pictures } from '../pictures/picture-store.ts';
import { findLesson, lessonFields, type Place } from '../present-lesson.ts';
import { progressOf, shownLessons } from '../progress.ts';
import { keptSearch } from '../search/search-routes.ts';
import { NO_STANDING } from '../standing.ts';

/** One thing that a phone fetches and keeps. */
export interface KeptFile {
  readonly url: string;
  /** On its way through the network; a page's is near enough. */
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
  readonly modules: readonly KeptModule[];
}

/** What stands around a lesson's text on its page: masthead, symbols, outline. Compressed, measured. */
const FRAME_BYTES = 2500;
const HASH_DIGITS = 12;
const BYTES_A_MB = 1_000_000;
const megabytes = { id: new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 }), en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }) };

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
  ...lessonFields(outlineForEveryone(course, language), place, true),
  masthead: 'offline',
  offline: true,
});

/** Names the content of a lesson's page: what changed has another address, and only that is fetched again. */
export const lessonHash = (course: Course, place: Place, language: Language): string => {
  const { lesson, ...around } = offlineLessonFields(course, place, language);
  const html = lesson.html.toString();
  return createHash('sha256').update(JSON.stringify([around, { ...lesson, html }])).digest('hex').slice(0, HASH_DIGITS);
};

export const offlineLessonAddress = (course: Course, place: Place, language: Language): string =>
  `/offline/${language}/courses/${course.id}/${lessonHash(course, place, language)}/lessons/${place.lesson.id}`;

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

/** Search goes with each module, once on the phone: whoever keeps one can search all. */
function searchFiles(course: Course, language: Language): KeptFile[] {
  const { page, index } = keptSearch(course, language);
  return [{ ...page, bytes: FRAME_BYTES }, { url: index.url, bytes: gzipSync(index.text).length }];
}

function listOf(course: Course, language: Language, pictures: MadePictures): OfflineList {
  const search = searchFiles(course, language);
  const modules = course.modules.map((module): KeptModule => {
    const files = shownLessons(module, false).flatMap((lesson): KeptFile[] => {
      const place = findLesson(course, lesson.id, false);
      if (!place) return [];
      const html = lessonText(course, lesson, language, true).toString();
      const page = { url: offlineLessonAddress(course, place, language), bytes: gzipSync(html).length + FRAME_BYTES, at: lessonAddress(course.id, lesson.id), title: inLanguage(lesson.title, language) };
      return [page, ...mediaIn(course, html, pictures)];
    });
    const once = [...new Map([...files, ...search].map((file) => [file.url, file])).values()];
    return { id: module.id, title: inLanguage(module.title, language), bytes: once.reduce((sum, { bytes }) => sum + bytes, 0), files: once };
  });
  return { course: course.id, title: inLanguage(course.shortTitle, language), language, modules };
}

const known = new WeakMap<Course, Map<Language, { readonly made: number; readonly list: OfflineList }>>();

/** What a phone keeps of a course. Worked out once for as long as the catalogue holds this version, and again when a picture was made smaller. */
export function offlineListOf(course: Course, language: Language, pictures: MadePictures): OfflineList {
  const lists = known.get(course) ?? new Map<Language, { readonly made: number; readonly list: OfflineList }>();
  known.set(course, lists);
  const last = lists.get(language);
  if (last?.made === pictures.made) return last.list;
  const list = listOf(course, language, pictures);
  lists.set(language, { made: pictures.made, list });
  return list;
}

/** Where the list stands and how much it is, for the course's page. */
export function keepableOf(course: Course | undefined, language: Language, pictures: MadePictures): { readonly href: string; readonly size: string } | undefined {
  const open = openCourse(course);
  if (!open) return undefined;
  const files = new Map(offlineListOf(open, language, pictures).modules.flatMap((module) => module.files.map((file) => [file.url, file.bytes])));
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { href: `/offline/${language}/courses/${open.id}/list`, size: `${megabytes[language].format(total / BYTES_A_MB)} MB` };
}
