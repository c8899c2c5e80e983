import { z } from 'zod';
import { NotFound } from '../../errors.ts';
import { bytes, page } from '../../web/reply.ts';
import { route, type Route } from '../../web/route.ts';
import { isLanguage, type Language } from '../../web/i18n/language.ts';
import { translateTo } from '../../web/i18n/translate.ts';
import { findLesson } from '../present-lesson.ts';
import type { LearningRoom } from '../room.ts';
import { GONE, selectKeepable } from './keepable-course.ts';
import { glossaryHash, lessonHash, offlineGlossaryPage, offlineLessonPage, offlineListOf, type Measure } from './offline-list.ts';

const language = z.string().refine(isLanguage);
const courseParams = z.object({ language, course: z.string().max(60) });
const contentParams = courseParams.extend({ hash: z.string().regex(/^[0-9a-f]{12}$/) });
const lessonParams = contentParams.extend({ lesson: z.string().max(60) });

const saved = (shown: Language, noNetwork: boolean) =>
  page(
    'learning/saved',
    { title: translateTo(shown)(noNetwork ? 'Tidak ada jaringan' : 'Tersimpan di ponsel ini'), noNetwork, masthead: 'offline', script: 'scripts/phone-saved.js' },
    { everyone: shown },
  );

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
      const list = await offlineListOf(await selectKeepable(room, received), received.params.language, room.pictures, measure);
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
