import { Conflict, NotFound } from '../errors.ts';
import type { Assessment } from './assessment.ts';
import { optionalQuizOf } from './asked-questions.ts';
import { attemptsLeft } from './attempt-rules.ts';
import { attemptsUsed } from './start.ts';

export interface GrantRequest {
  readonly learner: string;
  readonly course: string;
  readonly quiz: string;
  /** Account of the trainer or administrator. */
  readonly by: string;
  readonly reason: string;
}

/**
 * One attempt more for somebody who has used them all. Throws `NotFound` for who is not in the course or a quiz it
 * does not have, `Conflict` while an attempt is left: so a form that is sent twice grants once.
 */
export async function grantAttempt(assessment: Assessment, { learner, course: courseId, quiz: quizId, by, reason }: GrantRequest): Promise<void> {
  const { attempts, learning, standings, now } = assessment;
  const enrolment = await learning.enrolments.selectOptional(learner, courseId);
  const course = enrolment && (await learning.courseFor(enrolment));
  const quiz = course && optionalQuizOf(course, quizId);
  if (!quiz) throw new NotFound('Peserta ini tidak mengikuti kuis itu.');
  const { limit } = quiz.attempts;
  const { quizzes, renewal } = await standings.select(learner, courseId);
  const last = await attempts.selectOptionalLast(learner, courseId, quizId, quizzes[quizId]?.attempts ?? 0);
  const used = await attemptsUsed(assessment, last, learning.courses.course(courseId), renewal);
  await standings.change(learner, courseId, ({ grants }) => {
    const granted = grants.filter((grant) => grant.quiz === quizId).length;
    const left = attemptsLeft(limit, granted, used);
    if (left !== 0) throw new Conflict('Kesempatan peserta ini belum habis, jadi tidak perlu ditambah.');
    return { grants: [...grants, { quiz: quizId, reason, by, at: now() }] };
  });
}

export const EXTRA_PERCENTS = [0, 25, 50, 100] as const;

/** More time for one learner in one course, as percent of every limit; attempts that are open keep theirs. */
export async function giveExtraTime(assessment: Assessment, { learner, course, by, reason, percent }: Omit<GrantRequest, 'quiz'> & { readonly percent: number }): Promise<void> {
  const at = assessment.now();
  await assessment.standings.change(learner, course, () => ({ extraTime: { percent, reason, by, at } }));
}
