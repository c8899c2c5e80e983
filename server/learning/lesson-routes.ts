import { z } from 'zod';
import { inLanguage } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import { isOutage } from '../storage/storage.ts';
import { empty, json, page, redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { courseAddress, lessonAddress, reportLessonAddress } from './addresses.ts';
import { afterLesson, findLesson, lessonFields, type Place } from './present-lesson.ts';
import type { LearningRoom } from './room.ts';
import { selectVisit, type Visit } from './select-course.ts';

/** Nobody reads one lesson longer than this at a time: the page was left open. */
const LONGEST_VISIT_S = 30 * 60;
const LONGEST_REPORT = 2000;
const REPORTS_PER_MINUTE = 30;

const lessonParams = z.object({ course: z.string().max(60), lesson: z.string().max(60) });
type LessonParams = z.output<typeof lessonParams>;

const reportForm = z.object({
  text: z
    .string()
    .trim()
    .min(5, 'Tulis apa yang keliru, paling sedikit beberapa kata.')
    .max(LONGEST_REPORT, 'Laporan paling panjang 2.000 huruf.'),
});

async function selectLesson(
  { learning }: LearningRoom,
  { viewer, params, language }: Pick<Received<LessonParams, unknown, unknown>, 'viewer' | 'params' | 'language'>,
): Promise<Visit & { place: Place }> {
  const visit = await selectVisit(learning, viewer, params.course, language);
  const place = visit.missing.length === 0 ? findLesson(visit.course, params.lesson, visit.outline.drafts) : undefined;
  if (!place) throw new NotFound('Pelajaran ini tidak ada. Mungkin sudah dipindahkan; lihat isi pelatihannya.');
  // The demands of the version begun, the wording of today: a corrected typo reaches everybody.
  const today = learning.courses.course(visit.course.id);
  const wording = today && today !== visit.course ? findLesson(today, params.lesson, visit.outline.drafts)?.lesson : undefined;
  return { ...visit, place: wording ? { ...place, lesson: wording } : place };
}

/** Reading goes on while the storage is down; the page says that nothing is saved. */
const unlessDown = (writing: Promise<void>): Promise<void> =>
  writing.catch((problem: unknown) => {
    if (!isOutage(problem)) throw problem;
  });

export const lessonRoutes = (room: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/courses/:course/lessons/:lesson',
    access: 'everyone',
    params: lessonParams,
    handle: async (received) => {
      const { outline, place, enrolment } = await selectLesson(room, received);
      if (enrolment && enrolment.lastLesson !== place.lesson.id) {
        await unlessDown(room.learning.enrolments.rememberPlace(enrolment.learner, enrolment.course, place.lesson.id));
      }
      return page('learning/lesson', lessonFields(outline, place));
    },
  }),
  route({
    method: 'post',
    path: '/courses/:course/lessons/:lesson/read',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: lessonParams,
    handle: async (received) => {
      const { course, enrolment, place, outline } = await selectLesson(room, received);
      if (enrolment) await room.learning.enrolments.markRead(enrolment.learner, course.id, place.lesson.id);
      if (received.wantsJson) return json({ saved: enrolment !== undefined, at: new Date().toISOString() });
      return redirect(afterLesson(outline, place)?.href ?? courseAddress(course.id));
    },
  }),
  route({
    method: 'post',
    path: '/courses/:course/lessons/:lesson/time',
    access: 'signed-in',
    params: lessonParams,
    body: z.object({ seconds: z.coerce.number().int().min(1).max(LONGEST_VISIT_S) }),
    handle: async (received) => {
      const { enrolment, place, course } = await selectLesson(room, received);
      if (enrolment) await room.learning.enrolments.addSeconds(enrolment.learner, course.id, place.lesson.id, received.body.seconds);
      return empty();
    },
  }),
  ...reportRoutes(room),
];

function reportRoutes(room: LearningRoom): readonly Route[] {
  const showForm = async (received: Received<LessonParams, unknown, unknown>, values: unknown, errors: Readonly<Record<string, string>>, status = 200) => {
    const { course, place } = await selectLesson(room, received);
    const title = inLanguage(place.lesson.title, received.language);
    return page(
      'learning/report-mistake',
      {
        title: received.t('Laporkan kesalahan'),
        subject: { kind: 'lesson', title, href: lessonAddress(course.id, place.lesson.id) },
        action: reportLessonAddress(course.id, place.lesson.id),
        values,
        errors,
      },
      { status },
    );
  };

  return [
    route({
      method: 'get',
      path: '/courses/:course/lessons/:lesson/report',
      access: 'signed-in',
      params: lessonParams,
      handle: (received) => showForm(received, {}, {}),
    }),
    route({
      method: 'post',
      path: '/courses/:course/lessons/:lesson/report',
      access: 'signed-in',
      mayBeSentAgain: true,
      perMinute: REPORTS_PER_MINUTE,
      params: lessonParams,
      body: reportForm,
      invalid: (problem, received) => showForm(received, received.body, problem.fields, 422),
      handle: async (received) => {
        const { course, place } = await selectLesson(room, received);
        await room.reports.create({ course: course.id, lesson: place.lesson.id, text: received.body.text, learner: signedIn(received).id });
        return redirect(lessonAddress(course.id, place.lesson.id), { text: 'Terima kasih. Laporan Anda sudah sampai ke pelatih.' });
      },
    }),
  ];
}
