import type { AttemptRecord } from '../attempt-model.ts';

const NUMBER_DIGITS = 6;
/** The character behind `:`; what begins with `x:` lies between `x:` and `x;`. */
const BEHIND_COLON = ';';

/** Sorts by course, quiz, learner, and the number of the attempt. None of the parts holds a colon. */
export const placeOf = ({ course, quiz, learner, number }: Pick<AttemptRecord, 'course' | 'quiz' | 'learner' | 'number'>): string =>
  `${course}:${quiz}:${learner}:${String(number).padStart(NUMBER_DIGITS, '0')}`;

/** All places whose first parts are these: from, and up to, neither included. */
export const within = (...parts: readonly string[]): readonly [string, string] => {
  const beginning = parts.join(':');
  return [`${beginning}:`, `${beginning}${BEHIND_COLON}`];
};
