import { z } from 'zod';
import type { Course } from '../../content/course.ts';
import { NotFound } from '../../errors.ts';
import { bytes, page } from '../../web/reply.ts';
import { route, type Received, type Route } from '../../web/route.ts';
import { translateTo } from '../../web/i18n/translate.ts';
import { findLesson } from '../present-lesson.ts';
import type { LearningRoom } from '../room.ts';
import { selectVisit } from '../select-course.ts';
import { glossaryHash, keepableCourse, lessonHash, offlineGlossaryPage, offlineLessonPage, offlineListOf, type Measure } from './offline-list.ts';

const GONE = 'Pelajaran ini sudah berubah atau tidak ada. Simpan lagi dari halaman pelatihannya.';
const language = z.enum(['id', 'en']);
const courseParams = z.object({ language, course: z.string().max(60) });
const contentParams = courseParams.extend({ hash: z.string().regex(/^[0-9a-f]{12}$/) });
const lessonParams = contentParams.extend({ lesson: z.string().max(60) });

const saved = (shown: 'id' | 'en', noNetwork: boolean) =>
  page(
    'learning/saved',
    { title: translateTo(shown)(noNetwork ? 'Tidak ada jaringan' : 'Tersimpan di ponsel ini'), noNetwork, masthead: 'offline', scripts: ['scripts/phone-saved.js'] },
    { everyone: shown },
  );

/** The course as it is today, if whoever asks may read it: one that needs certificates is fetched in somebody's name. */
async function selectKeepable({ learning }: LearningRoom, { params, viewer }: Pick<Received<z.output<typeof courseParams>, unknown, unknown>, 'params' | 'viewer'>): Promise<Course> {
  const course = keepableCourse(learning.courses.course(params.course));
  if (!course) throw new NotFound(GONE);
  if (course.requires.length === 0) return course;
  const { missing } = await selectVisit(learning, viewer, course.id, params.language);
  if (missing.length > 0) throw new NotFound(GONE);
  return course;
}

/** Pages that a phone keeps: the same for everyone, whoever asks. */
export const offlineRoutes = (room: LearningRoom, measure: Measure): readonly Route[] => [
  route({ method: 'get', path: '/saved', access: 'everyone', handle: (received) => saved(received.language, false) }),
  route({ method: 'get', path: '/offline/:language/saved', access: 'everyone', params: z.object({ language }), handle: ({ params }) => saved(params.language, false) }),
  route({ method: 'get', path: '/offline/:language/no-network', access: 'everyone', params: z.object({ language }), handle: ({ params }) => saved(params.language, true) }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/list',
    access: 'everyone',
    params: courseParams,
    handle: async (received) => {
      const list = await offlineListOf(await selectKeepable(room, received), received.params.language, measure);
      // Asked for with each look at a course's page: compressed, and 304 as long as nothing has changed.
      return bytes(JSON.stringify(list), { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'private, no-cache' });
    },
  }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/:hash/lessons/:lesson',
    access: 'everyone',
    params: lessonParams,
    handle: async (received) => {
      const { params } = received;
      const course = await selectKeepable(room, received);
      const place = findLesson(course, params.lesson, false);
      if (!place || lessonHash(course, place, params.language) !== params.hash) throw new NotFound(GONE);
      return offlineLessonPage(course, place, params.language);
    },
  }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/:hash/glossary',
    access: 'everyone',
    params: contentParams,
    handle: async (received) => {
      const { params } = received;
      const course = await selectKeepable(room, received);
      if (course.glossary.length === 0 || glossaryHash(course, params.language) !== params.hash) throw new NotFound(GONE);
      return offlineGlossaryPage(course, params.language);
    },
  }),
];
