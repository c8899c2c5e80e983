import type { Competency } from '../content/course.ts';
import { ownValue } from './answers.ts';
import type { AttemptRecord } from './attempt-model.ts';
import type { AttemptResult, UnitResult } from './grade-attempt.ts';
import type { CountedQuiz, CountedUnit, StandingRecord } from './standing-model.ts';

/** The parts of a standing that attempts are counted in. */
export type Counted = Pick<StandingRecord, 'quizzes' | 'units'>;

export type FinishedAttempt = Pick<AttemptRecord, '_id' | 'quiz' | 'kind' | 'number'> & {
  readonly finishedAt: Date;
  readonly result: AttemptResult;
};

const countQuiz = (before: CountedQuiz | undefined, { _id, number, finishedAt, result }: FinishedAttempt): CountedQuiz => {
  const isLast = !before || number >= before.attempts;
  return {
    best: Math.max(before?.best ?? 0, result.score),
    passed: (before?.passed ?? false) || result.passed,
    attempts: isLast ? number : before.attempts,
    lastAttempt: isLast ? _id : before.lastAttempt,
    lastFinishedAt: isLast ? finishedAt : before.lastFinishedAt,
  };
};

/** Evidence of a newer edition of the unit replaces older; within one edition the best attempt counts. */
const isBetter = (unit: UnitResult, edition: number, before: CountedUnit): boolean =>
  edition > before.edition || (edition === before.edition && unit.score > before.score);

const countUnits = (before: readonly CountedUnit[], attempt: FinishedAttempt, competencies: readonly Competency[]): CountedUnit[] => {
  const units = new Map(before.map((unit) => [unit.code, unit]));
  for (const unit of attempt.result.units) {
    const edition = competencies.find((competency) => competency.code === unit.code)?.edition ?? 1;
    const known = units.get(unit.code);
    if (known && !isBetter(unit, edition, known)) continue;
    units.set(unit.code, { code: unit.code, score: unit.score, met: unit.met, attempt: attempt._id, edition });
  }
  return [...units.values()];
};

/**
 * A standing with a finished attempt in it. Counting the same attempt again, or attempts in another order, gives
 * the same standing, save for which of two equal attempts is named. `competencies`: of the version that was sat.
 */
export const countAttempt = (counted: Counted, attempt: FinishedAttempt, competencies: readonly Competency[]): Counted => ({
  quizzes: { ...counted.quizzes, [attempt.quiz]: countQuiz(ownValue(counted.quizzes, attempt.quiz), attempt) },
  units: attempt.kind === 'exam' ? countUnits(counted.units, attempt, competencies) : counted.units,
});
