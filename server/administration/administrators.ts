import type { AccountPosition, AccountStore } from '../accounts/account-store.ts';
import { namePositionOf } from './name-position.ts';

const BATCH = 200;

/** Whether somebody is left who reaches everything: without one, nobody could give roles any more. */
export async function hasUnscopedAdministrator(accounts: AccountStore, except: string): Promise<boolean> {
  let after: AccountPosition | undefined;
  for (;;) {
    const found = await accounts.selectPage({ role: 'administrator' }, after, BATCH);
    if (found.some((account) => account.scope.length === 0 && account._id !== except)) return true;
    const last = found.at(-1);
    if (!last || found.length < BATCH) return false;
    after = namePositionOf(last);
  }
}
