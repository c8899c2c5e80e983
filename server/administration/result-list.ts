import type { AccountRecord } from '../accounts/account-model.ts';
import type { AccountPosition } from '../accounts/account-store.ts';
import type { Administration } from './administration.ts';
import { resultOf, type LearnerResult, type ResultState } from './learner-result.ts';
import { PAGE_SIZE, type ListPage, type Place } from './list-page.ts';
import { namePositionOf } from './name-position.ts';
import type { PersonFilter } from './person-store.ts';
import { withinScope, type TrainerScope } from './classes/trainer-scope.ts';

/** Accounts looked through at once. */
const BATCH = 100;
/** A page stops looking after this many accounts, full or not, so that a rare state in a large country answers too. */
const MOST_LOOKED_THROUGH = 2000;

export interface ResultFilter extends PersonFilter {
  readonly course: string;
  readonly state?: ResultState | undefined;
  /** The viewer's classes, where the viewer is confined to some. */
  readonly scope: TrainerScope;
}

export interface ResultRow extends LearnerResult {
  readonly account: AccountRecord;
}

/** The results of those of these accounts that are enrolled, in their order. */
async function resultsOf(administration: Administration, accounts: readonly AccountRecord[], { course, state, scope }: ResultFilter): Promise<ResultRow[]> {
  const { enrolments } = administration.learning;
  const reached = await withinScope(administration, scope, accounts.map((account) => ({ account, learner: account._id, course })));
  const rows = await Promise.all(
    reached.map(async ({ account }): Promise<ResultRow | undefined> => {
      const enrolment = await enrolments.selectOptional(account._id, course);
      const result = enrolment && (await resultOf(administration, enrolment));
      return result && { ...result, account };
    }),
  );
  return rows.filter((row) => row !== undefined).filter((row) => state === undefined || row.state === state);
}

/**
 * One page of results in the order of names. Names stand with accounts and progress with enrolments, so accounts are
 * looked through in their order and those who are not in the course are passed over.
 */
export async function selectResults(
  administration: Administration,
  filter: ResultFilter,
  place: Place<AccountPosition>,
): Promise<ListPage<ResultRow, AccountPosition>> {
  const found: ResultRow[] = [];
  let from = place.from;
  let lookedThrough = 0;
  let more = true;
  while (more && found.length <= PAGE_SIZE && lookedThrough < MOST_LOOKED_THROUGH) {
    const accounts = await administration.people.selectPage(filter, { ...place, from }, BATCH);
    found.push(...(await resultsOf(administration, accounts, filter)));
    const last = accounts.at(-1);
    if (last) from = namePositionOf(last);
    lookedThrough += accounts.length;
    more = accounts.length === BATCH;
  }
  const rows = found.slice(0, PAGE_SIZE);
  const lastRow = rows.at(-1);
  const onwards = found.length > PAGE_SIZE && lastRow ? namePositionOf(lastRow.account) : more ? from : undefined;
  const [first] = rows;
  const backwards = place.from && (first ? namePositionOf(first.account) : place.from);
  return place.direction === 'forward'
    ? { rows, previous: backwards, next: onwards }
    : { rows: rows.reverse(), previous: onwards, next: backwards };
}

/** Every result, read in batches: for files that are written while they are read. */
export async function* streamResults(administration: Administration, filter: ResultFilter): AsyncGenerator<ResultRow> {
  let from: AccountPosition | undefined;
  for (;;) {
    const accounts = await administration.people.selectPage(filter, { direction: 'forward', from }, BATCH);
    yield* await resultsOf(administration, accounts, filter);
    const last = accounts.at(-1);
    if (!last || accounts.length < BATCH) return;
    from = namePositionOf(last);
  }
}
