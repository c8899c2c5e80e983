import type { Strategy } from 'passport';
import type { SessionIdentity } from '../../web/session.ts';
import type { AccountStore } from '../account-store.ts';
import type { ThrottleStore } from '../throttle-store.ts';

/** What a provider may use to find out who somebody is. */
export interface IdentityServices {
  readonly accounts: AccountStore;
  readonly throttle: ThrottleStore;
}

export type { SessionIdentity };

/** How somebody is refused: the sentence, and how long to wait where there is a wait. */
export interface Refusal {
  readonly message: string;
  readonly seconds?: number;
}

/**
 * A way to sign in. It makes a Passport strategy whose `done` gets a `SessionIdentity`, or `false` with a
 * sentence for the person. Every provider passes `test/contracts/identity-provider.ts`.
 */
export interface IdentityProvider {
  /** Passport's name of the strategy. */
  readonly name: string;
  createStrategy(services: IdentityServices): Strategy;
}
