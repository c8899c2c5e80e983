import type { GuessOutcome } from '../../content/question-format.ts';
import { seededRandom } from '../random.ts';
import type { QuestionType } from './question-type.ts';

/** So many blind answers are tried: a chance is known to about one percent. */
const GUESSES = 2000;
/** Parts of the points are told apart in twelfths, rounded up: never too little for a guesser. */
const STEPS = 12;
const ROUNDING = 1e-9;

/**
 * What a blind guess earns where part of the points can be had: tried, always with the same luck, save the chance of getting all
 * of it, which the type tells.
 */
export function triedOutcomes<Body, Response>(
  type: Pick<QuestionType<unknown, unknown, Body, unknown, Response>, 'guess' | 'grade' | 'guessChance'>,
  body: Body,
): GuessOutcome[] {
  const random = seededRandom('guess outcomes');
  const counts = new Map<number, number>();
  for (let turn = 0; turn < GUESSES; turn += 1) {
    const step = Math.ceil(type.grade(body, type.guess(body, random)) * STEPS - ROUNDING);
    if (step < STEPS) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const whole = type.guessChance(body);
  const others = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (others === 0) return [{ earned: 1, chance: 1 }];
  return [
    { earned: 1, chance: whole },
    ...[...counts].map(([step, count]) => ({ earned: step / STEPS, chance: ((1 - whole) * count) / others })),
  ];
}
