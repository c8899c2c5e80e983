import type { Competency, Question, Quiz } from '../content/course.ts';
import { percentOf, reaches } from './percent.ts';
import { typeOf } from './question-types/registry.ts';

/** What somebody reached in one unit of competency in one attempt. */
export interface UnitResult {
  readonly code: string;
  readonly points: number;
  /** Points that could be had. */
  readonly of: number;
  /** Unrounded percent. */
  readonly score: number;
  readonly met: boolean;
}

export interface AttemptResult {
  /** Unrounded percent of all points. */
  readonly score: number;
  /** A quiz: its own minimum is reached. An exam: the minimum of every unit in it. */
  readonly passed: boolean;
  readonly units: readonly UnitResult[];
  /** Question id -> what was earned of it, 0 to 1. */
  readonly questions: Readonly<Record<string, number>>;
}

/**
 * What a response earns, 0 to 1. Languages share the key, but not always the words of an answer: whoever types
 * the English word on the Indonesian page has answered as well.
 */
export function gradeResponse(question: Question, response: unknown): number {
  if (response === undefined) return 0;
  const type = typeOf(question);
  let earned = type.grade(question.body.original, response);
  for (const language in question.body) {
    if (earned >= 1) return earned;
    if (language === 'original') continue;
    earned = Math.max(earned, type.grade(question.body[language as 'en'], response));
  }
  return earned;
}

export interface Sitting {
  readonly quiz: Pick<Quiz, 'kind' | 'pass'>;
  readonly competencies: readonly Competency[];
  /** Those of the attempt. */
  readonly questions: readonly Question[];
  /** The response to a question, undefined where there is none. */
  readonly responseTo: (question: string) => unknown;
}

/** Grades an attempt: a pure function of the questions with their key and the responses. */
export function gradeAttempt({ quiz, competencies, questions, responseTo }: Sitting): AttemptResult {
  const earned: Record<string, number> = {};
  const sums = new Map<string, { points: number; of: number }>();
  let points = 0;
  let all = 0;
  for (const question of questions) {
    const share = gradeResponse(question, responseTo(question.id));
    earned[question.id] = share;
    points += share * question.points;
    all += question.points;
    const sum = sums.get(question.competency) ?? { points: 0, of: 0 };
    sum.points += share * question.points;
    sum.of += question.points;
    sums.set(question.competency, sum);
  }
  const units = competencies.flatMap(({ code, minimum }): UnitResult[] => {
    const sum = sums.get(code);
    if (!sum) return [];
    const score = percentOf(sum.points, sum.of);
    return [{ code, ...sum, score, met: reaches(score, minimum) }];
  });
  const score = percentOf(points, all);
  const passed = quiz.kind === 'exam' ? units.length > 0 && units.every((unit) => unit.met) : reaches(score, quiz.pass);
  return { score, passed, units, questions: earned };
}
