import type { AccountRecord } from '../../accounts/account-model.ts';
import type { AccountPosition } from '../../accounts/account-store.ts';
import { nameKeyOf } from '../../accounts/names.ts';
import { compareTexts, mergedPage } from '../../storage/merged-page.ts';
import type { Administration } from '../administration.ts';
import type { Place } from '../list-page.ts';
import type { PersonFilter } from '../person-store.ts';
import type { MemberRecord } from './class-model.ts';
import type { TrainerScope } from './trainer-scope.ts';

/** Somebody on a list, and where: by the name that counts for the order of this list. */
export interface Listed {
  readonly account: AccountRecord;
  readonly at: AccountPosition;
}

/** Some people in the direction of reading; `last`: whoever was looked at last, listed or not; undefined: that was all. */
export interface ListedPeople {
  readonly people: readonly Listed[];
  readonly last: AccountPosition | undefined;
}

type Needs = Pick<Administration, 'classes' | 'accounts' | 'people'>;

const positionOf = ({ nameKey, learner }: MemberRecord): AccountPosition => ({ nameKey, id: learner });

/** Somebody of two classes stands once, at the first of the places: names may have been another when the second was joined. */
async function atFirstPlaces({ classes }: Needs, classIds: readonly string[], members: readonly MemberRecord[]): Promise<MemberRecord[]> {
  if (classIds.length === 1) return [...members];
  const all = await classes.selectMembersByIds(members.flatMap(({ learner }) => classIds.map((id) => `${id}:${learner}`)));
  const firstOf = new Map<string, string>();
  for (const { learner, nameKey } of all) {
    const known = firstOf.get(learner);
    if (known === undefined || compareTexts(nameKey, known) < 0) firstOf.set(learner, nameKey);
  }
  return members.filter(({ learner, nameKey }) => firstOf.get(learner) === nameKey);
}

/**
 * The members of these classes that a filter finds, in the order of names: each class is read from its own index, so that it costs
 * what the classes hold, and not what the country does. Who is looked for by a user name is looked for among few.
 */
export async function selectMembersWithin(needs: Needs, classIds: readonly string[], { search, reach, role }: PersonFilter, place: Place<AccountPosition>, size: number): Promise<ListedPeople> {
  const { classes, accounts, people } = needs;
  const order = place.direction === 'forward' ? 1 : -1;
  const compare = (a: AccountPosition, b: AccountPosition): number => (compareTexts(a.nameKey, b.nameKey) || compareTexts(a.id, b.id)) * order;
  const prefix = search && nameKeyOf(search);
  const lists = classIds.map((id) => (from: AccountPosition | undefined, most: number) => classes.selectInOrder(id, prefix, { direction: place.direction, from }, most));
  const byUserName = search ? await people.selectByUserName(search) : [];
  const found = byUserName.length > 0 ? await classes.selectMembersByIds(byUserName.flatMap((learner) => classIds.map((id) => `${id}:${learner}`))) : [];
  const sorted = found.toSorted((a, b) => compare(positionOf(a), positionOf(b)));
  const named = async (from: AccountPosition | undefined, most: number) => sorted.filter((member) => from === undefined || compare(positionOf(member), from) > 0).slice(0, most);
  const members = await mergedPage(found.length > 0 ? [...lists, named] : lists, { after: place.from, size, positionOf, compare });
  const listed = await atFirstPlaces(needs, classIds, members);
  const known = new Map((await accounts.accounts.selectByIds(listed.map(({ learner }) => learner))).map((account) => [account._id, account]));
  const fits = (account: AccountRecord): boolean => (role === undefined || account.role === role) && (reach === undefined || (account.regionCode !== undefined && reach.includes(account.regionCode)));
  const last = members.at(-1);
  return {
    people: listed.flatMap((member) => {
      const account = known.get(member.learner);
      return account && fits(account) ? [{ account, at: positionOf(member) }] : [];
    }),
    last: last && members.length === size ? positionOf(last) : undefined,
  };
}

/** All people that a filter finds; of a viewer who is confined to classes, their members in this course. */
export async function selectPeopleWithin(needs: Needs, scope: TrainerScope, course: string, filter: PersonFilter, place: Place<AccountPosition>, size: number): Promise<ListedPeople> {
  if (scope !== undefined) {
    const own = scope.filter((one) => one.course === course).map(({ _id }) => _id);
    return own.length === 0 ? { people: [], last: undefined } : selectMembersWithin(needs, own, filter, place, size);
  }
  const found = await needs.people.selectPage(filter, place, size);
  const people = found.map((account) => ({ account, at: { nameKey: account.nameKey, id: account._id } }));
  return { people, last: found.length === size ? people.at(-1)?.at : undefined };
}
