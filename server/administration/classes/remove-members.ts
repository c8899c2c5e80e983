import { z } from 'zod';
import type { AccountRecord } from '../../accounts/account-model.ts';
import { page, redirect } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { mayManageAccount } from '../policy.ts';
import { release } from './admit.ts';
import { CLASSES_PATH } from './class-address.ts';
import type { ClassRecord } from './class-model.ts';
import { presentMember, selectRun, showClass } from './class-page.ts';
import { chosenLearners } from './member-list.ts';

const params = z.object({ class: accountId });
const body = z.object({ learner: chosenLearners });
type Asked = Received<z.output<typeof params>, unknown, z.output<typeof body>>;

/** Of the chosen ones, who is a member still and within the viewer's reach, in the order of names. */
async function selectLeaving({ accounts, classes }: Administration, viewer: Viewer, from: ClassRecord, learners: readonly string[]): Promise<AccountRecord[]> {
  const members = await classes.selectAmong(from._id, learners);
  const people = await accounts.accounts.selectByIds([...members]);
  return people.filter((account) => mayManageAccount(viewer, account)).toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
}

const faulty = (administration: Administration) => async (problem: { readonly fields: Readonly<Record<string, string>> }, received: Received<z.output<typeof params>, unknown, unknown>) =>
  showClass(administration, await selectRun(administration, signedIn(received), received.params.class), received, problem.fields);

/** `views/administration/remove-members.ejs`: who would go, and what stays. */
async function ask(administration: Administration, received: Asked) {
  const viewer = signedIn(received);
  const from = await selectRun(administration, viewer, received.params.class);
  const leaving = await selectLeaving(administration, viewer, from, received.body.learner);
  const own = `${CLASSES_PATH}/${from._id}`;
  if (leaving.length === 0) return redirect(own, { text: 'Mereka sudah bukan peserta angkatan ini.', tone: 'attention' });
  const members = leaving.map((account) => presentMember(account, from, viewer, received));
  return page('administration/remove-members', { title: received.t('Keluarkan dari angkatan'), name: from.name, action: `${own}/remove/confirmed`, backHref: own, members, mayReturn: from.state === 'open' });
}

async function remove(administration: Administration, received: Asked) {
  const viewer = signedIn(received);
  const from = await selectRun(administration, viewer, received.params.class);
  const leaving = await selectLeaving(administration, viewer, from, received.body.learner);
  for (const { _id: learner } of leaving) {
    await release(administration, from, learner);
    received.audit({ action: 'member-removed', subject: learner, object: from._id });
  }
  received.audit({ facts: { people: leaving.length } });
  return redirect(`${CLASSES_PATH}/${from._id}`, { text: '{n} orang dikeluarkan dari angkatan ini. Akun, kemajuan, nilai, dan sertifikatnya tetap ada.', facts: { n: leaving.length } });
}

/** Members leave a class without going to another: first who they are, then a yes. What they have learned stays theirs. */
export const removeRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'post', path: `${CLASSES_PATH}/:class/remove`, access: 'administrator', params, body, invalid: faulty(administration), handle: (received) => ask(administration, received) }),
  route({ method: 'post', path: `${CLASSES_PATH}/:class/remove/confirmed`, access: 'administrator', params, body, invalid: faulty(administration), handle: (received) => remove(administration, received) }),
];
