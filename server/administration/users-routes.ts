import { PROVINCES } from '../accounts/regions/regions.ts';
import { page, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { ROLES } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { PAGE_SIZE, pageOf, placeOf } from './list-page.ts';
import { makeAccount } from './make-account.ts';
import { namePositionOf } from './name-position.ts';
import { personFilter } from './person-filter.ts';
import { isUnscoped, mayMakeAccount } from './policy.ts';
import { UNCONFIRMED_PATH } from './unconfirmed-routes.ts';
import { newUserForm, usersQuery } from './user-forms.ts';
import { presentUsers, USERS_PATH } from './user-list.ts';
import { replyWithCode } from './user-page.ts';

const MAKE_PER_MINUTE = 120;

/** The form for a new account, with what this administrator may make; `regionCode` empty: an office without a region. */
function showNewUser(received: Received<unknown, unknown, unknown>, errors: Readonly<Record<string, string>>, status: number): Reply {
  const viewer = signedIn(received);
  const provinces = PROVINCES.map((province) => ({
    ...province,
    regencies: province.regencies.filter((regency) => mayMakeAccount(viewer, 'learner', regency.code)),
  }));
  return page(
    'administration/new-user',
    {
      title: received.t('Pengguna baru'),
      roles: ROLES.filter((role) => role === 'learner' || mayMakeAccount(viewer, role, undefined)),
      provinces: provinces.filter((province) => province.regencies.length > 0),
      values: received.body ?? {},
      errors,
    },
    { status },
  );
}

export const usersRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: USERS_PATH,
    access: 'administrator',
    query: usersQuery,
    handle: async (received) => {
      const place = placeOf(received.query);
      const filter = personFilter(signedIn(received), received.query);
      const found = pageOf(await administration.people.selectPage(filter, place, PAGE_SIZE + 1), place, namePositionOf);
      const { enrolments } = administration.learning;
      const learnt = await Promise.all(found.rows.map(async ({ _id }) => [_id, await enrolments.selectOfLearner(_id)] as const));
      const asking = isUnscoped(signedIn(received)) ? await administration.people.selectAsking({ direction: 'forward', from: undefined }, 1) : [];
      return page('administration/users', { ...presentUsers(found, new Map(learnt), received), unconfirmedHref: asking.length > 0 ? UNCONFIRMED_PATH : undefined });
    },
  }),
  route({
    method: 'get',
    path: `${USERS_PATH}/new`,
    access: 'administrator',
    handle: (received) => showNewUser(received, {}, 200),
  }),
  route({
    method: 'post',
    path: USERS_PATH,
    access: 'administrator',
    perMinute: MAKE_PER_MINUTE,
    body: newUserForm,
    invalid: (problem, received) => showNewUser(received, problem.fields, 422),
    handle: async (received) => {
      const account = await makeAccount(administration.accounts.accounts, signedIn(received), received.body);
      received.audit({ subject: account._id });
      return replyWithCode(administration, account, received);
    },
  }),
];
