import type { Course, Quiz } from '../content/course.ts';
import { Invalid } from '../errors.ts';
import { responseFields, type AnswerForm } from './answer-form.ts';
import { answeredWith } from './answers.ts';
import { questionsOf, type Asked } from './asked-questions.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { gradeAttempt } from './grade-attempt.ts';
import type { Rejected } from './present-question.ts';
import { typeOf } from './question-types/registry.ts';
import type { GradedAttempt } from './finish-attempt.ts';
import { drawAttempt } from './start-attempt.ts';

/** An attempt that nobody sits: it lives as long as its page, and no store ever hears of it. */
export interface TryOut {
  readonly attempt: AttemptRecord;
  readonly asked: Asked;
}

const NOBODY = '';

/** The same seed draws the same questions again, so that what was asked can be graded without having been kept. */
export function beginTryOut(course: Course, quiz: Quiz, seed: string, now: Date): TryOut {
  const unitsLeft = course.competencies.map(({ code }) => code);
  const attempt = drawAttempt({ learner: NOBODY, course, quiz, modulesDone: () => true }, { unitsLeft, last: undefined }, 1, now, seed);
  return { attempt, asked: { course, quiz, questions: new Map(quiz.questions.map((question) => [question.id, question])) } };
}

export interface AnsweredTryOut extends TryOut {
  /** What cannot be read, by question. */
  readonly rejected: Readonly<Record<string, Rejected>>;
  /** A story that goes on: something is left to do. */
  readonly goesOn: boolean;
}

/** The attempt with what stands in a form. */
export function answerTryOut({ attempt, asked }: TryOut, form: AnswerForm, now: Date): AnsweredTryOut {
  const rejected: Record<string, Rejected> = {};
  const answers: AttemptRecord['answers'] = {};
  let goesOn = false;
  for (const question of questionsOf(asked, attempt)) {
    const type = typeOf(question);
    const fields = responseFields(form, question.id);
    try {
      const response = type.parse(fields, question.body.original);
      if (type.isEmpty(response)) continue;
      answers[question.id] = { response, at: now, device: '' };
      goesOn ||= type.isComplete?.(question.body.original, response) === false;
    } catch (problem) {
      if (!(problem instanceof Invalid)) throw problem;
      rejected[question.id] = { fields, sentence: problem.fields['response'] ?? problem.message };
    }
  }
  return { attempt: { ...attempt, answers }, asked, rejected, goesOn };
}

/** Graded as a learner's would be. */
export function gradeTryOut({ attempt, asked }: TryOut, now: Date): GradedAttempt {
  const { quiz, course } = asked;
  const questions = questionsOf(asked, attempt);
  const result = gradeAttempt({ quiz, competencies: course.competencies, questions, responseTo: (id) => answeredWith(attempt, id)?.response });
  return { ...attempt, state: 'finished', finishedAt: now, result };
}
