import type { Competency, Question, Quiz } from '../content/course.ts';
import { percentOf, reaches } from './percent.ts';
import type { UnitShare } from './question-types/question-type.ts';
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
  /** Questions whose answers a person has still to mark: they count 0 until then, so that what is reached stays reached. */
  readonly waiting?: readonly string[];
}

/** What a person gave for an answer: criterion id -> points of the rubric. */
export type MarkedPoints = Readonly<Record<string, number>>;

/** A person's mark as a part of the question's points, 0 to 1. */
export function shareOfMark(question: Question, points: MarkedPoints): number {
  const rubric = typeOf(question).rubric?.(question.body.original) ?? [];
  const all = rubric.reduce((sum, criterion) => sum + criterion.points, 0);
  const given = rubric.reduce((sum, { id, points: most }) => sum + Math.min(most, Math.max(0, points[id] ?? 0)), 0);
  return all > 0 ? given / all : 0;
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
  /** What a person gave for an answer; undefined where nobody has marked it. */
  readonly markOf?: (question: string) => MarkedPoints | undefined;
}

/** What one question of an attempt gives, by unit of competency. */
function sharesOf(question: Question, { responseTo, markOf }: Pick<Sitting, 'responseTo' | 'markOf'>): { readonly shares: readonly UnitShare[]; readonly waits: boolean } {
  const type = typeOf(question);
  const response = responseTo(question.id);
  const byUnit = type.gradeByUnit?.(question.body.original, response);
  if (byUnit) return { shares: byUnit, waits: false };
  const mark = type.rubric ? markOf?.(question.id) : undefined;
  const waits = type.rubric !== undefined && mark === undefined && response !== undefined && !type.isEmpty(response);
  const earned = mark ? shareOfMark(question, mark) : gradeResponse(question, response);
  return { shares: [{ competency: question.competency, weight: 1, earned }], waits };
}

/** What one question earns in all, 0 to 1. */
export const earnedIn = (question: Question, sitting: Pick<Sitting, 'responseTo' | 'markOf'>): number =>
  sharesOf(question, sitting).shares.reduce((sum, { weight, earned }) => sum + weight * earned, 0);

/**
 * Grades an attempt: a pure function of the questions with their key, the responses, and what people gave. In an exam a unit is
 * examined by the questions drawn for it; what a scenario drawn for one unit says about another adds to that other only where
 * it is sat as well.
 */
export function gradeAttempt(sitting: Sitting): AttemptResult {
  const { quiz, competencies, questions } = sitting;
  const earned: Record<string, number> = {};
  const waiting: string[] = [];
  const sums = new Map(questions.map(({ competency }) => [competency, { points: 0, of: 0 }]));
  let points = 0;
  let all = 0;
  for (const question of questions) {
    const { shares, waits } = sharesOf(question, sitting);
    if (waits) waiting.push(question.id);
    let share = 0;
    for (const part of shares) {
      share += part.weight * part.earned;
      const sum = sums.get(part.competency);
      if (!sum) continue;
      sum.points += part.weight * part.earned * question.points;
      sum.of += part.weight * question.points;
    }
    earned[question.id] = share;
    points += share * question.points;
    all += question.points;
  }
  const units = competencies.flatMap(({ code, minimum }): UnitResult[] => {
    const sum = sums.get(code);
    if (!sum) return [];
    const score = percentOf(sum.points, sum.of);
    return [{ code, ...sum, score, met: reaches(score, minimum) }];
  });
  const score = percentOf(points, all);
  const passed = quiz.kind === 'exam' ? units.length > 0 && units.every((unit) => unit.met) : reaches(score, quiz.pass);
  return { score, passed, units, questions: earned, ...(waiting.length > 0 && { waiting }) };
}
