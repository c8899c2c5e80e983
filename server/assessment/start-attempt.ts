import { randomBytes } from 'node:crypto';
import type { Assessment } from './assessment.ts';
import { attemptId } from './attempt-id.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { closingTime, deadlineOf, minutesFor, windowOf } from './attempt-rules.ts';
import { drawQuestions } from './draw.ts';
import { finishAttempt } from './finish-attempt.ts';
import { typeOf } from './question-types/registry.ts';
import { seededRandom } from './random.ts';
import { currentStart, type Start, type StartRequest } from './start.ts';

const SEED_BYTES = 12;

/**
 * Begins an attempt, or goes on with the one that is open. Where none may begin, `attempt` is undefined and `start`
 * says why and from when.
 */
export async function startAttempt(assessment: Assessment, request: StartRequest): Promise<{ attempt: AttemptRecord | undefined; start: Start }> {
  const start = await currentStart(assessment, request);
  if (start.rule.state === 'running') return { attempt: start.last, start };
  if (start.rule.state !== 'open') return { attempt: undefined, start };
  // One that is still open is of a version that no longer counts: it ends with what was answered.
  if (start.last?.state === 'open') await finishAttempt(assessment, start.last);
  const drawn = drawAttempt(request, start, start.rule.number, assessment.now(), randomBytes(SEED_BYTES).toString('base64url'));
  return { attempt: await assessment.attempts.createOnce(drawn), start };
}

/** A pure function of its arguments: the seed makes the same attempt again. */
export function drawAttempt({ learner, course, quiz }: StartRequest, start: Pick<Start, 'unitsLeft' | 'last'> & Partial<Pick<Start, 'extraPercent'>>, number: number, startedAt: Date, seed: string): AttemptRecord {
  const units = quiz.kind === 'exam' ? start.unitsLeft : undefined;
  const avoid = new Set(start.last?.questions.map((question) => question.id));
  const questions = drawQuestions(quiz, { units, avoid, random: seededRandom(`${seed}:draw`) });
  const deadline = deadlineOf(startedAt, minutesFor(quiz.timeLimitMinutes, start.extraPercent), windowOf(quiz).closes);
  return {
    _id: attemptId(learner, course.id, quiz.id, number),
    learner,
    course: course.id,
    version: course.version,
    quiz: quiz.id,
    kind: quiz.kind,
    number,
    state: 'open',
    ...(units && { units: [...units] }),
    questions: questions.map((question) => ({
      id: question.id,
      arrangement: typeOf(question).arrange(question.body.original, seededRandom(`${seed}:${question.id}`)),
    })),
    seed,
    startedAt,
    ...(deadline && { deadline, due: closingTime(deadline) }),
    answers: {},
    marked: {},
    schemaVersion: 1,
  };
}
