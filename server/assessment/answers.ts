import { createHash } from 'node:crypto';
import type { Question } from '../content/course.ts';
import type { AnswerRecord, AttemptRecord } from './attempt-model.ts';
import { typeOf } from './question-types/registry.ts';

/** Own properties only: a question may be called `constructor`. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

export const answeredWith = (attempt: Pick<AttemptRecord, 'answers'>, question: string): AnswerRecord | undefined => {
  const answer = ownValue(attempt.answers, question);
  // A mark that was set before an answer leaves a sequence without a response.
  return answer && answer.response !== undefined ? answer : undefined;
};

export const isMarked = (attempt: Pick<AttemptRecord, 'marked'>, question: string): boolean => ownValue(attempt.marked, question) === true;

/** Something is answered, and nothing is left to do: a scenario is answered when its end is reached. */
export const isAnswered = (attempt: Pick<AttemptRecord, 'answers'>, question: Pick<Question, 'id' | 'type' | 'body'>): boolean => {
  const answer = answeredWith(attempt, question.id);
  const type = typeOf(question);
  if (answer === undefined || type.isEmpty(answer.response)) return false;
  return type.isComplete?.(question.body.original, answer.response) ?? true;
};

const FINGERPRINT = 8;
/** Behind a fingerprint: the question was shown as marked. */
export const MARKED = '~';

/**
 * What a page showed as answered, in a few letters; it goes into the address that the page's form is sent to. So a
 * form that comes back unchanged, from a tab that was opened before the answer was given in another, says nothing.
 */
export function fingerprintOf(question: { readonly type: string }, response: unknown): string {
  const empty = response === undefined || typeOf(question).isEmpty(response);
  return createHash('sha256').update(empty ? '' : JSON.stringify(response)).digest('base64url').slice(0, FINGERPRINT);
}
