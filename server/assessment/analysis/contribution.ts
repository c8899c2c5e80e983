import type { Competency, Question } from '../../content/course.ts';
import { ownValue } from '../answers.ts';
import type { GradedSitting, SittingRecord } from '../sittings/sitting-model.ts';
import { typeOf } from '../question-types/registry.ts';

/**
 * Shares of points are counted in whole ten-thousandths. Sums of whole numbers are exact below 2^53, whatever the order
 * in which they are added and taken away; squares and products stay below that up to 90 million attempts.
 */
export const SHARE = 10_000;

/** Upper ends of the classes of seconds on a question; the last class is open. */
export const SECONDS_CLASSES = [10, 20, 40, 80, 160, 320] as const;

/** Path in a `CounterRecord` -> what is added there. */
export type Contribution = Map<string, number>;

/** Text as a field of a document: no dot, no dollar, nothing that every object has. Undone by `decodeURIComponent`. */
export const fieldName = (text: string): string => encodeURIComponent(text).replaceAll('.', '%2E').replace(/^_/, '%5F');

export interface Countable {
  readonly sitting: Pick<SittingRecord, 'responses' | 'seconds'>;
  readonly graded: GradedSitting;
  /** As the version that graded has them. */
  readonly questions: ReadonlyMap<string, Question>;
  /** Of the version that was begun. */
  readonly competencies: readonly Competency[];
}

const wholeShare = (part: number, of: number): number => Math.round((part / of) * SHARE);

const classOf = (seconds: number): number => {
  const found = SECONDS_CLASSES.findIndex((end) => seconds < end);
  return found < 0 ? SECONDS_CLASSES.length : found;
};

interface Item {
  readonly question: Question;
  readonly earned: number;
}

/** `n` attempts, `x` share earned, `r` share earned of all other questions, and the sums of their squares and product. */
function addItem(into: Contribution, { question, earned }: Item, points: number, of: number, { responses, seconds }: Countable['sitting']): void {
  const path = `questions.${fieldName(question.id)}`;
  const add = (name: string, value: number) => into.set(`${path}.${name}`, (into.get(`${path}.${name}`) ?? 0) + value);
  const x = wholeShare(earned, 1);
  const r = wholeShare(points - earned * question.points, of - question.points);
  add('n', 1);
  add('x', x);
  add('xx', x * x);
  add('r', r);
  add('rr', r * r);
  add('xr', x * r);
  const type = typeOf(question);
  const response = ownValue(responses, question.id) ?? undefined;
  if (response === undefined || type.isEmpty(response)) add('blank', 1);
  else {
    for (const option of type.chosen?.(response) ?? []) {
      add(`o:${fieldName(option)}`, 1);
      add(`or:${fieldName(option)}`, r);
    }
  }
  const spent = seconds && ownValue(seconds, question.id);
  if (spent !== undefined) {
    add('t', spent);
    add(`t:${classOf(spent)}`, 1);
  }
}

/**
 * What one sitting adds to the counters. An attempt without any answer adds nothing: it was opened and left, and tells of
 * no question. Neither does one of a single question, which has no rest to compare with.
 */
export function contributionOf({ sitting, graded, questions, competencies }: Countable): Contribution {
  const into: Contribution = new Map();
  const { result } = graded;
  const waiting = result.waiting ?? [];
  const items = Object.keys(sitting.responses).flatMap((id): Item[] => {
    const question = questions.get(id);
    const earned = ownValue(result.questions, id);
    // What waits for somebody to mark it has not been graded.
    return question && earned !== undefined && !waiting.includes(id) ? [{ question, earned }] : [];
  });
  const isAnswered = items.some(({ question }) => {
    const response = ownValue(sitting.responses, question.id) ?? undefined;
    return response !== undefined && !typeOf(question).isEmpty(response);
  });
  if (items.length < 2 || !isAnswered) return into;
  const points = items.reduce((sum, { question, earned }) => sum + earned * question.points, 0);
  const of = items.reduce((sum, { question }) => sum + question.points, 0);
  into.set('attempts', 1);
  for (const item of items) addItem(into, item, points, of, sitting);
  for (const { code, minimum } of competencies) {
    const unit = result.units.find((reached) => reached.code === code);
    const asked = items.filter(({ question }) => question.competency === code).length;
    if (!unit || asked === 0 || waiting.length > 0) continue;
    // Part points and points of different weight: as many whole questions as they are worth.
    const right = Math.round((unit.points / unit.of) * asked);
    into.set(`units.${fieldName(code)}.${fieldName(String(minimum))}_${asked}_${right}`, 1);
  }
  return into;
}

/** Adds a contribution to a sum, or takes it away with `sign` -1. */
export function addTo(sum: Contribution, contribution: Contribution, sign: 1 | -1 = 1): void {
  for (const [path, value] of contribution) sum.set(path, (sum.get(path) ?? 0) + sign * value);
}
