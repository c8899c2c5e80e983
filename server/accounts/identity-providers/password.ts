import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { checkPassword } from '../password.ts';
import type { IdentityProvider, IdentityServices, Refusal } from './identity-provider.ts';

/** Says the same for a wrong password and an unknown user. */
const REFUSED = 'Nama pengguna atau kata sandi tidak cocok. Periksa lagi keduanya.';

type Done = (problem: unknown, identity?: Express.User | false, refusal?: Refusal) => void;

async function signIn(
  { accounts, throttle }: IdentityServices,
  request: Request,
  typedName: string,
  password: string,
): Promise<{ id: string; epoch: number } | Refusal> {
  const name = typedName.trim().toLowerCase();
  const address = request.ip ?? 'unknown';
  const seconds = await throttle.secondsUntilTry(name, address);
  if (seconds > 0) {
    return { message: 'Terlalu banyak percobaan. Tunggu {seconds} detik, lalu coba lagi.', seconds };
  }
  const account = await accounts.selectOptionalByUserName(name);
  if (!(await checkPassword(account?.passwordHash, password)) || !account) {
    return { message: REFUSED };
  }
  await throttle.forget(name, address);
  return { id: account._id, epoch: account.epoch };
}

export const passwordProvider: IdentityProvider = {
  name: 'password',
  createStrategy: (services) =>
    new Strategy(
      { usernameField: 'userName', passwordField: 'password', passReqToCallback: true },
      (request: Request, userName: string, password: string, done: Done) => {
        signIn(services, request, userName, password).then(
          (outcome) => {
            if ('message' in outcome) done(null, false, outcome);
            else done(null, outcome as unknown as Express.User);
          },
          (problem: unknown) => done(problem),
        );
      },
    ),
};
