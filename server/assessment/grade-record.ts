import { answeredWith, ownValue } from './answers.ts';
import { questionsOf, type Asked } from './asked-questions.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { gradeAttempt, type AttemptResult } from './grade-attempt.ts';

/** What an attempt reaches by the keys of `sitting`, with the marks that people gave. */
export const resultOf = (sitting: Asked, attempt: AttemptRecord): AttemptResult =>
  gradeAttempt({
    quiz: sitting.quiz,
    competencies: sitting.course.competencies,
    questions: questionsOf(sitting, attempt),
    responseTo: (question) => answeredWith(attempt, question)?.response,
    markOf: (question) => ownValue(attempt.marks ?? {}, question)?.points,
  });
