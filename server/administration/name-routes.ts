import { z } from 'zod';
import { printedName } from '../accounts/names.ts';
import { Conflict } from '../errors.ts';
import { redirect } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { accountId } from './list-query.ts';
import { USERS_PATH } from './user-list.ts';
import { selectManaged, showUser } from './user-page.ts';

const params = z.object({ account: accountId });

/** A name that was misspelt is put right; certificates keep the name of their day until they are issued anew. */
export const nameRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: `${USERS_PATH}/:account/name`,
    access: 'administrator',
    params,
    body: z.object({ name: printedName }),
    invalid: async (problem, received) => {
      const account = await selectManaged(administration, signedIn(received), received.params.account);
      return showUser(administration, account, received, { errors: problem.fields, status: 422, typedName: z.object({ name: z.string() }).safeParse(received.body).data?.name });
    },
    handle: async (received) => {
      const { accounts, authentication } = administration.accounts;
      const account = await selectManaged(administration, signedIn(received), received.params.account);
      if (account.name === received.body.name) throw new Conflict('Namanya masih sama.');
      await accounts.changeName(account._id, received.body.name);
      authentication.forget(account._id);
      return redirect(`${USERS_PATH}/${account._id}`, { text: 'Nama sudah diperbaiki. Sertifikat yang sudah terbit tidak berubah sendiri.' });
    },
  }),
];
