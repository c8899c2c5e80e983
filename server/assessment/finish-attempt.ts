import { NotFound } from '../errors.ts';
import type { Assessment } from './assessment.ts';
import { questionsOf } from './asked-questions.ts';
import type { AttemptRecord } from './attempt-model.ts';
import type { AttemptOutline } from './attempt-store.ts';
import { answeredWith, ownValue } from './answers.ts';
import { isTimeUp } from './attempt-rules.ts';
import { countAttempt } from './count-attempt.ts';
import { gradeAttempt, type AttemptResult } from './grade-attempt.ts';
import { markSitting, recount } from './regrading/change-sitting.ts';
import { marksOf, sittingOf } from './sittings/record-sitting.ts';

const PAGE = 100;

export type GradedAttempt = AttemptRecord & { readonly finishedAt: Date; readonly result: AttemptResult };

/**
 * Ends an attempt: closes it for answers, grades what was saved, counts it in the learner's standing and tells
 * whoever waits for exams. Each step bears repetition and leaves a trace (`due`), so that ending twice ends once
 * and a crash in between is mended when the attempt is next looked at, or at the next start.
 */
export async function finishAttempt(assessment: Assessment, attempt: AttemptRecord): Promise<GradedAttempt> {
  return settle(assessment, attempt.state === 'finished' ? attempt : await closeAttempt(assessment, attempt));
}

/** The first step alone: from now on its answers stand. */
export const closeAttempt = async (assessment: Assessment, attempt: AttemptRecord): Promise<AttemptRecord> => (await closeOptional(assessment, attempt)) ?? attempt;

/** Closed now or before; undefined where there is no such attempt any more. */
async function closeOptional({ attempts, now }: Assessment, { _id, deadline }: AttemptOutline): Promise<AttemptRecord | undefined> {
  const at = now();
  return (await attempts.close(_id, deadline && deadline < at ? deadline : at)) ?? attempts.selectOptional(_id);
}

/** The same of an attempt of which no more is known than what never changes: closing it reads it. */
export async function finishOutlined(assessment: Assessment, outline: AttemptOutline): Promise<void> {
  const closed = await closeOptional(assessment, outline);
  if (!closed) throw new NotFound('Percobaan ini tidak ada.');
  await settle(assessment, closed);
}

/**
 * The attempt as it stands now: when its time is up, finished with what was saved; what a crash has left undone,
 * done.
 */
export async function asItStands(assessment: Assessment, attempt: AttemptRecord): Promise<AttemptRecord> {
  const undone = attempt.state === 'finished' ? attempt.due !== undefined : isTimeUp(attempt.deadline, assessment.now());
  return undone ? finishAttempt(assessment, attempt) : attempt;
}

const isCorrected = ({ marks = {} }: Pick<AttemptRecord, 'marks'>): boolean => Object.values(marks).some(({ earlier }) => earlier !== undefined);

async function settle(assessment: Assessment, attempt: AttemptRecord): Promise<GradedAttempt> {
  const graded = await grade(assessment, attempt);
  const isNew = attempt.result === undefined;
  // In one write with the end, where nobody asks for it in between: an exam is announced, and what waits for a person stands in a list.
  const savedLast = isNew && graded.due !== undefined && graded.kind === 'quiz' && graded.result.waiting === undefined && graded.marks === undefined;
  if (isNew && !savedLast) await assessment.attempts.saveResult(graded._id, graded.result);
  if (graded.due === undefined) return graded;
  const { course, quiz } = await assessment.asked.of(graded);
  for (const question of graded.result.waiting ?? []) await assessment.markings.enqueue(graded, question);
  // Before the standing: whoever works a standing out anew from the sittings finds all that it holds.
  await assessment.sittings.keepOnce(sittingOf(graded, quiz.layout));
  const marked = graded.marks && (await markSitting(assessment, graded._id, marksOf(graded.marks)));
  const counted = marked ? { ...graded, result: marked.result } : graded;
  // A corrected mark may be less than the one before: what it gave is taken away again.
  if (isCorrected(graded)) await recount(assessment, graded);
  await assessment.standings.change(graded.learner, graded.course, (standing) => countAttempt(standing, counted, course));
  if (graded.kind === 'exam' && !(await announce(assessment, graded))) return graded;
  await assessment.attempts.settle(graded._id, savedLast ? graded.result : undefined);
  return counted;
}

async function grade({ asked }: Assessment, attempt: AttemptRecord): Promise<GradedAttempt> {
  const { finishedAt = attempt.startedAt, result: known } = attempt;
  if (known) return { ...attempt, finishedAt, result: known };
  const sitting = await asked.of(attempt);
  const result = gradeAttempt({
    quiz: sitting.quiz,
    competencies: sitting.course.competencies,
    questions: questionsOf(sitting, attempt),
    responseTo: (question) => answeredWith(attempt, question)?.response,
    markOf: (question) => ownValue(attempt.marks ?? {}, question)?.points,
  });
  return { ...attempt, finishedAt, result };
}

/** A certificate that cannot be issued now must not cost the result: it is tried again as long as `due` stands. */
async function announce({ afterExam, report }: Assessment, { learner, course }: AttemptRecord): Promise<boolean> {
  try {
    await afterExam.examFinished(learner, course);
    return true;
  } catch (problem) {
    report(problem);
    return false;
  }
}

/**
 * Finishes what is due: attempts whose time is over, and finished ones that a crash kept from being graded,
 * counted or announced. For the start, and every few minutes. Gives how many were looked at; one that fails is
 * reported and stops no other.
 */
export async function settleFinishedAttempts(assessment: Assessment): Promise<number> {
  const now = assessment.now();
  let count = 0;
  let last: AttemptRecord | undefined;
  for (;;) {
    const page = await assessment.attempts.selectPageOfDue(now, last, PAGE);
    for (const attempt of page) await finishAttempt(assessment, attempt).catch(assessment.report);
    count += page.length;
    last = page.at(-1);
    if (page.length < PAGE) return count;
  }
}
