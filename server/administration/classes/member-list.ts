import { z } from 'zod';
import type { AccountRecord } from '../../accounts/account-model.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { PAGE_SIZE, type ListPage } from '../list-page.ts';
import { accountId } from '../list-query.ts';
import { mayFollow } from '../policy.ts';
import type { MemberPosition } from './class-store.ts';

const BATCH = 100;
/** A page stops looking after so many members of other regions. */
const MOST_LOOKED_THROUGH = 2000;

/** Those that were ticked on a page of members. */
export const chosenLearners = z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(accountId, 'Pilih paling sedikit satu peserta.').max(PAGE_SIZE));

export interface ListedMember {
  readonly account: AccountRecord;
  readonly at: MemberPosition;
}

/** The members that this viewer may follow, a page of them in the order of names; `prefix`: those whose name begins with it (`nameKeyOf`). */
export async function selectListedMembers({ accounts, classes }: Administration, viewer: Viewer, classId: string, after: MemberPosition | undefined, prefix?: string): Promise<ListPage<ListedMember, MemberPosition>> {
  const found: ListedMember[] = [];
  let from = after;
  let lookedThrough = 0;
  let more = true;
  while (more && found.length <= PAGE_SIZE && lookedThrough < MOST_LOOKED_THROUGH) {
    const members = await classes.selectMemberNames(classId, from, BATCH, prefix);
    const people = new Map((await accounts.accounts.selectByIds(members.map(({ learner }) => learner))).map((account) => [account._id, account]));
    for (const { learner, nameKey } of members) {
      const account = people.get(learner);
      from = { nameKey, id: learner };
      if (account && mayFollow(viewer, account)) found.push({ account, at: from });
    }
    lookedThrough += members.length;
    more = members.length === BATCH;
  }
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, previous: undefined, next: found.length > PAGE_SIZE ? rows.at(-1)?.at : more ? from : undefined };
}
