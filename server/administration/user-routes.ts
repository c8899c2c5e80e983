import { z } from 'zod';
import { Forbidden } from '../errors.ts';
import { redirect } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { changeRole } from './change-role.ts';
import { accountId } from './list-query.ts';
import { mayChangeRole, mayIssueResetCode } from './policy.ts';
import { roleForm } from './user-forms.ts';
import { USERS_PATH } from './user-list.ts';
import { replyWithCode, selectManaged, showUser } from './user-page.ts';

const PATH = `${USERS_PATH}/:account`;
const CODES_PER_MINUTE = 120;

const params = z.object({ account: accountId });

/** One account: what it is, its role, a code for a new password, the end of its sessions. */
export const userRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'administrator',
    params,
    handle: async (received) => {
      const account = await selectManaged(administration, signedIn(received), received.params.account);
      return showUser(administration, account, received);
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/role`,
    access: 'administrator',
    params,
    body: roleForm,
    invalid: async (problem, received) => {
      const account = await selectManaged(administration, signedIn(received), received.params.account);
      return showUser(administration, account, received, { errors: problem.fields, status: 422 });
    },
    handle: async (received) => {
      const viewer = signedIn(received);
      const account = await selectManaged(administration, viewer, received.params.account);
      if (!mayChangeRole(viewer, account)) {
        throw new Forbidden('Peran diberikan oleh admin yang menjangkau semua wilayah, dan tidak oleh diri sendiri.');
      }
      await changeRole(administration.accounts, account, received.body);
      return redirect(`${USERS_PATH}/${account._id}`, { text: 'Peran {name} sudah diubah. Ia perlu masuk lagi.', facts: { name: account.name } });
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/reset-code`,
    access: 'administrator',
    perMinute: CODES_PER_MINUTE,
    params,
    handle: async (received) => {
      const viewer = signedIn(received);
      const account = await selectManaged(administration, viewer, received.params.account);
      if (!mayIssueResetCode(viewer, account)) {
        throw new Forbidden('Kata sandi Anda sendiri diganti di halaman Akun, dengan kata sandi yang sekarang.');
      }
      return replyWithCode(administration, account, received);
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/sessions/end`,
    access: 'administrator',
    params,
    handle: async (received) => {
      const { accounts, sessions, authentication } = administration.accounts;
      const account = await selectManaged(administration, signedIn(received), received.params.account);
      await accounts.endSessions(account._id);
      await sessions.endSessionsOf(account._id);
      authentication.forget(account._id);
      return redirect(`${USERS_PATH}/${account._id}`, { text: '{name} sudah keluar dari semua perangkat.', facts: { name: account.name } });
    },
  }),
];
