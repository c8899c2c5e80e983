import type { AccountRecord } from '../accounts/account-model.ts';
import type { AccountPosition } from '../accounts/account-store.ts';
import type { Administration } from './administration.ts';
import { resultOf, type LearnerResult, type ResultState } from './learner-result.ts';
import { PAGE_SIZE, type ListPage, type Place } from './list-page.ts';
import type { PersonFilter } from './person-store.ts';
import { selectPeopleWithin, type Listed } from './classes/people-within.ts';
import type { TrainerScope } from './classes/trainer-scope.ts';

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
  /** Its place in the list. */
  readonly at: AccountPosition;
}

/** The results of those of these people that are enrolled, in their order. */
async function resultsOf(administration: Administration, people: readonly Listed[], { course, state }: ResultFilter): Promise<ResultRow[]> {
  const { enrolments } = administration.learning;
  const rows = await Promise.all(
    people.map(async ({ account, at }): Promise<ResultRow | undefined> => {
      const enrolment = await enrolments.selectOptional(account._id, course);
      const result = enrolment && (await resultOf(administration, enrolment));
      return result && { ...result, account, at };
    }),
  );
  return rows.filter((row) => row !== undefined).filter((row) => state === undefined || row.state === state);
}

/**
 * One page of results in the order of names. Names stand with accounts (or with the members of the viewer's classes) and progress
 * with enrolments, so people are looked through in their order and those who are not in the course are passed over.
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
    const { people, last } = await selectPeopleWithin(administration, filter.scope, filter.course, filter, { ...place, from }, BATCH);
    found.push(...(await resultsOf(administration, people, filter)));
    from = last ?? from;
    lookedThrough += BATCH;
    more = last !== undefined;
  }
  const rows = found.slice(0, PAGE_SIZE);
  const lastRow = rows.at(-1);
  const onwards = found.length > PAGE_SIZE && lastRow ? lastRow.at : more ? from : undefined;
  const [first] = rows;
  const backwards = place.from && (first ? first.at : place.from);
  return place.direction === 'forward'
    ? { rows, previous: backwards, next: onwards }
    : { rows: rows.reverse(), previous: onwards, next: backwards };
}

/** Every result, read in batches: for files that are written while they are read. */
export async function* streamResults(administration: Administration, filter: ResultFilter): AsyncGenerator<ResultRow> {
  let from: AccountPosition | undefined;
  for (;;) {
    const { people, last } = await selectPeopleWithin(administration, filter.scope, filter.course, filter, { direction: 'forward', from }, BATCH);
    yield* await resultsOf(administration, people, filter);
    if (!last) return;
    from = last;
  }
}
