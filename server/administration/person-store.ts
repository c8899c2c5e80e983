import type { Connection, QueryFilter } from 'mongoose';
import { accountModel, loginModel, type AccountRecord } from '../accounts/account-model.ts';
import type { AccountPosition } from '../accounts/account-store.ts';
import { nameKeyOf } from '../accounts/names.ts';
import { compareTexts, mergedPage } from '../storage/merged-page.ts';
import type { Role } from '../web/viewer.ts';
import type { Place } from './list-page.ts';
import type { Reach } from './reach.ts';

type Direction = Place<AccountPosition>['direction'];

/** Sorts behind every character that a name can have. */
const LAST_CHARACTER = '\uffff';
/** User names that begin alike and are looked up for one search. */
const MOST_USER_NAMES = 200;

export interface PersonFilter {
  readonly role?: Role | undefined;
  /** Beginning of the name or of the user name. */
  readonly search?: string | undefined;
  readonly reach: Reach;
}

export type PersonStore = ReturnType<typeof createPersonStore>;

/** Accounts as an administrator lists them: in the order of names, forwards and backwards, within reach. */
export function createPersonStore(connection: Connection) {
  const accounts = accountModel(connection);
  const logins = loginModel(connection);

  /** Accounts whose user name begins like this: few. */
  const byUserName = async (search: string): Promise<string[]> => {
    const stem = `user:${nameKeyOf(search)}`;
    const found = await logins
      .find({ _id: { $gte: stem, $lt: stem + LAST_CHARACTER } })
      .limit(MOST_USER_NAMES)
      .lean();
    return found.map(({ account }) => account);
  };

  /** What the beginning of a name or of a user name finds: an index gives the first in order, the second are few. */
  const searched = async (search: string): Promise<QueryFilter<AccountRecord>[]> => {
    const key = nameKeyOf(search);
    const found = await byUserName(search);
    const byName = { nameKey: { $gte: key, $lt: key + LAST_CHARACTER } };
    return found.length === 0 ? [byName] : [byName, { _id: { $in: found } }];
  };

  /** The filter as several, each of which an index gives in the order of names. */
  const listsOf = async ({ role, search, reach }: PersonFilter): Promise<QueryFilter<AccountRecord>[]> => {
    const [names = {}, ...others] = search ? await searched(search) : [{}];
    const regions = reach ? reach.map((regionCode) => ({ regionCode })) : [{}];
    const within = reach ? { regionCode: { $in: [...reach] } } : {};
    const fixed = role ? { role } : {};
    return [...regions.map((region) => ({ ...fixed, ...region, ...names })), ...others.map((other) => ({ ...fixed, ...within, ...other }))];
  };

  // The bound on the name alone lets an index begin there; without it, all rows before would be passed over.
  const beyond = (direction: Direction, from: AccountPosition | undefined): QueryFilter<AccountRecord>[] => {
    if (!from) return [];
    const { nameKey, id } = from;
    return direction === 'forward'
      ? [{ nameKey: { $gte: nameKey } }, { $or: [{ nameKey: { $gt: nameKey } }, { nameKey, _id: { $gt: id } }] }]
      : [{ nameKey: { $lte: nameKey } }, { $or: [{ nameKey: { $lt: nameKey } }, { nameKey, _id: { $lt: id } }] }];
  };

  return {
    selectByUserName: byUserName,

    /** Those who state another region than the confirmed one, of every role, as `selectPage` gives people. */
    async selectAsking({ direction, from }: Place<AccountPosition>, size: number): Promise<AccountRecord[]> {
      const order = direction === 'forward' ? 1 : -1;
      return accounts.find({ $and: [{ asksRegion: true }, ...beyond(direction, from)] }).sort({ nameKey: order, _id: order }).limit(size).lean();
    },

    /** In the direction of reading: backwards, the nearest row comes first. */
    async selectPage(filter: PersonFilter, place: Place<AccountPosition>, size: number): Promise<AccountRecord[]> {
      if (filter.reach?.length === 0) return [];
      const { direction, from } = place;
      const order = direction === 'forward' ? 1 : -1;
      const lists = (await listsOf(filter)).map((wanted) => (after: AccountPosition | undefined, most: number) =>
        accounts
          .find({ $and: [wanted, ...beyond(direction, after)] })
          .sort({ nameKey: order, _id: order })
          .limit(most)
          .lean());
      const compare = (a: AccountPosition, b: AccountPosition): number => (compareTexts(a.nameKey, b.nameKey) || compareTexts(a.id, b.id)) * order;
      return mergedPage(lists, { after: from, size, positionOf: ({ nameKey, _id }: AccountRecord) => ({ nameKey, id: _id }), compare });
    },
  };
}
