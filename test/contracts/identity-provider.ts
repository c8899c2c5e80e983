import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import express, { type RequestHandler } from 'express';
import { Passport } from 'passport';
import supertest from 'supertest';
import { createAccountStore, type AccountStore } from '../../server/accounts/account-store.ts';
import type { IdentityProvider, IdentityServices } from '../../server/accounts/identity-providers/identity-provider.ts';
import { createThrottleStore } from '../../server/accounts/throttle-store.ts';
import { Unavailable } from '../../server/errors.ts';
import type { Opened } from './storage-things.ts';
import { newFolder, openFile } from '../storage/open-embedded.ts';

/** What a person's browser sends to sign in. */
export interface SignInRequest {
  readonly body?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the suite makes people and their requests for one provider. */
export interface IdentityProviderCase {
  /** An account with this user name that the provider can recognise; gives its id. */
  createAccount(accounts: AccountStore, userName: string): Promise<string>;
  /** What the owner of that account sends. */
  proof(userName: string): SignInRequest;
  /** What somebody sends who has the user name, and no proof. */
  guess(userName: string): SignInRequest;
  /** True: a proof is short enough to be guessed, so that guesses have to be slowed down. */
  readonly guessable: boolean;
}

interface Outcome {
  readonly problem?: string;
  readonly identity?: unknown;
  readonly refusal?: { readonly message?: string; readonly seconds?: number };
}

/** An application with nothing in it but the provider; `x-forwarded-for` says where a request comes from. */
function appWith(provider: IdentityProvider, services: IdentityServices): express.Express {
  const passport = new Passport();
  passport.use(provider.name, provider.createStrategy(services));
  const app = express();
  app.set('trust proxy', true);
  app.use(express.urlencoded({ extended: false }));
  app.post('/', (request, response, next) => {
    const answer = (problem: unknown, identity: unknown, refusal: unknown) =>
      response.json({ ...(problem instanceof Error && { problem: problem.name }), identity, refusal });
    const authenticate: RequestHandler = passport.authenticate(provider.name, { session: false }, answer);
    authenticate(request, response, next);
  });
  return app;
}

/** What every way to sign in keeps to; run it over a new one: `identityProviderContract('portal', createPortalProvider(key), {...})`. */
export function identityProviderContract(name: string, provider: IdentityProvider, { createAccount, proof, guess, guessable }: IdentityProviderCase): void {
  describe(`identity provider contract: ${name}`, function () {
    this.timeout(20_000);
    let opened: Opened;
    let services: IdentityServices;
    let id: string;

    beforeEach(async () => {
      const folder = await newFolder();
      const connection = await openFile(join(folder, 'bimtek.sqlite'));
      opened = { connection, close: async () => { await connection.close(); await rm(folder, { recursive: true }); } };
      services = { accounts: createAccountStore(connection), throttle: createThrottleStore(connection) };
      id = await createAccount(services.accounts, 'siti');
    });
    afterEach(() => opened.close());

    const send = async ({ body = {}, query = {}, headers = {} }: SignInRequest, from = '192.0.2.1', used = services): Promise<Outcome> => {
      const response = await supertest(appWith(provider, used)).post('/').query(query).set({ 'x-forwarded-for': from, ...headers }).type('form').send(body);
      const outcome: Outcome = response.body;
      return outcome;
    };
    const expectRefusal = ({ problem, identity, refusal }: Outcome): void => {
      expect({ problem, identity }).to.deep.equal({ problem: undefined, identity: false });
      expect(refusal?.message, 'the sentence for the person').to.be.a('string').and.not.match(/^$|undefined|Error/);
    };

    it('is named in small letters', () => expect(provider.name).to.match(/^[a-z][a-z-]*$/));

    it('recognises the owner, and puts nothing but id and epoch into the session', async () => {
      await createAccount(services.accounts, 'budi');
      expect((await send(proof('siti'))).identity).to.deep.equal({ id, epoch: 0 });
    });

    it('takes the epoch of today, so that ended sessions stay ended and new ones begin', async () => {
      await services.accounts.endSessions(id);
      expect((await send(proof('siti'))).identity).to.deep.equal({ id, epoch: 1 });
    });

    it('refuses who has no proof, in words for a person', async () => expectRefusal(await send(guess('siti'))));

    it('refuses a proof that belongs to somebody else', async () => {
      await createAccount(services.accounts, 'budi');
      const { identity } = await send(proof('budi'));
      expect(identity).to.not.have.property('id', id);
    });

    it('says the same for a wrong proof and for a user it does not know', async () => {
      const unknown = await send(guess('nobody'), '192.0.2.2');
      expectRefusal(unknown);
      expect(unknown.refusal).to.deep.equal((await send(guess('siti'))).refusal);
    });

    it('makes no account of a name it does not know', async () => {
      await send(guess('nobody'));
      expect(await services.accounts.selectOptionalByUserName('nobody')).to.equal(undefined);
    });

    it('refuses a request without anything, or full of rubbish', async () => {
      const hostile = ['', ' ', '__proto__', '{"$gt":""}', 'x'.repeat(5000)];
      const fields = [...Object.keys(proof('siti').body ?? {}), ...Object.keys(proof('siti').query ?? {})];
      expect((await send({})).identity).to.equal(false);
      for (const text of hostile) {
        const rubbish = Object.fromEntries(fields.map((field) => [field, text]));
        const { problem, identity } = await send({ body: rubbish, query: rubbish });
        expect({ problem, identity }, JSON.stringify(text).slice(0, 40)).to.deep.equal({ problem: undefined, identity: false });
      }
    });

    it('tells that the database is down as that, and never as a refusal', async () => {
      const down = () => Promise.reject(new Unavailable('Basis data tidak bisa dihubungi.'));
      const accounts = { ...services.accounts, selectOptionalByUserName: down, selectOptionalById: down };
      expect(await send(proof('siti'), '192.0.2.1', { ...services, accounts })).to.deep.equal({ problem: 'Unavailable' });
    });

    if (!guessable) return;

    it('lets guesses wait, without keeping the owner out elsewhere or others here', async () => {
      await createAccount(services.accounts, 'budi');
      let last: Outcome = {};
      for (let turn = 0; turn < 6; turn += 1) last = await send(guess('siti'));
      expectRefusal(last);
      expect(last.refusal?.seconds).to.be.a('number').and.at.least(1);
      expectRefusal(await send(proof('siti')));
      expect((await send(proof('siti'), '192.0.2.9')).identity).to.deep.equal({ id, epoch: 0 });
      expect((await send(proof('budi'))).identity).to.have.property('epoch', 0);
    });
  });
}
