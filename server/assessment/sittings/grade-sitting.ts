import type { Question } from '../../content/course.ts';
import { ownValue } from '../answers.ts';
import type { Asked } from '../asked-questions.ts';
import { gradeAttempt, type AttemptResult } from '../grade-attempt.ts';
import type { SittingRecord } from './sitting-model.ts';

/** The result of a sitting by the keys in `asked`, or for some questions by those in `instead`; what people gave stays given. */
export const gradeSitting = (
  { quiz, course, questions }: Asked,
  { responses, marks = {} }: Pick<SittingRecord, 'responses' | 'marks'>,
  instead: ReadonlyMap<string, Question> = new Map(),
): AttemptResult =>
  gradeAttempt({
    quiz,
    competencies: course.competencies,
    questions: Object.keys(responses).flatMap((id) => instead.get(id) ?? questions.get(id) ?? []),
    responseTo: (id) => ownValue(responses, id) ?? undefined,
    markOf: (id) => ownValue(marks, id),
  });
