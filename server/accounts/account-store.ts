import type { Connection, QueryFilter } from 'mongoose';
import { Conflict, NotFound } from '../errors.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { selectOptionalById } from '../storage/storage.ts';
import type { Role } from '../web/viewer.ts';
import { accountModel, loginModel, type AccountRecord, type RegionChange } from './account-model.ts';
import { nameKeyOf } from './names.ts';
import { randomId } from './random-id.ts';
import { NOBODY_FOLLOWS, type Whereabouts } from './whereabouts.ts';

export type NewAccount = Pick<AccountRecord, 'userName' | 'name' | 'passwordHash' | 'role'> &
  Partial<Pick<AccountRecord, 'regionCode' | 'statedRegion' | 'asksRegion' | 'regionHistory' | 'organisation' | 'village' | 'phone' | 'email' | 'consent' | 'scope'>>;

export interface AccountFilter {
  readonly role?: Role | undefined;
  /** Beginning of the name or the user name. */
  readonly search?: string | undefined;
  readonly regionCode?: string | undefined;
}

/** Where the next page begins: behind this account, in the order of names. */
export interface AccountPosition {
  readonly nameKey: string;
  readonly id: string;
}

/** A login without an account is what a crash between the two writes leaves; after this long it is free again. */
const ORPHAN_MS = 60_000;
/** Before every date that is kept. */
const EVER = new Date(0);
/** Sorts behind every character that a name can have. */
const LAST_CHARACTER = '\uffff';

const confirming = (change: RegionChange) => ({
  $set: { regionCode: change.regionCode, statedRegion: change.regionCode },
  $unset: { asksRegion: 1 as const },
  $push: { regionHistory: change },
});

export type AccountStore = ReturnType<typeof createAccountStore>;

