import type { Connection, QueryFilter } from 'mongoose';
import { accountModel, loginModel, type AccountRecord } from '../accounts/account-model.ts';
import type { AccountPosition } from '../accounts/account-store.ts';
import { nameKeyOf } from '../accounts/names.ts';
import type { Role } from '../web/viewer.ts';
import type { Place } from './list-page.ts';
import type { Reach } from './reach.ts';

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

  const searched = async (search: string): Promise<QueryFilter<AccountRecord>> => {
    const key = nameKeyOf(search);
    const stem = `user:${key}`;
    const found = await logins
      .find({ _id: { $gte: stem, $lt: stem + LAST_CHARACTER } })
      .limit(MOST_USER_NAMES)
      .lean();
    const byName = { nameKey: { $gte: key, $lt: key + LAST_CHARACTER } };
    return found.length === 0 ? byName : { $or: [byName, { _id: { $in: found.map((login) => login.account) } }] };
  };

  const clausesOf = async ({ role, search, reach }: PersonFilter): Promise<QueryFilter<AccountRecord>[]> => [
    ...(role ? [{ role }] : []),
    ...(reach ? [reach.length === 1 ? { regionCode: reach[0] } : { regionCode: { $in: [...reach] } }] : []),
    ...(search ? [await searched(search)] : []),
  ];

  const beyond = ({ direction, from }: Place<AccountPosition>): QueryFilter<AccountRecord>[] => {
    if (!from) return [];
    const { nameKey, id } = from;
    return direction === 'forward'
      ? [{ $or: [{ nameKey: { $gt: nameKey } }, { nameKey, _id: { $gt: id } }] }]
      : [{ $or: [{ nameKey: { $lt: nameKey } }, { nameKey, _id: { $lt: id } }] }];
  };

  return {
    /** In the direction of reading: backwards, the nearest row comes first. */
    async selectPage(filter: PersonFilter, place: Place<AccountPosition>, size: number): Promise<AccountRecord[]> {
      if (filter.reach?.length === 0) return [];
      const clauses = [...(await clausesOf(filter)), ...beyond(place)];
      const order = place.direction === 'forward' ? 1 : -1;
      return accounts
        .find(clauses.length > 0 ? { $and: clauses } : {})
        .sort({ nameKey: order, _id: order })
        .limit(size)
        .lean();
    },
  };
}
