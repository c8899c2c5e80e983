import type { Competency } from './course.ts';
import type { Guess } from './mistakes/assessment.ts';

export interface Guessable {
  readonly competency: string;
  readonly points: number;
  /** Probability, 0 to 1, of getting it fully right blindly; part of the points is not counted. */
  readonly guessChance: number;
}

/** More states than this are not worth the exactness: questions with many different points. */
const MOST_STATES = 20_000;

/**
 * Probability that whoever guesses blindly reaches `minimum` percent of the points of `draw` questions, drawn
 * evenly from `questions`. Exact, by counting: the chance over all equally likely draws and all outcomes. With so many
 * different points that this grows too large, the easiest question stands for all (never too low a chance).
 */
export function chanceOfOneUnit(questions: readonly Guessable[], draw: number, minimum: number): number {
  const taken = Math.min(draw, questions.length);
  if (taken === 0) return 0;
  // Key: how many were drawn, what they are worth, what was reached. Value: weight of the draws and outcomes so far.
  let states = new Map<string, { drawn: number; worth: number; reached: number; weight: number }>([
    ['0', { drawn: 0, worth: 0, reached: 0, weight: 1 }],
  ]);
  for (const { points, guessChance } of questions) {
    const next = new Map(states);
    const add = (drawn: number, worth: number, reached: number, weight: number) => {
      if (drawn > taken || weight === 0) return;
      const key = `${drawn} ${worth} ${reached}`;
      const known = next.get(key);
      next.set(key, { drawn, worth, reached, weight: (known?.weight ?? 0) + weight });
    };
    for (const { drawn, worth, reached, weight } of states.values()) {
      add(drawn + 1, worth + points, reached + points, weight * guessChance);
      add(drawn + 1, worth + points, reached, weight * (1 - guessChance));
    }
    if (next.size > MOST_STATES) {
      const easiest = Math.max(...questions.map((question) => question.guessChance));
      return chanceOfOneUnit(Array.from({ length: taken }, () => ({ competency: '', points: 1, guessChance: easiest })), taken, minimum);
    }
    states = next;
  }
  const complete = [...states.values()].filter(({ drawn }) => drawn === taken);
  const all = complete.reduce((sum, { weight }) => sum + weight, 0);
  const passed = complete.filter(({ worth, reached }) => reached * 100 >= minimum * worth - 1e-9);
  return passed.reduce((sum, { weight }) => sum + weight, 0) / all;
}

/**
 * What a blind guesser reaches over all allowed attempts: a unit passed once stays passed, so each unit is tried
 * `attempts` times, and the certificate needs every unit.
 */
export function guessOfExam(questions: readonly Guessable[], competencies: readonly Competency[], perUnit: number | undefined, attempts: number): Guess | undefined {
  const units = competencies.map(({ code, minimum }) => {
    const own = questions.filter(({ competency }) => competency === code);
    const once = chanceOfOneUnit(own, perUnit ?? own.length, minimum);
    return { code, chance: attempts === 0 ? (once > 0 ? 1 : 0) : 1 - (1 - once) ** attempts };
  });
  const easiest = units.toSorted((a, b) => b.chance - a.chance)[0];
  return easiest && { chance: units.reduce((product, { chance }) => product * chance, 1), attempts, easiest };
}
