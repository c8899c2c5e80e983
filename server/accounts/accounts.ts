import type { Connection } from 'mongoose';
import type { SessionStore } from '../web/session-store.ts';
import { createAccountStore, type AccountStore } from './account-store.ts';
import { createBulkAccountStore, type BulkAccountStore } from './bulk-account-store.ts';
import { createAuthentication, type Authentication } from './authentication.ts';
import { createCodeStore, type CodeStore } from './code-store.ts';
import { NOBODY_FOLLOWS, type Whereabouts } from './whereabouts.ts';
import { createTwoFactorStore, type TwoFactorStore } from './two-factor/two-factor-store.ts';
import { createOrganisationStore, type OrganisationStore } from './organisations/organisation-store.ts';
import { createThrottleStore, type ThrottleStore } from './throttle-store.ts';

/** The room's parts, put together once. */
export interface Accounts {
  readonly accounts: AccountStore;
  /** Many accounts at once, for lists of people. */
  readonly bulk: BulkAccountStore;
  readonly codes: CodeStore;
  readonly organisations: OrganisationStore;
  readonly throttle: ThrottleStore;
  readonly twoFactor: TwoFactorStore;
  readonly sessions: SessionStore;
  readonly authentication: Authentication;
}

export function openAccounts(connection: Connection, sessions: SessionStore, whereabouts: Whereabouts = NOBODY_FOLLOWS): Accounts {
  const accounts = createAccountStore(connection, whereabouts);
  const throttle = createThrottleStore(connection);
  const twoFactor = createTwoFactorStore(connection);
  return {
    accounts,
    bulk: createBulkAccountStore(connection),
    throttle,
    twoFactor,
    sessions,
    codes: createCodeStore(connection),
    authentication: createAuthentication({ accounts, throttle }, () => twoFactor.isNeededByStaff()),
    organisations: createOrganisationStore(connection),
  };
}
