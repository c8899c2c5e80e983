import { setImmediate as nextTurn } from 'node:timers/promises';
import { removeUnusedOrganisations } from './listed-organisations.ts';
import type { Outcome, Save } from './read-roster.ts';
import type { RosterRecord, RosterRow } from './roster-model.ts';
import { accountIdOf, userNamesOf } from './row-account.ts';
import type { WorkedOn } from './roster-work.ts';

const PAGE = 200;

const isMade = (row: RosterRow): boolean => row.account === accountIdOf(row);

async function* pagesOf({ rosterRows }: WorkedOn, roster: string, from: number): AsyncGenerator<readonly RosterRow[]> {
  for (let cursor = from; ; ) {
    const rows = await rosterRows.selectBehind(roster, cursor, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    cursor = last.line;
    yield rows;
    // Reading alone lets nobody else in between.
    await nextTurn();
  }
}

/** Whether somebody whom the list brought in has made a password. */
async function someEntered(administration: WorkedOn, roster: string): Promise<boolean> {
  for await (const rows of pagesOf(administration, roster, 0)) {
    if (await administration.accounts.bulk.someEntered(rows.filter(isMade).map((row) => row.account ?? ''))) return true;
  }
  return false;
}

/** Takes back the rows of one page; how many accounts had to stay. */
async function takeBack({ accounts, classes, learning }: WorkedOn, { class: classId, applied }: RosterRecord, rows: readonly RosterRow[]): Promise<number> {
  if (!applied) return 0;
  const made = rows.filter(isMade).map((row) => ({ _id: row.account ?? '', row }));
  const elsewhere = await classes.selectInOtherClasses(classId, rows.flatMap((row) => row.account ?? []));
  const own = made.filter(({ _id }) => !elsewhere.has(_id));
  await accounts.codes.removeOf(own.map(({ _id }) => _id));
  const entered = await accounts.bulk.removeUnused(own.map(({ _id }) => _id));
  const gone = own.filter(({ _id }) => !entered.has(_id));
  await accounts.bulk.freeUserNames(gone.flatMap(({ _id, row }) => userNamesOf(row).map((userName) => ({ _id, userName }))));
  // Those who were there before, and those whom another class has too, leave this class as they came.
  const back = rows.flatMap((row) => (row.account !== undefined && !entered.has(row.account) ? [row.account] : []));
  await learning.enrolments.removeUntouched(back.filter((id) => !elsewhere.has(id)), applied.course, applied.at);
  await classes.removeMembers(classId, back, applied.at);
  return made.length - gone.length;
}

/**
 * Takes back what a list did, as long as nobody has entered by a code of it: accounts that it made, members and enrolments that it
 * added. Accounts that were there before stay. Bears repetition, as applying does.
 */
export async function undoRoster(administration: WorkedOn, roster: RosterRecord, save: Save): Promise<Outcome> {
  if (!roster.checked) {
    if (await someEntered(administration, roster._id)) return { to: 'applied', problem: 'Daftar ini tidak dapat dibatalkan lagi: sudah ada peserta yang masuk dengan kodenya.' };
    if (!(await save({ checked: true }))) return undefined;
  }
  let { done, left } = roster;
  for await (const rows of pagesOf(administration, roster._id, roster.cursor ?? 0)) {
    left += await takeBack(administration, roster, rows);
    done += rows.length;
    if (!(await save({ cursor: rows.at(-1)?.line, done, left }))) return undefined;
  }
  await removeUnusedOrganisations(administration, roster);
  await administration.classes.recount(roster.class);
  return { to: 'undone' };
}
