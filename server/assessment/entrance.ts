import type { Course, Quiz } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import { progressOf } from '../learning/progress.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Assessment } from './assessment.ts';
import { optionalQuizOf } from './asked-questions.ts';
import { maySee } from '../learning/policy.ts';
import type { StartRequest } from './start.ts';

/** A learner in front of a quiz: the course as he or she has to finish it. `enrolled: false` may only enrol first. */
export type Entrance =
  | { readonly enrolled: false }
  | { readonly enrolled: true; readonly course: Course; readonly quiz: Quiz; readonly request: StartRequest };

export async function selectEntrance({ learning }: Assessment, viewer: Viewer, courseId: string, quizId: string): Promise<Entrance> {
  const today = learning.courses.course(courseId);
  const enrolment = await learning.enrolments.selectOptional(viewer.id, courseId);
  if (!enrolment && today && maySee(viewer, today)) return { enrolled: false };
  const course = enrolment && (await learning.courseFor(enrolment));
  const quiz = course && maySee(viewer, course) ? optionalQuizOf(course, quizId) : undefined;
  if (!course || !quiz) throw new NotFound('Kuis ini tidak ada.');
  const modulesDone: StartRequest['modulesDone'] = (standing) => progressOf(course, enrolment, standing).modulesDone;
  return { enrolled: true, course, quiz, request: { learner: viewer.id, course, quiz, modulesDone } };
}
