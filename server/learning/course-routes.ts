import { z } from 'zod';
import { inLanguage } from '../content/course.ts';
import { Forbidden } from '../errors.ts';
import type { Language } from '../web/i18n/language.ts';
import { page, redirect } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import { courseAddress } from './addresses.ts';
import { askTrainer } from './contacts/ask-trainer.ts';
import { isListed } from './policy.ts';
import { courseFields } from './present-course.ts';
import { nextOf } from './present-steps.ts';
import { shelfOf } from './present-shelf.ts';
import { glossaryFields, keepableOf } from './offline/offline-list.ts';
import type { LearningRoom } from './room.ts';
import { selectVisit } from './select-course.ts';

const courseParams = z.object({ course: z.string().max(60) });

/** `offline`: phones may keep courses. */
export const courseRoutes = (room: LearningRoom, offline: boolean): readonly Route[] => {
  const { learning, doors, shelf } = room;
  return [
  route({
    method: 'get',
    path: '/',
    access: 'everyone',
    handle: ({ viewer, language, t }) => {
      const titleOf = (id: string) => courseTitle(learning.courses.course(id), id, language);
      const listed = learning.courses.courses().filter((course) => isListed(viewer, course));
      return page('learning/home', {
        title: 'Bimtek',
        description: t('Bimbingan teknis bagi Pekerja Sosial Masyarakat (PSM). Belajar dari ponsel, dengan langkah Anda sendiri, sampai setiap kompetensi tuntas.'),
        courses: listed.map((course) => shelfOf(course, language, titleOf)),
      });
    },
  }),
  route({ method: 'get', path: '/help', access: 'everyone', handle: ({ t }) => page('learning/help', { title: t('Bantuan') }) }),
  route({
    method: 'get',
    path: '/courses/:course',
    access: 'everyone',
    params: courseParams,
    handle: async ({ params, viewer, language, t }) => {
      const visit = await selectVisit(learning, viewer, params.course, language);
      const { course, enrolment, standing, missing, outline } = visit;
      const enrolled = viewer !== undefined && enrolment !== undefined;
      const state = enrolled ? 'enrolled' : missing.length > 0 ? 'locked' : viewer ? 'open' : 'visitor';
      const held = enrolled ? await shelf.of(viewer.id) : [];
      return page(
        'learning/course',
        courseFields({
          outline,
          state,
          standing,
          door: enrolled ? await doors.of(viewer.id, course, outline.progress.modulesDone) : undefined,
          trainer: enrolled ? await askTrainer(room, course.id, inLanguage(course.shortTitle, language), t) : undefined,
          certificate: held.find((certificate) => certificate.course === course.id),
          saveHref: offline && missing.length === 0 ? keepableOf(learning.courses.course(course.id), language) : undefined,
          requires: course.requires.map((id) => ({
            title: courseTitle(learning.courses.course(id), id, language),
            href: courseAddress(id),
            met: !missing.includes(id),
          })),
        }),
      );
    },
  }),
  route({
    method: 'post',
    path: '/courses/:course/enrol',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: courseParams,
    handle: async (received) => {
      const viewer = signedIn(received);
      const { course, missing } = await selectVisit(learning, viewer, received.params.course, received.language);
      if (missing.length > 0) throw new Forbidden('Pelatihan ini terbuka setelah Anda memiliki sertifikat pelatihan sebelumnya.');
      await learning.enrolments.enrol(viewer.id, course.id, course.version);
      return redirect(courseAddress(course.id), { text: 'Anda sudah terdaftar. Mulailah dari pelajaran pertama.' });
    },
  }),
  route({
    method: 'get',
    path: '/courses/:course/glossary',
    access: 'everyone',
    params: courseParams,
    handle: async ({ params, viewer, language }) => {
      const { course } = await selectVisit(learning, viewer, params.course, language);
      return page('learning/glossary', glossaryFields(course, language));
    },
  }),
  route({
    method: 'get',
    path: '/courses/:course/continue',
    access: 'signed-in',
    params: courseParams,
    handle: async ({ params, viewer, language }) => {
      const { course, outline } = await selectVisit(learning, viewer, params.course, language);
      return redirect(nextOf(course, outline.progress.next, language)?.href ?? courseAddress(course.id));
    },
  }),
  ];
};

const courseTitle = (course: Parameters<typeof shelfOf>[0] | undefined, id: string, language: Language): string =>
  course ? inLanguage(course.title, language) : id;
