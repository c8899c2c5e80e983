import { nameKeyOf } from '../../../accounts/names.ts';
import { Conflict } from '../../../errors.ts';
import type { Viewer } from '../../../web/viewer.ts';
import { mayMakeAccount, mayManageAccount } from '../../policy.ts';
import { applyRegion, regionFacts } from './apply-region.ts';
import { bringerOf } from './bringer.ts';
import { candidatesFor } from './judge-row.ts';
import { settleOrganisations, type OrganisationOf } from './listed-organisations.ts';
import type { Outcome, Save } from './read-roster.ts';
import type { RosterRecord, RosterRow } from './roster-model.ts';
import { accountIdOf, userNamesOf } from './row-account.ts';
import type { WorkedOn } from './roster-work.ts';

/** So many rows are written together. */
const PAGE = 200;

interface Settled {
  readonly row: RosterRow;
  readonly account: string;
}

type Applied = NonNullable<RosterRecord['applied']>;

/** Somebody of this name has come since the preview: the row asks again instead of making a second one. */
async function askAgain({ rosters, rosterRows }: WorkedOn, row: RosterRow, candidates: readonly string[]): Promise<void> {
  const { _id, roster, schemaVersion: _version, account: _account, ...facts } = row;
  if (await rosterRows.judgeAgain(_id, 'new', { ...facts, fate: 'perhaps', candidates: [...candidates] })) await rosters.count(roster, { 'counts.new': -1, 'counts.perhaps': 1 });
}

/** Whom each of these rows becomes; rows that nobody has decided for are left out. */
async function settle(administration: WorkedOn, viewer: Viewer, rows: readonly RosterRow[]): Promise<Settled[]> {
  const { bulk, accounts } = administration.accounts;
  const open = rows.filter((row) => row.account === undefined);
  const fresh = open.filter(({ fate, regionCode }) => fate === 'new' && mayMakeAccount(viewer, 'learner', regionCode));
  const known = await bulk.selectNamed([...new Set(fresh.map(({ name }) => nameKeyOf(name)))]);
  const chosen = open.filter(({ fate, decision }) => fate === 'perhaps' && decision !== undefined && decision !== 'new');
  const there = new Map((await accounts.selectByIds(chosen.map(({ decision }) => decision ?? ''))).map((account) => [account._id, account]));
  const settled = rows.flatMap((row) => (row.account === undefined ? [] : [{ row, account: row.account }]));
  for (const row of open) {
    if (row.fate === 'perhaps' && row.decision === 'new' && mayMakeAccount(viewer, 'learner', row.regionCode)) settled.push({ row, account: accountIdOf(row) });
    const same = row.fate === 'perhaps' ? there.get(row.decision ?? '') : undefined;
    if (same && mayManageAccount(viewer, same)) settled.push({ row, account: same._id });
  }
  for (const row of fresh) {
    // Who said that this is not the person of an earlier row has said so of the account that the earlier row became.
    const newcomers = row.answers?.namesake === 'other' ? [] : candidatesFor(row, known, viewer);
    const others = newcomers.filter((id) => id !== accountIdOf(row));
    if (others.length > 0) await askAgain(administration, row, others);
    else settled.push({ row, account: accountIdOf(row) });
  }
  return settled;
}

async function makeAccounts({ accounts }: WorkedOn, settled: readonly Settled[], applied: Applied, organisationOf: OrganisationOf): Promise<void> {
  let wanted = settled.filter(({ row, account }) => account === accountIdOf(row));
  for (const choice of [0, 1]) {
    const given = wanted.map(({ row, account }) => ({
      _id: account, name: row.name, userName: userNamesOf(row)[choice] ?? '', role: 'learner' as const, phone: row.phone, passwordHash: undefined, organisation: organisationOf(row), ...regionFacts(row, applied),
    }));
    const taken = await accounts.bulk.createOnce(given, applied.at);
    if (taken.size === 0) return;
    wanted = wanted.filter(({ account }) => taken.has(account));
  }
  throw new Conflict('Nama pengguna ini sudah dipakai orang lain.');
}

async function confirmRegions(administration: WorkedOn, settled: readonly Settled[], applied: Applied, organisationOf: OrganisationOf): Promise<void> {
  const found = new Map(settled.filter(({ row, account }) => account !== accountIdOf(row)).map(({ row, account }) => [account, row]));
  for (const account of await administration.accounts.accounts.selectByIds([...found.keys()])) {
    const row = found.get(account._id);
    if (row) await applyRegion(administration, account, row, applied, organisationOf(row));
  }
}

/**
 * Makes the accounts, enrolments and members of a list, a page of rows at a time. Each step bears repetition: killed at any moment, it
 * is gone on with from the last page that was kept, and the page under way is done again without anything being there twice.
 */
export async function applyRoster(administration: WorkedOn, roster: RosterRecord, save: Save): Promise<Outcome> {
  const { classes, learning, rosterRows } = administration;
  const { applied, class: classId } = roster;
  if (!applied) throw new TypeError('A list is being applied, and nobody has said so');
  const viewer = bringerOf(roster);
  const organisationOf = await settleOrganisations(administration, roster);
  let { done } = roster;
  let taken = roster.cursor === undefined ? 0 : roster.taken;
  let cursor = roster.cursor ?? 0;
  for (;;) {
    const rows = await rosterRows.selectBehind(roster._id, cursor, PAGE);
    const last = rows.at(-1);
    if (!last) {
      await classes.recount(classId);
      return { to: 'applied' };
    }
    const settled = await settle(administration, viewer, rows);
    await rosterRows.keepAccounts(settled.filter(({ row }) => row.account === undefined).map(({ row, account }) => ({ row: row._id, account })));
    await makeAccounts(administration, settled, applied, organisationOf);
    await confirmRegions(administration, settled, applied, organisationOf);
    const learners = [...new Set(settled.map(({ account }) => account))];
    await learning.enrolments.enrolMany(learners, applied.course, applied.version, applied.at);
    await classes.addMembers(classId, learners, applied.at, new Map(settled.map(({ row, account }) => [account, nameKeyOf(row.name)])));
    cursor = last.line;
    done += rows.length;
    taken += learners.length;
    if (!(await save({ cursor, done, taken }))) return undefined;
  }
}
