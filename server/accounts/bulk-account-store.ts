import type { Connection } from 'mongoose';
import { insertMissing } from '../storage/insert-missing.ts';
import { accountModel, loginModel, type AccountRecord } from './account-model.ts';
import type { NewAccount } from './account-store.ts';
import { nameKeyOf } from './names.ts';

/** An account whose id the caller derives from what it is made of. */
export type DerivedAccount = NewAccount & { readonly _id: string };

/** What a list needs to know of an account that may be one of its people. */
export type KnownAccount = Pick<AccountRecord, '_id' | 'name' | 'nameKey' | 'userName' | 'role' | 'regionCode' | 'statedRegion' | 'village' | 'phone'>;

/** Of one batch of names; a name that thousands have is not read whole. */
const MOST_KNOWN = 2000;

export type BulkAccountStore = ReturnType<typeof createBulkAccountStore>;

/** Many accounts in few requests, for lists of people. Everything here bears repetition. */
export function createBulkAccountStore(connection: Connection) {
  const accounts = accountModel(connection);
  const logins = loginModel(connection);

  const existing = async (ids: readonly string[]): Promise<Set<string>> => {
    const found = await accounts.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean();
    return new Set(found.map(({ _id }) => _id));
  };

  return {
    /** Makes those that are not there yet; the ids of those whose user name is somebody else's, which are not made. */
    async createOnce(given: readonly DerivedAccount[], createdAt: Date): Promise<Set<string>> {
      const there = await existing(given.map(({ _id }) => _id));
      const missing = given.filter(({ _id }) => !there.has(_id));
      await insertMissing(logins, missing.map(({ _id: account, userName }) => ({ _id: `user:${userName}`, account, createdAt, schemaVersion: 1 })));
      const reserved = await logins.find({ _id: { $in: missing.map(({ userName }) => `user:${userName}`) } }).lean();
      const ownerOf = new Map(reserved.map(({ _id, account }) => [_id, account]));
      const taken = new Set(missing.filter(({ _id, userName }) => ownerOf.get(`user:${userName}`) !== _id).map(({ _id }) => _id));
      const free = missing.filter(({ _id }) => !taken.has(_id));
      await insertMissing(accounts, free.map((account): AccountRecord => ({ scope: [], ...account, nameKey: nameKeyOf(account.name), epoch: 0, createdAt, schemaVersion: 1 })));
      return taken;
    },

    /** Accounts with one of these names (`nameKeyOf`). */
    async selectNamed(nameKeys: readonly string[]): Promise<KnownAccount[]> {
      if (nameKeys.length === 0) return [];
      return accounts.find({ nameKey: { $in: [...nameKeys] } }, { name: 1, nameKey: 1, userName: 1, role: 1, regionCode: 1, statedRegion: 1, village: 1, phone: 1 }).limit(MOST_KNOWN).lean();
    },

    /** Whether one of these has made a password, and so has entered. */
    async someEntered(ids: readonly string[]): Promise<boolean> {
      const found = await accounts.find({ _id: { $in: [...ids] } }, { passwordHash: 1 }).lean();
      return found.some(({ passwordHash }) => passwordHash !== undefined && passwordHash !== null);
    },

    /** Takes learners away who never entered; the ids of those that are still there. */
    async removeUnused(ids: readonly string[]): Promise<Set<string>> {
      await accounts.deleteMany({ _id: { $in: [...ids] }, role: 'learner', passwordHash: { $exists: false } });
      return existing(ids);
    },

    /** The user names of accounts that are gone. */
    async freeUserNames(gone: readonly { readonly _id: string; readonly userName: string }[]): Promise<void> {
      await logins.deleteMany({ _id: { $in: gone.map(({ userName }) => `user:${userName}`) }, account: { $in: gone.map(({ _id }) => _id) } });
    },
  };
}
