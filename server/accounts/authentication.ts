import type { Request, RequestHandler } from 'express';
import passport, { type PassportStatic } from 'passport';
import { deviceKindOf, networkOf } from '../web/origin-kind.ts';
import type { Session } from '../web/session.ts';
import { ask, hear } from '../workers/siblings.ts';
import type { Viewer } from '../web/viewer.ts';
import type { AccountRecord } from './account-model.ts';
import type { AccountStore } from './account-store.ts';
import { shownRegion } from './shown-region.ts';
import type { IdentityServices, Refusal, SessionIdentity } from './identity-providers/identity-provider.ts';
import { identityProviders } from './identity-providers/registry.ts';

/** An account may be served from memory for this long; ending sessions reaches every process within it. */
const MEMORY_MS = 1000;
const MEMORY_ENTRIES = 5000;

export const viewerOf = (account: AccountRecord): Viewer => ({
  id: account._id,
  userName: account.userName,
  name: account.name,
  role: account.role,
  regionCode: shownRegion(account),
  village: account.village,
  scope: account.scope,
});

interface Remembered {
  readonly at: number;
  readonly account: AccountRecord;
}

/** Finds accounts for each request, at most once a second for each of them. */
function rememberAccounts(accounts: AccountStore) {
  const recent = new Map<string, Remembered>();
  hear('account', (id) => void recent.delete(String(id)));
  return {
    /** A session of a later epoch than what is remembered was begun elsewhere, after the account changed. */
    recent(id: string, epoch: number): AccountRecord | undefined {
      const known = recent.get(id);
      return known && Date.now() - known.at < MEMORY_MS && known.account.epoch >= epoch ? known.account : undefined;
    },
    async find(id: string): Promise<AccountRecord | undefined> {
      const account = await accounts.selectOptionalById(id);
      if (!account) return undefined;
      if (recent.size >= MEMORY_ENTRIES) recent.clear();
      recent.set(id, { at: Date.now(), account });
      return account;
    },
    async forget(id: string): Promise<void> {
      recent.delete(id);
      await ask('account', id);
    },
  };
}

const sessionOf = ({ session }: Request): Session => {
  if (!session) throw new TypeError('The session was not opened');
  return session;
};

export interface Authentication {
  /** To be mounted after the session. */
  readonly middleware: readonly RequestHandler[];
  /** Tries the password provider; a refusal says why. */
  signIn(request: Request): Promise<{ identity: SessionIdentity } | { refusal: Refusal }>;
  /** Begins a session of this account; the session's id is made anew, so that none can be planted. */
  begin(request: Request, identity: SessionIdentity): Promise<void>;
  end(request: Request): void;
  /** Makes the next request look the account up again: after its own data were changed. */
  forget(id: string): void;
}

/** `isSecondStepNeeded`: whether staff without a second step may do nothing as such. */
export function createAuthentication(services: IdentityServices, isSecondStepNeeded: () => Promise<boolean> = () => Promise.resolve(false)): Authentication {
  const authenticator: PassportStatic = new passport.Passport() as unknown as PassportStatic;
  const memory = rememberAccounts(services.accounts);
  for (const provider of Object.values(identityProviders)) {
    authenticator.use(provider.name, provider.createStrategy(services));
  }

  const recognise: RequestHandler = (request, _response, next) => {
    const identity = request.session?.identity;
    if (!identity) return next();
    const enter = (account: AccountRecord | undefined): void => {
      if (!account || account.epoch !== identity.epoch) return next();
      request.user = viewerOf(account);
      if (account.role === 'learner' || account.twoFactorSince) return next();
      isSecondStepNeeded().then((needsSecondStep) => {
        if (needsSecondStep) request.user = { ...viewerOf(account), needsSecondStep };
        next();
      }, next);
    };
    const recent = memory.recent(identity.id, identity.epoch);
    if (recent) enter(recent);
    else memory.find(identity.id).then(enter, next);
  };

  return {
    middleware: [recognise],
    signIn: (request) =>
      new Promise((resolve, reject) => {
        const answer = (problem: unknown, identity?: SessionIdentity | false, refusal?: Refusal) => {
          if (problem) reject(problem instanceof Error ? problem : new Error('sign-in failed', { cause: problem }));
          else if (identity) resolve({ identity });
          else resolve({ refusal: refusal?.message ? refusal : { message: 'Isi nama pengguna dan kata sandi Anda.' } });
        };
        const authenticate = authenticator.authenticate(identityProviders.password.name, answer) as RequestHandler;
        void authenticate(request, request.res as never, reject);
      }),
    begin: async (request, identity) => {
      await services.accounts.rememberSignIn(identity.id);
      await memory.forget(identity.id);
      sessionOf(request).begin(identity, { network: networkOf(request.ip), device: deviceKindOf(request.get('user-agent')), at: new Date() });
    },
    end: (request) => sessionOf(request).end(),
    forget: (id) => {
      void memory.forget(id);
    },
  };
}
