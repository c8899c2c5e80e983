import { z } from 'zod';
import { inLanguage } from '../../content/course.ts';
import { Forbidden } from '../../errors.ts';
import { dateAndTime } from '../../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import { lessonAddress, noteAddress } from '../addresses.ts';
import type { LearningRoom } from '../room.ts';
import { lessonParams, selectLesson, type LessonParams } from '../select-lesson.ts';
import { presentKept } from './present-notes.ts';

const LONGEST_NOTE = 4000;
const PER_MINUTE = 60;

const noteForm = z.object({
  text: z.string().transform((typed) => typed.replaceAll('\r\n', '\n').trim()).pipe(z.string().max(LONGEST_NOTE, 'Catatan paling panjang 4.000 huruf. Pendekkan, lalu simpan lagi.')),
  /** When the note on the page had been written; empty: there was none. */
  known: z.iso.datetime().optional().or(z.literal('')).transform((known) => (known ? new Date(known) : undefined)),
});
const bookmarkForm = z.object({ on: z.enum(['yes', 'no']) });

/** The lesson, for somebody who is enrolled: notes belong to a learner's course. */
async function selectOwnLesson(room: LearningRoom, received: Received<LessonParams, unknown, unknown>) {
  const selected = await selectLesson(room, received);
  if (!selected.enrolment) throw new Forbidden('Anda belum terdaftar di pelatihan ini.');
  return { ...selected, enrolment: selected.enrolment };
}

/** The note by itself: opened from the list, or shown again with what was typed. */
async function showNote(room: LearningRoom, received: Received<LessonParams, unknown, unknown>, typed?: string, errors: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const { course, place, enrolment } = await selectOwnLesson(room, received);
  const note = await room.notes.selectOptional(enrolment.learner, course.id, place.lesson.id);
  const fields = {
    title: received.t('Catatan saya'),
    lesson: { title: inLanguage(place.lesson.title, received.language), href: lessonAddress(course.id, place.lesson.id) },
    action: noteAddress(course.id, place.lesson.id),
    text: typed ?? note?.text ?? '',
    kept: typed === undefined || typed === note?.text ? undefined : note?.text,
    known: note?.at.toISOString() ?? '',
    savedAt: note && dateAndTime(note.at, received.language),
    errors,
  };
  return page('learning/note', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

const typedIn = (body: unknown): string => {
  const typed = z.object({ text: z.string() }).safeParse(body);
  return typed.success ? typed.data.text : '';
};

/** A learner's own notes and bookmarks. */
export const noteRoutes = (room: LearningRoom): readonly Route[] => [
  route({
    method: 'get',
    path: '/notes',
    access: 'signed-in',
    handle: async (received) => {
      const { id } = signedIn(received);
      const [notes, enrolments] = await Promise.all([room.notes.selectOfLearner(id), room.learning.enrolments.selectOfLearner(id)]);
      return page('learning/notes', { title: received.t('Catatan dan penanda'), courses: presentKept(notes, enrolments, room.learning.courses, received.language) });
    },
  }),
  route({ method: 'get', path: '/courses/:course/lessons/:lesson/note', access: 'signed-in', params: lessonParams, handle: (received) => showNote(room, received) }),
  route({
    method: 'post',
    path: '/courses/:course/lessons/:lesson/note',
    access: 'signed-in',
    perMinute: PER_MINUTE,
    mayBeSentAgain: true,
    params: lessonParams,
    body: noteForm,
    invalid: (problem, received) => showNote(room, received, typedIn(received.body), problem.fields),
    handle: async (received) => {
      const { course, place, enrolment } = await selectOwnLesson(room, received);
      const { text, known } = received.body;
      // Before it, so that a note is never without its sign; a sign without a note costs one look-up.
      if (text !== '') await room.learning.enrolments.noteIsThere(enrolment.learner, course.id, place.lesson.id, true);
      const kept = (await room.notes.write(enrolment.learner, course.id, place.lesson.id, text, known)) || (await room.notes.selectOptional(enrolment.learner, course.id, place.lesson.id))?.text === text;
      if (!kept) return showNote(room, received, text, { text: 'Catatan ini sudah diubah di perangkat lain. Di bawah ada keduanya: gabungkan, lalu simpan lagi.' });
      if (text === '') await room.learning.enrolments.noteIsThere(enrolment.learner, course.id, place.lesson.id, false);
      return redirect(`${lessonAddress(course.id, place.lesson.id)}#catatan`, { text: text === '' ? 'Catatan Anda sudah dihapus.' : 'Catatan Anda sudah tersimpan.' });
    },
  }),
  route({
    method: 'post',
    path: '/courses/:course/lessons/:lesson/bookmark',
    access: 'signed-in',
    perMinute: PER_MINUTE,
    mayBeSentAgain: true,
    params: lessonParams,
    body: bookmarkForm,
    handle: async (received) => {
      const { course, place, enrolment } = await selectOwnLesson(room, received);
      const on = received.body.on === 'yes';
      await room.learning.enrolments.setBookmark(enrolment.learner, course.id, place.lesson.id, on);
      return redirect(`${lessonAddress(course.id, place.lesson.id)}#catatan`, { text: on ? 'Pelajaran ini ditandai. Anda menemukannya di Catatan dan penanda.' : 'Penanda dihapus.' });
    },
  }),
];
