import type { Competency } from './course.ts';
import type { Guess } from './mistakes/assessment.ts';
import type { GuessOutcome } from './question-format.ts';

export interface Guessable {
  readonly competency: string;
  readonly points: number;
  /** What a blind guess earns; the chances sum to 1. */
  readonly guess: readonly GuessOutcome[];
}

/** More states than this are not worth the exactness: questions with many different points. */
const MOST_STATES = 20_000;
/** Points reached are sums of fractions: told apart to so many parts of a point. */
const PARTS_OF_A_POINT = 1200;
const ROUNDING = 1e-9;

/** An outcome that is at least as good as that of every question: for each share, the best chance of reaching it. */
function easiestOf(questions: readonly Guessable[]): GuessOutcome[] {
  const shares = [...new Set([0, ...questions.flatMap(({ guess }) => guess.map(({ earned }) => earned))])].toSorted((one, other) => other - one);
  const reaching = (share: number) =>
    Math.max(...questions.map(({ guess }) => guess.reduce((sum, { earned, chance }) => sum + (earned >= share ? chance : 0), 0)));
  return shares.map((earned, index) => ({ earned, chance: reaching(earned) - (index === 0 ? 0 : reaching(shares[index - 1] ?? earned)) }));
}

/**
 * Probability that whoever guesses blindly reaches `minimum` percent of the points of `draw` questions, drawn
 * evenly from `questions`. Exact, by counting: the chance over all equally likely draws and all outcomes. With so many
 * different points that this grows too large, a question easier than all stands for each (never too low a chance).
 */
export function chanceOfOneUnit(questions: readonly Guessable[], draw: number, minimum: number): number {
  const taken = Math.min(draw, questions.length);
  if (taken === 0) return 0;
  // Key: how many were drawn, what they are worth, what was reached. Value: weight of the draws and outcomes so far.
  let states = new Map<string, { drawn: number; worth: number; reached: number; weight: number }>([
    ['0', { drawn: 0, worth: 0, reached: 0, weight: 1 }],
  ]);
  for (const { points, guess } of questions) {
    const next = new Map(states);
    const add = (drawn: number, worth: number, exact: number, weight: number) => {
      if (drawn > taken || weight === 0) return;
      const reached = Math.ceil(exact * PARTS_OF_A_POINT - ROUNDING) / PARTS_OF_A_POINT;
      const key = `${drawn} ${worth} ${reached}`;
      const known = next.get(key);
      next.set(key, { drawn, worth, reached, weight: (known?.weight ?? 0) + weight });
    };
    for (const { drawn, worth, reached, weight } of states.values()) {
      for (const { earned, chance } of guess) add(drawn + 1, worth + points, reached + points * earned, weight * chance);
    }
    if (next.size > MOST_STATES) {
      const easiest = easiestOf(questions);
      const isSimple = questions.every((question) => question.points === 1 && question.guess === questions[0]?.guess);
      if (!isSimple) return chanceOfOneUnit(Array.from({ length: taken }, () => ({ competency: '', points: 1, guess: easiest })), taken, minimum);
    }
    states = next;
  }
  const complete = [...states.values()].filter(({ drawn }) => drawn === taken);
  const all = complete.reduce((sum, { weight }) => sum + weight, 0);
  const passed = complete.filter(({ worth, reached }) => reached * 100 >= minimum * worth - ROUNDING);
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
