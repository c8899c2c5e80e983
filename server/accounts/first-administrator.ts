import type { AccountStore } from './account-store.ts';
import type { CodeStore } from './code-store.ts';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** The code of a link with which the first administrator is made; undefined where there is one already. */
export async function issueFirstAdministratorCode(accounts: AccountStore, codes: CodeStore): Promise<string | undefined> {
  if (await accounts.hasAdministrator()) return undefined;
  return codes.issueCode('first-administrator', undefined, LIFETIME_MS);
}
