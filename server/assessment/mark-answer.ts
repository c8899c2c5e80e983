import type { Question } from '../content/course.ts';
import { Conflict, NotFound } from '../errors.ts';
import { answeredWith, ownValue } from './answers.ts';
import type { Assessment } from './assessment.ts';
import type { Asked } from './asked-questions.ts';
import type { AttemptRecord, MarkRecord } from './attempt-model.ts';
import { finishAttempt } from './finish-attempt.ts';
import type { MarkingRecord } from './marking-model.ts';
import type { Criterion } from './question-types/question-type.ts';
import { typeOf } from './question-types/registry.ts';

/** An answer to be marked, with all that who marks it has to see. */
export interface Marking {
  readonly row: MarkingRecord;
  readonly attempt: AttemptRecord;
  readonly asked: Asked;
  readonly question: Question;
  readonly response: unknown;
  readonly rubric: readonly Criterion[];
  /** Undefined: nobody has marked it. */
  readonly mark: MarkRecord | undefined;
}

export async function selectMarking({ markings, attempts, asked: askedQuestions }: Assessment, id: string): Promise<Marking> {
  const row = await markings.selectOptional(id);
  const attempt = row && (await attempts.selectOptional(row.attempt));
  if (!row || !attempt) throw new NotFound('Jawaban ini tidak ada dalam antrean.');
  const asked = await askedQuestions.of(attempt);
  const question = asked.questions.get(row.question);
  const rubric = question && typeOf(question).rubric?.(question.body.original);
  if (!question || !rubric) throw new NotFound('Jawaban ini tidak ada dalam antrean.');
  return { row, attempt, asked, question, rubric, response: answeredWith(attempt, question.id)?.response, mark: ownValue(attempt.marks ?? {}, question.id) };
}

/**
 * Keeps what a person gives for an answer, grades the attempt anew and counts it. Throws `Conflict` where somebody else was
 * faster: nothing is changed then. After a crash in between the attempt is settled like all that are due.
 */
export async function markAnswer(assessment: Assessment, { row, attempt }: Marking, mark: MarkRecord): Promise<void> {
  const marked = await assessment.attempts.saveMark(attempt._id, row.question, mark, assessment.now());
  if (!marked) {
    await assessment.markings.settle(row._id, row.learner);
    throw new Conflict('Jawaban ini sudah dinilai orang lain.');
  }
  await finishAttempt(assessment, marked);
  await assessment.markings.settle(row._id, row.learner);
}
