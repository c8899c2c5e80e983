import { createHash } from 'node:crypto';
import { nameKeyOf } from '../../accounts/names.ts';
import type { Course } from '../../content/course.ts';
import type { Administration } from '../administration.ts';
import { mayMakeAccount, mayManageAccount } from '../policy.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { ClassRecord } from './class-model.ts';
import type { RosterRow } from './roster-model.ts';

/** What somebody said of a row that may be an account which is there: `same`, `new`, or nothing: it is left out. */
export type Decisions = ReadonlyMap<number, string>;

/** So many rows are written at once. */
const AT_ONCE = 16;
const ID_LENGTH = 16;
const LONGEST_STEM = 18;
const SUFFIX_LENGTH = 8;

const digestOf = (row: RosterRow): Buffer => createHash('sha256').update(row._id).digest();
/** The same row gives the same account, so that applying twice, at once, or again after a crash makes one. */
const accountIdOf = (row: RosterRow): string => digestOf(row).toString('base64url').slice(0, ID_LENGTH);

/** Whether this line of a list is of that account. */
export const isRowOf = (row: RosterRow, account: string): boolean => row.candidate === account || accountIdOf(row) === account;

/** `siti.rahmawati.1f09c2d4`: the name, and what tells namesakes apart. */
export function userNameOf(row: RosterRow): string {
  const stem = nameKeyOf(row.name).replace(/[^a-z0-9]+/g, '.').replace(/^\.+|\.+$/g, '').slice(0, LONGEST_STEM).replace(/\.+$/, '');
  return `${stem || 'peserta'}.${digestOf(row).toString('hex').slice(0, SUFFIX_LENGTH)}`;
}

async function learnerOf({ accounts }: Administration, viewer: Viewer, row: RosterRow, decision: string | undefined): Promise<string | undefined> {
  const isSame = row.fate === 'perhaps' && decision === 'same';
  if (row.fate === 'refused' || (row.fate === 'perhaps' && !isSame && decision !== 'new')) return undefined;
  if (isSame) {
    const known = await accounts.accounts.selectOptionalById(row.candidate ?? '');
    return known && mayManageAccount(viewer, known) ? known._id : undefined;
  }
  if (!mayMakeAccount(viewer, 'learner', row.regionCode)) return undefined;
  const { name, regionCode, village, phone } = row;
  await accounts.accounts.createAccountOnce(accountIdOf(row), { name, userName: userNameOf(row), role: 'learner', regionCode, village, phone, passwordHash: undefined });
  return accountIdOf(row);
}

/** Makes the accounts, members and enrolments of a roster; how many are in now. May be repeated. */
export async function applyRoster(administration: Administration, viewer: Viewer, into: ClassRecord, course: Course, roster: string, decisions: Decisions): Promise<number> {
  const { classes, learning } = administration;
  const rows = await classes.selectRows(roster);
  let taken = 0;
  for (let begin = 0; begin < rows.length; begin += AT_ONCE) {
    const batch = rows.slice(begin, begin + AT_ONCE);
    const learners = await Promise.all(
      batch.map(async (row) => {
        const learner = await learnerOf(administration, viewer, row, decisions.get(row.line));
        if (learner === undefined) return false;
        await learning.enrolments.enrol(learner, course.id, course.version);
        await classes.addMember(into._id, learner);
        return true;
      }),
    );
    taken += learners.filter(Boolean).length;
  }
  await classes.markApplied(roster);
  return taken;
}
