import type { AccountRecord } from '../../accounts/account-model.ts';
import { BY_SERVER } from '../audit/audit.ts';
import type { Audit } from '../../web/audit.ts';
import type { Administration } from '../administration.ts';
import { changeRole } from '../change-role.ts';

const BATCH = 50;

type Needs = Pick<Administration, 'accounts' | 'personal'>;

/** Each room erases its own part, the one of the account last: an account that is still there is not wholly erased. */
async function finish({ personal }: Needs, account: string): Promise<void> {
  for (const room of personal.toReversed()) await room.erase(account);
}

/**
 * Erases an account and what tells of the person (UU 27/2022, Articles 8 and 43); results stay as numbers without a name. From the first
 * step nobody signs in with it; a crash in between is mended by `finishErasing`. Throws `Conflict` where nobody would be left who
 * reaches everything.
 */
export async function eraseAccount(needs: Needs, account: AccountRecord): Promise<void> {
  const { accounts, sessions, authentication } = needs.accounts;
  if (account.role !== 'learner') await changeRole(needs.accounts, account, { role: 'learner', scope: [] });
  await accounts.beginErasing(account._id);
  await sessions.endSessionsOf(account._id);
  authentication.forget(account._id);
  await finish(needs, account._id);
}

/** What a crash has left half erased. Gives how many there were. */
export async function finishErasing(needs: Needs, audit: Audit): Promise<number> {
  const left = await needs.accounts.accounts.selectErasing(BATCH);
  for (const { _id } of left) {
    await finish(needs, _id);
    await audit.record({ ...BY_SERVER, action: 'account-erased', actor: '', subject: _id });
  }
  return left.length;
}
