import { createHash } from 'node:crypto';
import { z } from 'zod';
import { inLanguage, type Course } from '../../content/course.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { isLanguage, type Language } from '../../web/i18n/language.ts';
import { translateTo } from '../../web/i18n/translate.ts';
import { bytes, page, type Reply } from '../../web/reply.ts';
import { route, type Received, type Route } from '../../web/route.ts';
import { courseAddress, lessonAddress, searchAddress } from '../addresses.ts';
import { GONE, selectKeepable } from '../offline/keepable-course.ts';
import { findLesson } from '../present-lesson.ts';
import type { LearningRoom } from '../room.ts';
import { selectVisit } from '../select-course.ts';
import { packedWords, searchIndexOf } from './search-index.ts';
import { excerptOf, searchLessons } from './search-lessons.ts';

const LONGEST_QUESTION = 100;
const PER_MINUTE = 60;
const HASH_DIGITS = 12;
const FOR_EVER = 'public, max-age=31536000, immutable';

const courseParams = z.object({ course: z.string().max(60) });
const keptParams = courseParams.extend({ language: z.string().refine(isLanguage), hash: z.string().regex(/^[0-9a-f]{12}$/) });

/** All that a phone needs to search a course without a network: its lessons and their words. */
const keptIndex = (course: Course, language: Language): string => {
  const index = searchIndexOf(course, language);
  const lessons = index.lessons.map(({ id, title, number, module }) => [lessonAddress(course.id, id), number, title, module]);
  return JSON.stringify({ language, lessons, words: packedWords(index) });
};

const known = new WeakMap<Course, Map<Language, string>>();
const indexHash = (course: Course, language: Language): string => {
  const hashes = known.get(course) ?? new Map<Language, string>();
  known.set(course, hashes);
  const hash = hashes.get(language) ?? createHash('sha256').update(inLanguage(course.shortTitle, language)).update(keptIndex(course, language)).digest('hex').slice(0, HASH_DIGITS);
  hashes.set(language, hash);
  return hash;
};

const keptAddress = (course: Course, language: Language, what: 'search' | 'words'): string =>
  `/offline/${language}/courses/${course.id}/${indexHash(course, language)}/${what}`;

const fieldsFor = (course: Course, language: Language) => ({
  course: { shortTitle: inLanguage(course.shortTitle, language), href: courseAddress(course.id) },
  action: searchAddress(course.id),
});

/** The page that a phone keeps: the script searches the words beside it. */
const keptPage = (course: Course, language: Language): Reply => {
  const fields = { ...fieldsFor(course, language), title: translateTo(language)('Cari di pelatihan ini'), masthead: 'offline', indexHref: keptAddress(course, language, 'words') };
  return page('learning/search', { ...fields, question: '', results: [], scripts: ['scripts/search.js'] }, { everyone: language });
};

/** What a phone keeps of a course beside its lessons. */
export const keptSearch = (course: Course, language: Language) => ({
  page: { url: keptAddress(course, language, 'search'), at: searchAddress(course.id), title: translateTo(language)('Cari di pelatihan ini') },
  reply: keptPage(course, language),
  index: { url: keptAddress(course, language, 'words'), text: keptIndex(course, language) },
});

/** The course as it was when the phone asked what there is. */
async function selectKept(room: LearningRoom, received: Received<z.output<typeof keptParams>, unknown, unknown>): Promise<Course> {
  const course = await selectKeepable(room, received);
  if (indexHash(course, received.params.language) !== received.params.hash) throw new NotFound(GONE);
  return course;
}

/** Search over the lessons of a course: a page that works without a script, and the same words for phones without a network. */
export const searchRoutes = (room: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/courses/:course/search',
    access: 'everyone',
    perMinute: PER_MINUTE,
    params: courseParams,
    query: z.object({ q: z.string().default('').catch('').transform((typed) => typed.trim().slice(0, LONGEST_QUESTION)) }),
    handle: async ({ params, query, viewer, language, t }) => {
      const visit = await selectVisit(room.learning, viewer, params.course, language);
      if (visit.missing.length > 0) throw new Forbidden('Pelatihan ini terbuka setelah Anda memiliki sertifikat pelatihan sebelumnya.');
      // What is read is today's wording, so that is what is searched; a lesson that the version begun lacks is not shown.
      const course = room.learning.courses.course(params.course) ?? visit.course;
      const { lessons, some } = searchLessons(searchIndexOf(course, language), query.q, language);
      const reachable = lessons.filter(({ lesson }) => findLesson(visit.course, lesson.id, false));
      return page('learning/search', {
        ...fieldsFor(course, language),
        title: t('Cari di pelatihan ini'),
        noindex: true,
        question: query.q,
        some,
        results: reachable.map(({ lesson, meant }) => ({ href: lessonAddress(course.id, lesson.id), number: lesson.number, title: lesson.title, module: lesson.module, excerpt: excerptOf(lesson.text, meant) })),
      });
    },
  }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/:hash/search',
    access: 'everyone',
    params: keptParams,
    handle: async (received) => keptPage(await selectKept(room, received), received.params.language),
  }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/:hash/words',
    access: 'everyone',
    params: keptParams,
    handle: async (received) => {
      const course = await selectKept(room, received);
      const lasting = course.requires.length === 0 ? FOR_EVER : 'private, no-cache';
      return bytes(keptIndex(course, received.params.language), { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': lasting });
    },
  }),
];
