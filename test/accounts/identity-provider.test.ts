import { passwordProvider } from '../../server/accounts/identity-providers/password.ts';
import { identityProviders } from '../../server/accounts/identity-providers/registry.ts';
import { hashPassword } from '../../server/accounts/password.ts';
import { expect } from 'chai';
import { identityProviderContract, type IdentityProviderCase } from '../contracts/identity-provider.ts';

const PASSWORD = 'tiga kata mudah';

/** A provider without a case does not compile. */
const cases = {
  password: {
    createAccount: async (accounts, userName) => {
      const passwordHash = await hashPassword(PASSWORD);
      return (await accounts.createAccount({ userName, name: 'Siti Rahma', role: 'learner', passwordHash }))._id;
    },
    proof: (userName) => ({ body: { userName, password: PASSWORD } }),
    guess: (userName) => ({ body: { userName, password: 'salah sekali' } }),
    guessable: true,
  },
} as const satisfies Readonly<Record<keyof typeof identityProviders, IdentityProviderCase>>;

identityProviderContract('password', passwordProvider, cases.password);

describe('the registry of identity providers', () => {
  it('names each by the name that its strategy has', () => {
    for (const [name, provider] of Object.entries(identityProviders)) expect(provider.name).to.equal(name);
  });
});
