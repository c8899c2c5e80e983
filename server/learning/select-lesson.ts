import { z } from 'zod';
import { NotFound } from '../errors.ts';
import type { Received } from '../web/route.ts';
import { findLesson, type Place } from './present-lesson.ts';
import type { LearningRoom } from './room.ts';
import { selectVisit, type Visit } from './select-course.ts';

export const lessonParams = z.object({ course: z.string().max(60), lesson: z.string().max(60) });
export type LessonParams = z.output<typeof lessonParams>;

/** A lesson in front of somebody. Throws `NotFound` for one that does not exist, or that this viewer may not read yet. */
export async function selectLesson(
  { learning }: LearningRoom,
  { viewer, params, language }: Pick<Received<LessonParams, unknown, unknown>, 'viewer' | 'params' | 'language'>,
): Promise<Visit & { place: Place }> {
  const visit = await selectVisit(learning, viewer, params.course, language);
  const place = visit.missing.length === 0 ? findLesson(visit.course, params.lesson, visit.outline.drafts) : undefined;
  if (!place) throw new NotFound('Pelajaran ini tidak ada. Mungkin sudah dipindahkan; lihat isi pelatihannya.');
  // The demands of the version begun, the wording of today: a corrected typo reaches everybody.
  const today = learning.courses.course(visit.course.id);
  const wording = today && today !== visit.course ? findLesson(today, params.lesson, visit.outline.drafts)?.lesson : undefined;
  return { ...visit, place: wording ? { ...place, lesson: wording, today } : place };
}
