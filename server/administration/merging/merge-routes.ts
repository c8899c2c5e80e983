import { z } from 'zod';
import type { AccountRecord } from '../../accounts/account-model.ts';
import { regionName } from '../../accounts/regions/regions.ts';
import { Invalid } from '../../errors.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import { accountId, searchText } from '../list-query.ts';
import { mayManageAccount } from '../policy.ts';
import { USERS_PATH } from '../user-list.ts';
import { selectManaged } from '../user-page.ts';
import { mergeAccounts, previewMerge, type MergePreview } from './merge-accounts.ts';

const PATH = `${USERS_PATH}/:account/merge`;
const params = z.object({ account: accountId });
const mergeQuery = z.object({ with: searchText });

type Named = Received<z.infer<typeof params>, unknown, unknown>;

const personOf = ({ name, userName, village, regionCode, phone, createdAt, lastSignInAt }: AccountRecord, { language }: Named) => ({
  name,
  userName,
  place: [village, regionCode && regionName(regionCode)].filter(Boolean).join(', '),
  phone,
  joinedAt: longDate(createdAt, language),
  lastSignInAt: lastSignInAt && longDate(lastSignInAt, language),
});

function presentMerge({ learning }: Administration, { from, into, courses, attempts, certificates, classes, problems }: MergePreview, received: Named) {
  const titleOf = (id: string): string => {
    const course = learning.courses.course(id);
    return course ? courseTitle(course, received.language) : id;
  };
  return {
    from: personOf(from, received), into: personOf(into, received), fromId: from._id, courses: courses.map(titleOf), attempts, classes, problems: problems.map((sentence) => received.t(sentence)),
    certificates: certificates.map(({ certificate, replacedBy }) => ({ serial: certificate.serial, replacedBy: replacedBy?.serial, otherName: !replacedBy && certificate.record.holderName !== into.name ? certificate.record.holderName : undefined })),
  };
}

async function show(administration: Administration, received: Named, into: AccountRecord, preview: MergePreview | undefined, errors: Readonly<Record<string, string>> = {}, typed?: string): Promise<Reply> {
  const own = `${USERS_PATH}/${into._id}`;
  const fields = { title: received.t('Gabungkan akun'), name: into.name, backHref: own, action: `${own}/merge`, typed, preview: preview && presentMerge(administration, preview, received), errors };
  return page('merging/merge', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

/** By user name, within reach; somebody beyond it does not exist. */
async function selectOther(administration: Administration, received: Named, userName: string): Promise<AccountRecord | undefined> {
  const other = await administration.accounts.accounts.selectOptionalByUserName(userName.toLowerCase());
  return other && mayManageAccount(signedIn(received), other) ? other : undefined;
}

/** Two accounts of one person: first whose they are and what moves, then a yes. */
export const mergeRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'administrator',
    params,
    query: mergeQuery,
    handle: async (received) => {
      const into = await selectManaged(administration, signedIn(received), received.params.account);
      const typed = received.query.with;
      if (typed === undefined) return show(administration, received, into, undefined);
      const from = await selectOther(administration, received, typed);
      if (!from) return show(administration, received, into, undefined, { with: 'Tidak ada akun dengan nama pengguna ini di wilayah Anda.' }, typed);
      return show(administration, received, into, await previewMerge(administration, from, into), {}, typed);
    },
  }),
  route({
    method: 'post',
    path: PATH,
    access: 'administrator',
    params,
    body: z.object({ from: accountId }),
    invalid: async (problem, received) => show(administration, received, await selectManaged(administration, signedIn(received), received.params.account), undefined, problem.fields),
    handle: async (received) => {
      const viewer = signedIn(received);
      const into = await selectManaged(administration, viewer, received.params.account);
      const from = await administration.accounts.accounts.selectOptionalById(received.body.from);
      if (!from || !mayManageAccount(viewer, from)) throw new Invalid('Akun yang digabungkan tidak ada lagi.', { with: 'Akun yang digabungkan tidak ada lagi.' });
      await mergeAccounts(administration, await previewMerge(administration, from, into), viewer.id);
      received.audit({ object: from._id });
      return redirect(`${USERS_PATH}/${into._id}`, { text: 'Kedua akun sudah menjadi satu. Kedua nama penggunanya dapat dipakai, dengan kata sandi akun ini.' });
    },
  }),
];