export function createAccountStore(connection: Connection, whereabouts: Whereabouts = NOBODY_FOLLOWS) {
  const accounts = accountModel(connection);
  const logins = loginModel(connection);

  const reserve = async (userName: string, account: string): Promise<void> => {
    const _id = `user:${userName}`;
    try {
      await logins.create({ _id, account, createdAt: new Date() });
    } catch (problem) {
      if (!isDuplicateKey(problem)) throw problem;
      const taken = new Conflict('Nama pengguna ini sudah dipakai orang lain.');
      const login = await logins.findOne({ _id }).lean();
      // Reserved for this very account before: by a run that was cut off, or by one beside this.
      if (login?.account === account) return;
      if (!login || Date.now() - login.createdAt.getTime() < ORPHAN_MS) throw taken;
      if (await accounts.exists({ _id: login.account })) throw taken;
      const { modifiedCount } = await logins.updateOne(
        { _id, account: login.account },
        { $set: { account, createdAt: new Date() } },
      );
      if (modifiedCount === 0) throw taken;
    }
  };

  const create = async (_id: string, given: NewAccount): Promise<AccountRecord> => {
    await reserve(given.userName, _id);
    const record: AccountRecord = { scope: [], ...given, _id, nameKey: nameKeyOf(given.name), epoch: 0, createdAt: new Date(), schemaVersion: 1 };
    await accounts.create(record);
    return record;
  };

  return {
    /** Throws `Conflict` when the user name is taken. */
    createAccount: (given: NewAccount): Promise<AccountRecord> => create(randomId(), given),

    /** An account whose id the caller derives from what it is made of: made once, however often it is asked for. */
    async createAccountOnce(id: string, given: NewAccount): Promise<void> {
      try {
        await create(id, given);
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
      }
    },

    /** All accounts with one of these names (`nameKeyOf`). */
    async selectByNameKeys(nameKeys: readonly string[]): Promise<AccountRecord[]> {
      return accounts.find({ nameKey: { $in: [...nameKeys] } }).lean();
    },

    async selectOptionalByUserName(userName: string): Promise<AccountRecord | undefined> {
      const login = await logins.findOne({ _id: `user:${userName}` }).lean();
      if (!login) return undefined;
      return (await accounts.findOne({ _id: login.account }).lean()) ?? undefined;
    },

    selectOptionalById: (id: string): Promise<AccountRecord | undefined> => selectOptionalById(accounts, id),

    async selectById(id: string): Promise<AccountRecord> {
      const account = await selectOptionalById(accounts, id);
      if (!account) throw new NotFound('Akun ini tidak ada.');
      return account;
    },

    async selectByIds(ids: readonly string[]): Promise<AccountRecord[]> {
      return accounts.find({ _id: { $in: [...ids] } }).lean();
    },

    /** One page in the order of names. */
    async selectPage(filter: AccountFilter, after: AccountPosition | undefined, size: number): Promise<AccountRecord[]> {
      const clauses: QueryFilter<AccountRecord>[] = [];
      if (filter.role) clauses.push({ role: filter.role });
      if (filter.regionCode) clauses.push({ regionCode: filter.regionCode });
      if (filter.search) {
        const key = nameKeyOf(filter.search);
        clauses.push({ nameKey: { $gte: key, $lt: key + LAST_CHARACTER } });
      }
      if (after) {
        clauses.push({
          nameKey: { $gte: after.nameKey },
          $or: [{ nameKey: { $gt: after.nameKey } }, { nameKey: after.nameKey, _id: { $gt: after.id } }],
        });
      }
      return accounts
        .find(clauses.length > 0 ? { $and: clauses } : {})
        .sort({ nameKey: 1, _id: 1 })
        .limit(size)
        .lean();
    },

    async hasAdministrator(): Promise<boolean> {
      return (await accounts.exists({ role: 'administrator' })) !== null;
    },

    /** A new password ends every session. */
    async changePassword(id: string, passwordHash: string): Promise<void> {
      await whereabouts.around(id, () => accounts.updateOne({ _id: id }, { $set: { passwordHash }, $inc: { epoch: 1 } }));
    },

    async changeProfile(
      id: string,
      profile: Pick<AccountRecord, 'name'> & Partial<Pick<AccountRecord, 'statedRegion' | 'asksRegion' | 'village' | 'phone' | 'email'>>,
    ): Promise<void> {
      await whereabouts.around(id, () => accounts.updateOne({ _id: id }, { $set: { ...profile, nameKey: nameKeyOf(profile.name) } }));
    },

    /** The region that decides from now on. It settles what was stated, too. */
    async confirmRegion(id: string, change: RegionChange): Promise<void> {
      await whereabouts.around(id, () => accounts.updateOne({ _id: id }, confirming(change)));
    },

    /** The same, where none has been confirmed yet; false: one has. */
    async confirmFirstRegion(id: string, change: RegionChange): Promise<boolean> {
      const { matchedCount } = await whereabouts.around(id, () => accounts.updateOne({ _id: id, regionCode: { $exists: false } }, confirming(change)));
      return matchedCount === 1;
    },

    async someInOrganisation(organisation: string): Promise<boolean> {
      return (await accounts.exists({ organisation })) !== null;
    },

    /** `undefined`: none. */
    async changeOrganisation(id: string, organisation: string | undefined): Promise<void> {
      await accounts.updateOne({ _id: id }, organisation === undefined ? { $unset: { organisation: 1 as const } } : { $set: { organisation } });
    },

    async changeRole(id: string, role: Role, scope: readonly string[]): Promise<void> {
      await accounts.updateOne({ _id: id }, { $set: { role, scope: [...scope] }, $inc: { epoch: 1 } });
    },

    async rememberSignIn(id: string): Promise<void> {
      await whereabouts.around(id, () => accounts.updateOne({ _id: id }, { $set: { lastSignInAt: new Date() } }));
    },

    /** `since` undefined: the password alone is enough again. */
    async setTwoFactor(id: string, since: Date | undefined): Promise<void> {
      await accounts.updateOne({ _id: id }, since ? { $set: { twoFactorSince: since } } : { $unset: { twoFactorSince: 1 } });
    },

    /** Nobody signs in with it any more; its part is moved to another account. */
    async lock(id: string): Promise<void> {
      await accounts.updateOne({ _id: id }, { $unset: { passwordHash: 1 }, $inc: { epoch: 1 } });
    },

    /** The user names of one account lead to another, and the account goes. */
    async absorb(from: string, into: string): Promise<void> {
      await logins.updateMany({ account: from }, { $set: { account: into } });
      await accounts.deleteOne({ _id: from });
    },

    async changeName(id: string, name: string): Promise<void> {
      await accounts.updateOne({ _id: id }, { $set: { name, nameKey: nameKeyOf(name) } });
    },

    /** Nobody signs in with it any more. */
    async beginErasing(id: string): Promise<void> {
      await accounts.updateOne({ _id: id, erasingSince: { $exists: false } }, { $set: { erasingSince: new Date() }, $unset: { passwordHash: 1 }, $inc: { epoch: 1 } });
    },

    /** Accounts that were to be erased, and are still there. */
    async selectErasing(size: number): Promise<AccountRecord[]> {
      return accounts.find({ erasingSince: { $gt: EVER } }).sort({ erasingSince: 1 }).limit(size).lean();
    },

    /** The account and its user names, which may be taken by others then. */
    async remove(id: string): Promise<void> {
      await logins.deleteMany({ account: id });
      await accounts.deleteOne({ _id: id });
    },

    /** Every session that was begun before is over. */
    async endSessions(id: string): Promise<void> {
      await accounts.updateOne({ _id: id }, { $inc: { epoch: 1 } });
    },
  };
}
