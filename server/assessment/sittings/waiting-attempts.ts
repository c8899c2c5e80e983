import { ownValue } from '../answers.ts';
import type { Assessment } from '../assessment.ts';
import { attemptId } from '../attempt-id.ts';
import type { GradedAttempt } from '../finish-attempt.ts';
import type { StandingRecord } from '../standing-model.ts';

/**
 * Attempts of a quiz that the standing counts and that have no sitting: something of them waits for a mark. What they have
 * given already counts all the same. `sat`: the learner's sittings of this quiz.
 */
export async function selectWaiting(
  { attempts }: Pick<Assessment, 'attempts'>,
  { learner, course, quizzes }: Pick<StandingRecord, 'learner' | 'course' | 'quizzes'>,
  quiz: string,
  sat: readonly { readonly number: number }[],
): Promise<GradedAttempt[]> {
  const last = ownValue(quizzes, quiz)?.attempts ?? 0;
  if (sat.length >= last) return [];
  const known = new Set(sat.map(({ number }) => number));
  const numbers = Array.from({ length: last }, (_, index) => index + 1).filter((number) => !known.has(number));
  const found = await attempts.selectByIds(numbers.map((number) => attemptId(learner, course, quiz, number)));
  return found.flatMap((attempt) => {
    const { finishedAt, result } = attempt;
    return finishedAt && result ? [{ ...attempt, finishedAt, result }] : [];
  });
}
