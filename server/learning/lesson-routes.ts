import { z } from 'zod';
import { inLanguage } from '../content/course.ts';
import { isOutage } from '../storage/storage.ts';
import { empty, json, page, redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { bookmarkAddress, courseAddress, lessonAddress, noteAddress, reportLessonAddress } from './addresses.ts';
import { askTrainer } from './contacts/ask-trainer.ts';
import { afterLesson, lessonFields } from './present-lesson.ts';
import type { EnrolmentRecord } from './enrolment-model.ts';
import type { NoteRecord } from './notes/note-model.ts';
import type { LearningRoom } from './room.ts';
import { lessonParams, selectLesson, type LessonParams } from './select-lesson.ts';

/** Nobody reads one lesson longer than this at a time: the page was left open. */
const LONGEST_VISIT_S = 30 * 60;
const LONGEST_REPORT = 2000;
const REPORTS_PER_MINUTE = 30;

const reportForm = z.object({
  text: z
    .string()
    .trim()
    .min(5, 'Tulis apa yang keliru, paling sedikit beberapa kata.')
    .max(LONGEST_REPORT, 'Laporan paling panjang 2.000 huruf.'),
});

/** Reading goes on while the storage is down; the page says that nothing is saved. */
const unlessDown = (writing: Promise<void>): Promise<void> =>
  writing.catch((problem: unknown) => {
    if (!isOutage(problem)) throw problem;
  });

/** What the learner keeps of a lesson: the note as it is now, and whether it is marked. */
const ownFields = (course: string, lesson: string, { bookmarks }: EnrolmentRecord, note: NoteRecord | undefined) => ({
  noteHref: noteAddress(course, lesson),
  bookmarkHref: bookmarkAddress(course, lesson),
  marked: bookmarks?.[lesson] !== undefined,
  note: note?.text ?? '',
  known: note?.at.toISOString() ?? '',
});

export const lessonRoutes = (room: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/courses/:course/lessons/:lesson',
    access: 'everyone',
    params: lessonParams,
    handle: async (received) => {
      const { course, outline, place, enrolment } = await selectLesson(room, received);
      if (enrolment && enrolment.lastLesson !== place.lesson.id) {
        await unlessDown(room.learning.enrolments.rememberPlace(enrolment.learner, enrolment.course, place.lesson.id));
      }
      const { id } = place.lesson;
      const note = enrolment?.noted?.[id] ? await room.notes.selectOptional(enrolment.learner, course.id, id) : undefined;
      const trainer = enrolment && (await askTrainer(room, course.id, inLanguage(place.lesson.title, received.language), received.t));
      return page('learning/lesson', { ...lessonFields(outline, place), own: enrolment && ownFields(course.id, id, enrolment, note), trainer });
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
