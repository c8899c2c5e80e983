import type { AccountRecord } from '../accounts/account-model.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { Conflict, Forbidden, Invalid } from '../errors.ts';
import type { Viewer } from '../web/viewer.ts';
import { mayMakeAccount } from './policy.ts';
import type { NewUser } from './user-forms.ts';

/**
 * An account without a password: a code stands in for it until its owner has chosen one. Throws `Forbidden` beyond
 * the administrator's reach, `Invalid` when the user name is taken.
 */
export async function makeAccount(accounts: AccountStore, by: Viewer, given: NewUser): Promise<AccountRecord> {
  if (!mayMakeAccount(by, given.role, given.regionCode)) {
    throw new Forbidden('Anda hanya dapat membuat akun peserta di wilayah Anda.');
  }
  try {
    const { regionCode } = given;
    const regionHistory = regionCode === undefined ? undefined : [{ regionCode, how: 'administrator' as const, by: by.id, at: new Date() }];
    return await accounts.createAccount({ ...given, regionHistory, passwordHash: undefined });
  } catch (problem) {
    // A taken user name is a field filled in wrongly: the form comes back with everything else in place.
    if (!(problem instanceof Conflict)) throw problem;
    throw new Invalid(problem.message, { userName: 'Nama pengguna ini sudah dipakai. Tambahkan angka atau nama lain.' });
  }
}
