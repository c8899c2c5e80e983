import { Conflict, Invalid } from '../errors.ts';
import type { AccountRecord } from './account-model.ts';
import type { AccountStore, NewAccount } from './account-store.ts';

export const userNameTaken = () =>
  new Invalid('Nama pengguna ini sudah dipakai.', { userName: 'Nama pengguna ini sudah dipakai. Tambahkan angka atau nama lain.' });

/** A taken user name is a field filled in wrongly: the form comes back with everything else in place. */
export async function createOrSayTaken(accounts: AccountStore, given: NewAccount): Promise<AccountRecord> {
  try {
    return await accounts.createAccount(given);
  } catch (problem) {
    if (problem instanceof Conflict) throw userNameTaken();
    throw problem;
  }
}
