import type { AccountRecord } from '../accounts/account-model.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { Conflict } from '../errors.ts';
import type { Role } from '../web/viewer.ts';
import { hasUnscopedAdministrator } from './administrators.ts';

export interface GivenRole {
  readonly role: Role;
  /** Region codes; administrators only, empty: all. */
  readonly scope: readonly string[];
}

/**
 * Gives a role; every session of the account ends, since it was begun under the old one. Throws `Conflict` where
 * nobody would be left who reaches everything. That is asked again after the change and the change taken back: of two
 * administrators who take the role from each other at the same moment, at least one keeps it.
 */
export async function changeRole({ accounts, sessions, authentication }: Accounts, account: AccountRecord, given: GivenRole): Promise<void> {
  const refuse = new Conflict('Harus selalu ada satu admin yang menjangkau semua wilayah. Angkat admin lain dahulu.');
  const wasUnscoped = account.role === 'administrator' && account.scope.length === 0;
  const staysUnscoped = given.role === 'administrator' && given.scope.length === 0;
  const takesAway = wasUnscoped && !staysUnscoped;
  if (takesAway && !(await hasUnscopedAdministrator(accounts, account._id))) throw refuse;
  await accounts.changeRole(account._id, given.role, given.scope);
  if (takesAway && !(await hasUnscopedAdministrator(accounts, account._id))) {
    await accounts.changeRole(account._id, account.role, account.scope);
    authentication.forget(account._id);
    throw refuse;
  }
  await sessions.endSessionsOf(account._id);
  authentication.forget(account._id);
}
