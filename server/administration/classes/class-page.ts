import { regionName } from '../../accounts/regions/regions.ts';
import type { AccountRecord } from '../../accounts/account-model.ts';
import { NotFound } from '../../errors.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import { mayFollow, reachesRegion } from '../policy.ts';
import { USERS_PATH } from '../user-list.ts';
import { CLASSES_PATH } from './class-address.ts';
import { classTabs } from '../following/class-tabs.ts';
import type { ClassRecord } from './class-model.ts';

export { CLASSES_PATH };

/** Beyond an administrator's reach a class does not exist. */
export async function selectReached({ classes }: Administration, viewer: Viewer, id: string): Promise<ClassRecord> {
  const found = await classes.selectOptionalClass(id);
  if (!found || !reachesRegion(viewer, found.regionCode)) throw new NotFound('Angkatan ini tidak ada.');
  return found;
}

/** Those of the class whom this viewer may follow, in the order of names. */
export async function membersOf({ accounts, classes }: Administration, viewer: Viewer, found: ClassRecord): Promise<AccountRecord[]> {
  const members = await classes.selectMembers(found._id);
  const people = await accounts.accounts.selectByIds(members.map(({ learner }) => learner));
  return people.filter((account) => mayFollow(viewer, account)).toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
}

/** `views/administration/class.ejs` */
export async function showClass(administration: Administration, found: ClassRecord, received: Received<unknown, unknown, unknown>, errors: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const people = await membersOf(administration, signedIn(received), found);
  const course = administration.learning.courses.course(found.course);
  const own = `${CLASSES_PATH}/${found._id}`;
  const fields = {
    title: found.name,
    tabs: classTabs(received, found, 'members'),
    course: course ? courseTitle(course, received.language) : found.course,
    region: found.regionCode && regionName(found.regionCode),
    isOpen: found.state === 'open',
    stateHref: `${own}/state`,
    rosterHref: found.state === 'open' ? `${own}/rosters` : undefined,
    waiting: people.filter(({ passwordHash }) => !passwordHash).length,
    sheetHref: `${own}/codes`,
    members: people.map((account) => ({
      href: `${USERS_PATH}/${account._id}`, name: account.name, userName: account.userName,
      place: [account.village, account.regionCode && regionName(account.regionCode)].filter(Boolean).join(', '), entered: account.passwordHash !== undefined,
    })),
    errors,
  };
  return page('administration/class', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}
