import { z } from 'zod';
import { Conflict, Invalid } from '../../errors.ts';
import { redirect } from '../../web/reply.ts';
import { route, signedIn, type Route } from '../../web/route.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { mayManageAccount } from '../policy.ts';
import { admit, release } from './admit.ts';
import { CLASSES_PATH } from './class-address.ts';
import type { ClassRecord } from './class-model.ts';
import { membersQuery, selectRun, showClass } from './class-page.ts';
import { belongsIn } from './class-policy.ts';
import { chosenLearners } from './member-list.ts';

const params = z.object({ class: accountId });
const moveForm = z.object({ to: accountId.catch(''), learner: chosenLearners });

interface Moved {
  readonly moved: number;
  /** Of another region than the class. */
  readonly elsewhere: number;
  /** No seat was left for them. */
  readonly full: number;
}

/** In the new class first: cut off in between, somebody is in both, and moving again ends it. */
async function moveMembers(administration: Administration, viewer: Viewer, from: ClassRecord, to: ClassRecord, learners: readonly string[]): Promise<Moved> {
  const people = (await administration.accounts.accounts.selectByIds(learners)).filter((account) => mayManageAccount(viewer, account));
  let [moved, elsewhere, full] = [0, 0, 0];
  for (const account of people) {
    if (!(await administration.classes.selectOptionalMember(from._id, account._id))) continue;
    if (!belongsIn(to, account)) elsewhere += 1;
    else if ((await admit(administration, to, account)) === 'full') full += 1;
    else {
      await release(administration, from, account._id);
      moved += 1;
    }
  }
  return { moved, elsewhere, full };
}

/** Members go to another class of the same course; what they have learned goes with them. */
export const moveRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/move`,
    access: 'administrator',
    params,
    query: membersQuery,
    body: moveForm,
    invalid: async (problem, received) => showClass(administration, await selectRun(administration, signedIn(received), received.params.class), received, problem.fields, received.query),
    handle: async (received) => {
      const viewer = signedIn(received);
      const { body } = received;
      const from = await selectRun(administration, viewer, received.params.class);
      if (body.to === '') throw new Invalid('Pilih angkatan tujuan.', { to: 'Pilih angkatan tujuan.' });
      const to = await selectRun(administration, viewer, body.to);
      if (to.course !== from.course || to._id === from._id || to.state !== 'open') throw new Conflict('Peserta hanya pindah ke angkatan lain yang terbuka, dari pelatihan yang sama.');
      const { moved, elsewhere, full } = await moveMembers(administration, viewer, from, to, body.learner);
      const isWhole = elsewhere + full === 0;
      const text = isWhole ? '{n} peserta pindah ke {name}.' : '{n} peserta pindah ke {name}. {elsewhere} tidak, karena wilayahnya lain; {full} tidak, karena kuotanya penuh.';
      return redirect(`${CLASSES_PATH}/${from._id}`, { text, facts: { n: moved, name: to.name, elsewhere, full }, tone: isWhole ? 'done' : 'attention' });
    },
  }),
];
