import type { Connection, QueryFilter } from 'mongoose';
import type { AccountPosition } from '../../accounts/account-store.ts';
import type { Place } from '../list-page.ts';
import { memberModel, type MemberRecord } from './class-model.ts';

/** Sorts behind every character that a name can have. */
const LAST_CHARACTER = '\uffff';

/** Members of a class as lists read them: in the order of names, forwards and backwards. */
export function createMemberOrder(connection: Connection) {
  const members = memberModel(connection);

  const beyond = (classId: string, direction: Place<unknown>['direction'], from: AccountPosition | undefined): QueryFilter<MemberRecord>[] => {
    if (!from) return [];
    const { nameKey, id } = from;
    const _id = `${classId}:${id}`;
    // The bound on the name alone lets the index begin there.
    return direction === 'forward'
      ? [{ nameKey: { $gte: nameKey } }, { $or: [{ nameKey: { $gt: nameKey } }, { nameKey, _id: { $gt: _id } }] }]
      : [{ nameKey: { $lte: nameKey } }, { $or: [{ nameKey: { $lt: nameKey } }, { nameKey, _id: { $lt: _id } }] }];
  };

  return {
    /** In the direction of reading; `prefix`: what the name begins with, as `nameKeyOf` writes it. */
    async selectInOrder(classId: string, prefix: string | undefined, { direction, from }: Place<AccountPosition>, size: number): Promise<MemberRecord[]> {
      const order = direction === 'forward' ? 1 : -1;
      const named = prefix ? [{ nameKey: { $gte: prefix, $lt: prefix + LAST_CHARACTER } }] : [];
      return members.find({ $and: [{ class: classId }, ...named, ...beyond(classId, direction, from)] }).sort({ nameKey: order, _id: order }).limit(size).lean();
    },
  };
}
