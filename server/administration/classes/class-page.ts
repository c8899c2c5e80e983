import { z } from 'zod';
import { regionName } from '../../accounts/regions/regions.ts';
import { nameKeyOf } from '../../accounts/names.ts';
import type { AccountRecord } from '../../accounts/account-model.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import { addressOf } from '../list-address.ts';
import { pageQuery, paginationOf } from '../list-page.ts';
import { searchText } from '../list-query.ts';
import { namePosition, writeNamePosition } from '../name-position.ts';
import { mayFollow, mayManageAccount } from '../policy.ts';
import { regionWords } from '../present-region.ts';
import { RESULTS_PATH } from '../results-presenter.ts';
import { USERS_PATH } from '../user-list.ts';
import { CLASSES_PATH } from './class-address.ts';
import { classTabs } from '../following/class-tabs.ts';
import { CODE_DAYS } from './class-form.ts';
import type { ClassRecord } from './class-model.ts';
import { listedPlaces, mayRunClass, maySeeClass } from './class-policy.ts';
import { selectListedMembers, type ListedMember } from './member-list.ts';
import { regencyOf } from './class-regency.ts';
import { presentRosters } from './roster/present-rosters.ts';

export { CLASSES_PATH } from './class-address.ts';

const MOST_TARGETS = 100;
/** A class of so many needs no search. */
const SOON_READ = 20;
const { after, row } = pageQuery(namePosition);
export const membersQuery = z.object({ after, row, q: searchText });
const FIRST_PAGE: z.output<typeof membersQuery> = { row: 1 };

/** Beyond an administrator's reach, and beside a trainer's classes, a class does not exist. */
export async function selectReached({ classes }: Administration, viewer: Viewer, id: string): Promise<ClassRecord> {
  const found = await classes.selectOptionalClass(id);
  if (!found || !maySeeClass(viewer, found)) throw new NotFound('Angkatan ini tidak ada.');
  return found;
}

/** The same, for what is decided for the whole class. */
export async function selectRun(administration: Administration, viewer: Viewer, id: string): Promise<ClassRecord> {
  const found = await selectReached(administration, viewer, id);
  if (!mayRunClass(viewer, found)) throw new Forbidden('Angkatan ini juga milik wilayah lain. Admin yang menjangkau semua wilayahnya yang mengubahnya.');
  return found;
}

/** Those of the class whom this viewer may follow, in the order of names. */
export async function membersOf({ accounts, classes }: Administration, viewer: Viewer, found: ClassRecord): Promise<AccountRecord[]> {
  const members = await classes.selectMembers(found._id);
  const people = await accounts.accounts.selectByIds(members.map(({ learner }) => learner));
  return people.filter((account) => mayFollow(viewer, account)).toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
}

export const presentMember = (account: AccountRecord, found: ClassRecord, viewer: Viewer, received: Received<unknown, unknown, unknown>) => ({
  id: account._id,
  href: mayManageAccount(viewer, account) ? `${USERS_PATH}/${account._id}` : `${RESULTS_PATH}/${account._id}/${found.course}`,
  name: account.name,
  userName: account.userName,
  place: [account.village, regionWords(account, received)].filter(Boolean).join(', '),
  entered: account.passwordHash !== undefined,
});

/** What is said of a class above its members. */
async function presentFacts({ accounts, learning }: Administration, found: ClassRecord, { t, language }: Received<unknown, unknown, unknown>) {
  const course = learning.courses.course(found.course);
  const [trainers, organisations] = await Promise.all([accounts.accounts.selectByIds(found.trainers), accounts.organisations.selectSome(found.organisations)]);
  const day = (text: string | undefined): string | undefined => text && longDate(new Date(`${text}T00:00:00+07:00`), language);
  return {
    course: course ? courseTitle(course, language) : found.course,
    region: found.regions.map(regionName).join(', '),
    organisations: organisations.map(({ name }) => name).join(', '),
    trainers: trainers.map(({ name }) => name).join(', '),
    begins: day(found.begins),
    ends: day(found.ends),
    count: found.quota === undefined ? t('{n} orang', { n: found.memberCount }) : t('{n} dari {total} tempat terisi', { n: found.memberCount, total: found.quota }),
    isOverQuota: found.quota !== undefined && found.memberCount > found.quota,
  };
}

/** What whoever runs the class may do with it. */
async function presentActions(administration: Administration, found: ClassRecord, viewer: Viewer, query: z.output<typeof membersQuery>, { language }: Received<unknown, unknown, unknown>) {
  if (!mayRunClass(viewer, found)) return undefined;
  const own = `${CLASSES_PATH}/${found._id}`;
  const code = await administration.accounts.codes.selectOptionalOf('class', found._id);
  const others = await administration.classes.selectListed({ places: listedPlaces(viewer), course: found.course }, undefined, MOST_TARGETS);
  return {
    editHref: `${own}/edit`,
    stateHref: `${own}/state`,
    codeHref: found.state === 'open' ? `${own}/code` : undefined,
    withdrawHref: `${own}/code/withdraw`,
    codeUntil: code && code.expiresAt > new Date() ? longDate(code.expiresAt, language) : undefined,
    days: CODE_DAYS,
    // Back to the same page of members, where something is missing.
    moveHref: addressOf(`${own}/move`, { q: query.q, after: query.after && writeNamePosition(query.after), row: query.after && String(query.row) }),
    removeHref: `${own}/remove`,
    addHref: found.state === 'open' ? `${own}/members` : undefined,
    targets: others.filter((other) => other._id !== found._id && other.state === 'open' && mayRunClass(viewer, other)).map(({ _id, name }) => ({ value: _id, text: name })),
  };
}

/** `views/administration/class.ejs` */
export async function showClass(administration: Administration, found: ClassRecord, received: Received<unknown, unknown, unknown>, errors: Readonly<Record<string, string>> = {}, query = FIRST_PAGE): Promise<Reply> {
  const viewer = signedIn(received);
  const listed = await selectListedMembers(administration, viewer, found._id, query.after, query.q && nameKeyOf(query.q));
  const own = `${CLASSES_PATH}/${found._id}`;
  const isAdministrator = viewer.role === 'administrator';
  const fields = {
    title: found.name,
    tabs: classTabs(received, found, 'members'),
    ...(await presentFacts(administration, found, received)),
    state: found.state,
    actions: await presentActions(administration, found, viewer, query, received),
    rosterHref: isAdministrator && found.state === 'open' ? `${own}/rosters` : undefined,
    rosters: isAdministrator ? await presentRosters(administration, viewer, found, received) : [],
    regionIsGiven: regencyOf(found.regions) !== undefined,
    sheetHref: isAdministrator && found.memberCount > 0 ? `${own}/codes` : undefined,
    resetHref: `${own}/reset-codes`,
    search: found.memberCount > SOON_READ || query.q !== undefined ? { action: own, value: query.q } : undefined,
    members: listed.rows.map(({ account }) => presentMember(account, found, viewer, received)),
    pagination: paginationOf<ListedMember['at']>(listed, { path: own, filters: { q: query.q }, row: query.row, t: received.t }, writeNamePosition),
    errors,
    chosen: [Object(received.body).learner ?? []].flat(),
    typed: errors.userName === undefined ? undefined : Object(received.body).userName,
  };
  return page('administration/class', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}
