import type { Accounts } from '../../../accounts/accounts.ts';
import { nameKeyOf } from '../../../accounts/names.ts';
import type { Viewer } from '../../../web/viewer.ts';
import { reachesOrganisation } from '../../organisations/organisation-choices.ts';
import type { ListedOrganisation, RosterRecord, RosterRow } from './roster-model.ts';
import type { WorkedOn } from './roster-work.ts';

/** So many names of one list are kept to be decided; a column of thousands of names holds something else. */
export const MOST_LISTED = 100;
/** What `means` says of an organisation that applying makes. */
export const NEW_ONE = 'new';

type Named = Pick<RosterRow, 'organisation' | 'fate'>;

/** Id of the organisation that a row names; undefined: none, or one of which nobody has said what it is. */
export type OrganisationOf = (row: Pick<RosterRow, 'organisation'>) => string | undefined;

/** Gathers what the rows of a list name, refused ones left out. */
export function createOrganisationCount() {
  const found = new Map<string, ListedOrganisation>();
  return {
    add(rows: readonly Named[]): void {
      for (const { organisation, fate } of rows) {
        if (organisation === undefined || fate === 'refused') continue;
        const key = nameKeyOf(organisation);
        const known = found.get(key);
        if (known) known.rows += 1;
        else if (found.size < MOST_LISTED) found.set(key, { key, name: organisation, rows: 1 });
      }
    },
    all: (): ListedOrganisation[] => [...found.values()],
  };
}

/** Which of them are there: the only one of that name within reach. Of two in two regions none is guessed. */
export async function recognise({ organisations }: Pick<Accounts, 'organisations'>, viewer: Viewer, listed: readonly ListedOrganisation[]): Promise<ListedOrganisation[]> {
  if (listed.length === 0) return [];
  const there = (await organisations.selectNamed(listed.map(({ key }) => key))).filter((one) => reachesOrganisation(viewer, one));
  return listed.map((one) => {
    const [only, ...others] = there.filter(({ nameKey }) => nameKey === one.key);
    return only && others.length === 0 ? { ...one, means: only._id } : one;
  });
}

/** The region of one that a list makes: the class's, or that of whoever sent it. `undefined` in it: of no region; left out: nobody can say. */
export function regionOfNew({ regionCode, scope }: Pick<RosterRecord, 'regionCode' | 'scope'>): { readonly regionCode: string | undefined } | undefined {
  if (regionCode !== undefined) return { regionCode };
  if (scope.length > 1) return undefined;
  return { regionCode: scope[0] };
}

/** Makes those that are to be made; again finds them by name. */
export async function settleOrganisations({ accounts: { organisations } }: Pick<WorkedOn, 'accounts'>, roster: RosterRecord): Promise<OrganisationOf> {
  const idOf = new Map<string, string>();
  const place = regionOfNew(roster);
  const listed = roster.organisations ?? [];
  // One that another list had brought in is gone when that list was taken back.
  const there = new Set((await organisations.selectSome(listed.flatMap(({ means }) => (means === undefined || means === NEW_ONE ? [] : [means])))).map(({ _id }) => _id));
  for (const { key, name, means } of listed) {
    if (means !== undefined && there.has(means)) idOf.set(key, means);
    if (means !== NEW_ONE || !place) continue;
    const facts = { name, ...place };
    const namesake = await organisations.selectOptionalNamesake(facts);
    idOf.set(key, (namesake ?? (await organisations.createOrganisation(facts, roster.applied?.by ?? roster.by, roster._id)))._id);
  }
  return ({ organisation }) => (organisation === undefined ? undefined : idOf.get(nameKeyOf(organisation)));
}

const CLASSES_AT_ONCE = 200;

/** Which of these take part in a class. */
async function inClasses({ classes }: Pick<WorkedOn, 'classes'>, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const archived of [false, true]) {
    for (let after: string | undefined; ; ) {
      const page = await classes.selectListed({ places: undefined, archived }, after, CLASSES_AT_ONCE);
      for (const id of page.flatMap(({ organisations }) => organisations)) if (ids.has(id)) found.add(id);
      after = page.at(-1)?._id;
      if (page.length < CLASSES_AT_ONCE) break;
    }
  }
  return found;
}

/** Takes away those that a list brought in and that nobody belongs to; one that somebody has renamed since, or that a class names, stays. */
export async function removeUnusedOrganisations(administration: Pick<WorkedOn, 'accounts' | 'classes'>, roster: RosterRecord): Promise<void> {
  const { accounts, organisations } = administration.accounts;
  const keys = (roster.organisations ?? []).filter(({ means }) => means === NEW_ONE).map(({ key }) => key);
  const made = (await organisations.selectNamed(keys)).filter(({ list }) => list === roster._id).map(({ _id }) => _id);
  if (made.length === 0) return;
  const taking = await inClasses(administration, new Set(made));
  for (const id of made) if (!taking.has(id) && !(await accounts.someInOrganisation(id))) await organisations.removeOrganisation(id);
}
