import type { UpdateFilter } from '../storage/storage.ts';

/** An answer as it is to be saved. Without `sequence` the order of arrival decides. */
export interface Answer {
  readonly question: string;
  /** Undefined: the answer stays, only the mark is set. */
  readonly response?: unknown;
  readonly marked?: boolean | undefined;
  /** Who says it: a device by its own name, or a page by the name of its loading. */
  readonly device?: string | undefined;
  readonly sequence?: number | undefined;
  /** Only over an answer that this device gave. */
  readonly onlyOver?: string | undefined;
  /** Only where this response stands, undefined for none: a step that goes on from it. */
  readonly onlyAfter?: { readonly response: unknown } | undefined;
}

/** One update of the stored attempt: it applies where the condition holds. */
export interface AnswerUpdate {
  readonly condition: Readonly<Record<string, unknown>>;
  readonly update: UpdateFilter;
}

const DEVICE_UNKNOWN = 'form';

const fieldsSet = ({ question, response, marked, device = DEVICE_UNKNOWN, sequence }: Answer, at: Date): Record<string, unknown> => {
  const path = `answers.${question}`;
  return {
    ...(response !== undefined && { [`${path}.response`]: response, [`${path}.at`]: at, [`${path}.device`]: device }),
    ...(sequence !== undefined && { [`${path}.seen.${device}`]: sequence }),
    ...(marked === true && { [`marked.${question}`]: true }),
  };
};

const updateOf = (condition: AnswerUpdate['condition'], answers: readonly Answer[], at: Date): AnswerUpdate => {
  const $set = Object.assign({}, ...answers.map((answer) => fieldsSet(answer, at))) as Record<string, unknown>;
  const unmarked = answers.filter((answer) => answer.marked === false).map((answer): [string, 1] => [`marked.${answer.question}`, 1]);
  return {
    condition,
    update: { ...(Object.keys($set).length > 0 && { $set }), ...(unmarked.length > 0 && { $unset: Object.fromEntries(unmarked) }) },
  };
};

const conditionOf = ({ question, device = DEVICE_UNKNOWN, sequence, onlyOver, onlyAfter }: Answer): AnswerUpdate['condition'] | undefined => {
  if (onlyAfter) return { [`answers.${question}.response`]: onlyAfter.response ?? { $exists: false } };
  // Where nothing has been seen of the device this holds as well.
  if (sequence !== undefined) return { [`answers.${question}.seen.${device}`]: { $not: { $gte: sequence } } };
  return onlyOver === undefined ? undefined : { [`answers.${question}.device`]: onlyOver };
};

/**
 * The rule of "exactly once" as atomic updates: of one device the highest sequence wins for a question, between
 * devices the order of arrival, and a replay meets no condition. Answers without a condition go in one update.
 */
export function answerUpdates(answers: readonly Answer[], at: Date): AnswerUpdate[] {
  const free: Answer[] = [];
  const updates: AnswerUpdate[] = [];
  for (const answer of answers) {
    const condition = conditionOf(answer);
    if (condition) updates.push(updateOf(condition, [answer], at));
    else free.push(answer);
  }
  return free.length > 0 ? [...updates, updateOf({}, free, at)] : updates;
}

/** Several updates as one, which applies where every condition holds; undefined: two of them speak of one field, so that their order counts. */
export function allAtOnce(updates: readonly AnswerUpdate[]): AnswerUpdate | undefined {
  const $set: Record<string, unknown> = {};
  const $unset: Record<string, 1> = {};
  const condition: Record<string, unknown> = {};
  let fields = 0;
  for (const each of updates) {
    Object.assign($set, each.update.$set);
    Object.assign($unset, each.update.$unset);
    Object.assign(condition, each.condition);
    fields += Object.keys(each.update.$set ?? {}).length + Object.keys(each.update.$unset ?? {}).length;
  }
  // A condition speaks of a field of its answer: where answers speak of different fields, conditions do.
  const named = new Set([...Object.keys($set), ...Object.keys($unset)]);
  if (named.size !== fields) return undefined;
  return {
    condition,
    update: { ...(Object.keys($set).length > 0 && { $set }), ...(Object.keys($unset).length > 0 && { $unset }) },
  };
}
