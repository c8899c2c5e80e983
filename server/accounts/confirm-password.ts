import type { Request } from 'express';
import { Invalid } from '../errors.ts';
import type { AccountRecord } from './account-model.ts';
import type { Accounts } from './accounts.ts';
import { checkPassword } from './password.ts';

const WAIT = 'Terlalu banyak percobaan. Tunggu {seconds} detik, lalu coba lagi.';

/** Whoever is signed in shows once more who it is; guesses cost time here as they do at the door. Throws `Invalid` at the field `current`. */
export async function confirmPassword({ accounts, throttle }: Pick<Accounts, 'accounts' | 'throttle'>, http: Request, id: string, current: string): Promise<AccountRecord> {
  const account = await accounts.selectById(id);
  const address = http.ip ?? 'unknown';
  const seconds = await throttle.secondsUntilTry(account.userName, address);
  if (seconds > 0) throw new Invalid(WAIT, { current: WAIT }, { seconds });
  if (!(await checkPassword(account.passwordHash, current))) throw new Invalid('Kata sandi tidak cocok.', { current: 'Ini bukan kata sandi Anda yang sekarang.' });
  await throttle.forget(account.userName, address);
  return account;
}
