import type { IdentityProvider } from './identity-provider.ts';
import { passwordProvider } from './password.ts';

/** Every way to sign in. To add one, write a file beside this and name it here; `docs/plugins.md` shows how. */
export const identityProviders = { password: passwordProvider } as const satisfies Readonly<Record<string, IdentityProvider>>;
