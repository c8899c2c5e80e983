import type { Quiz } from '../../content/course.ts';
import { answeredWith } from '../answers.ts';
import type { GradedAttempt } from '../finish-attempt.ts';
import { placeOf } from './place.ts';
import type { SittingRecord } from './sitting-model.ts';

const SECOND_MS = 1000;
/** Who is silent for longer has put the phone away. */
const LONGEST_SECONDS = 600;

/**
 * Seconds on each question: from the answer before (or the start) to its own last answer, in the order in which they
 * came. Where all questions stand on one page this tells nothing and is left out, as are pauses beyond ten minutes.
 */
function secondsOf(attempt: Pick<GradedAttempt, 'answers' | 'questions' | 'startedAt'>): Record<string, number> {
  const answered = attempt.questions.flatMap(({ id }) => {
    const at = answeredWith(attempt, id)?.at;
    return at ? [{ id, at: at.getTime() }] : [];
  });
  const seconds: Record<string, number> = {};
  let before = attempt.startedAt.getTime();
  for (const { id, at } of answered.sort((one, other) => one.at - other.at)) {
    const passed = Math.round((at - before) / SECOND_MS);
    if (passed <= LONGEST_SECONDS) seconds[id] = passed;
    before = at;
  }
  return seconds;
}

/** What people gave, without who and when. */
export const marksOf = (marks: NonNullable<GradedAttempt['marks']>): NonNullable<SittingRecord['marks']> =>
  Object.fromEntries(Object.entries(marks).map(([id, { points }]) => [id, points]));

/** The sitting of a finished attempt, not counted yet. `layout`: how its questions were shown. */
export function sittingOf(attempt: GradedAttempt, layout: Quiz['layout']): SittingRecord {
  const { _id, learner, course, quiz, kind, number, version, finishedAt, result } = attempt;
  const responses = Object.fromEntries(attempt.questions.map(({ id }) => [id, answeredWith(attempt, id)?.response ?? null]));
  return {
    _id, place: placeOf(attempt), learner, course, quiz, kind, number, version, gradedBy: attempt.gradedBy ?? version, finishedAt, responses,
    ...(attempt.marks && { marks: marksOf(attempt.marks) }),
    ...(layout === 'one' && { seconds: secondsOf(attempt) }),
    result,
    uncounted: finishedAt,
    revision: 1,
    schemaVersion: 1,
  };
}
