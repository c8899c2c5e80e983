import { z } from 'zod';
import { NotFound } from '../../errors.ts';
import { json, page } from '../../web/reply.ts';
import { route, type Route } from '../../web/route.ts';
import { findLesson } from '../present-lesson.ts';
import type { LearningRoom } from '../room.ts';
import { openCourse } from '../open-course.ts';
import { lessonHash, offlineLessonFields, offlineListOf } from './offline-list.ts';
import { translateTo } from '../../web/i18n/translate.ts';

const GONE = 'Pelajaran ini sudah berubah atau tidak ada. Simpan lagi dari halaman pelatihannya.';
const language = z.enum(['id', 'en']);
const listParams = z.object({ language, course: z.string().max(60) });
const lessonParams = listParams.extend({ hash: z.string().regex(/^[0-9a-f]{12}$/), lesson: z.string().max(60) });

const saved = (shown: 'id' | 'en', noNetwork: boolean) =>
  page(
    'learning/saved',
    { title: translateTo(shown)(noNetwork ? 'Tidak ada jaringan' : 'Tersimpan di ponsel ini'), noNetwork, masthead: 'offline', scripts: ['scripts/phone.js'] },
    { everyone: shown },
  );

/** Pages that a phone keeps: the same for everyone, whoever asks. */
export const offlineRoutes = ({ learning, pictures }: LearningRoom): readonly Route[] => [
  route({ method: 'get', path: '/saved', access: 'everyone', handle: (received) => saved(received.language, false) }),
  route({ method: 'get', path: '/offline/:language/saved', access: 'everyone', params: z.object({ language }), handle: ({ params }) => saved(params.language, false) }),
  route({ method: 'get', path: '/offline/:language/no-network', access: 'everyone', params: z.object({ language }), handle: ({ params }) => saved(params.language, true) }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/list',
    access: 'everyone',
    params: listParams,
    handle: ({ params }) => {
      const course = openCourse(learning.courses.course(params.course));
      if (!course) throw new NotFound(GONE);
      return json(offlineListOf(course, params.language, pictures));
    },
  }),
  route({
    method: 'get',
    path: '/offline/:language/courses/:course/:hash/lessons/:lesson',
    access: 'everyone',
    params: lessonParams,
    handle: ({ params }) => {
      const course = openCourse(learning.courses.course(params.course));
      const place = course && findLesson(course, params.lesson, false);
      if (!course || !place || lessonHash(course, place, params.language) !== params.hash) throw new NotFound(GONE);
      return page('learning/lesson', offlineLessonFields(course, place, params.language), { everyone: params.language });
    },
  }),
];
