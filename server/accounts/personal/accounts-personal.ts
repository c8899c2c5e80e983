import type { SessionStore } from '../../web/session-store.ts';
import type { AccountStore } from '../account-store.ts';
import type { CodeStore } from '../code-store.ts';
import type { ThrottleStore } from '../throttle-store.ts';
import type { TwoFactorStore } from '../two-factor/two-factor-store.ts';
import { listed, type PersonalData } from './personal-data.ts';

interface Needs {
  readonly accounts: AccountStore;
  readonly codes: CodeStore;
  readonly sessions: SessionStore;
  readonly throttle: ThrottleStore;
  readonly twoFactor: TwoFactorStore;
}

/** The account itself, which goes last of all: as long as it is there, what was begun is gone on with. */
export const accountsPersonal = ({ accounts, codes, sessions, throttle, twoFactor }: Needs): PersonalData => ({
  collections: { accounts: 'personal', organisations: 'reference', logins: 'personal', codes: 'reference', throttles: 'personal', sessions: 'personal', two_factors: 'personal', security_rules: 'reference', migrations: 'none', leases: 'none' },
  sections: (account) => [
    {
      name: 'akun',
      records: listed(async () => {
        const found = await accounts.selectOptionalById(account);
        if (!found) return [];
        const { userName, name, role, regionCode, village, phone, email, scope, consent, createdAt, lastSignInAt } = found;
        return [{ userName, name, role, regionCode, village, phone, email, scope, consent, createdAt, lastSignInAt }];
      }),
    },
    { name: 'perangkat', records: listed(async () => (await sessions.selectSessionsOf(account)).map(({ device, network, beganAt, lastSeenAt }) => ({ device, network, beganAt, lastSeenAt }))) },
  ],
  async merge(from, into) {
    await sessions.endSessionsOf(from);
    await codes.forget(from);
    await twoFactor.remove(from);
    await accounts.absorb(from, into);
  },
  async erase(account) {
    await sessions.endSessionsOf(account);
    await codes.forget(account);
    await twoFactor.remove(account);
    const found = await accounts.selectOptionalById(account);
    if (found) await throttle.forgetName(found.userName);
    await accounts.remove(account);
  },
});
