import { z } from 'zod';
import { Forbidden, Invalid } from '../../errors.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { mayEraseAccount } from '../policy.ts';
import { USERS_PATH } from '../user-list.ts';
import { selectManaged } from '../user-page.ts';
import { eraseAccount } from './erase-account.ts';

const PATH = `${USERS_PATH}/:account/erase`;
const LONGEST_TYPED = 200;
const params = z.object({ account: accountId });
const eraseForm = z.object({ userName: z.string('Ketik nama penggunanya.').trim().toLowerCase().min(1, 'Ketik nama penggunanya.').max(LONGEST_TYPED, 'Ketik nama penggunanya.') });

type Named = Received<z.infer<typeof params>, unknown, unknown>;

/** Nobody erases oneself here: that is asked for with one's own password. */
async function selectErasable(administration: Administration, received: Named) {
  const viewer = signedIn(received);
  const account = await selectManaged(administration, viewer, received.params.account);
  if (!mayEraseAccount(viewer, account)) throw new Forbidden('Akun Anda sendiri dihapus di halaman data Anda, dengan kata sandi.');
  return account;
}

async function showErase(administration: Administration, received: Named, errors: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const account = await selectErasable(administration, received);
  const held = await administration.certification.certificates.selectOfLearner(account._id);
  const own = `${USERS_PATH}/${account._id}`;
  const fields = { title: received.t('Hapus akun {name}', { name: account.name }), action: `${own}/erase`, backHref: own, own: false, userName: account.userName, name: account.name, serials: held.map(({ serial }) => serial), errors };
  return page('own-data/delete', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

/** At somebody's request an administrator erases the account. */
export const eraseUserRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: PATH, access: 'administrator', params, handle: (received) => showErase(administration, received) }),
  route({
    method: 'post',
    path: PATH,
    access: 'administrator',
    params,
    body: eraseForm,
    invalid: (problem, received) => showErase(administration, received, problem.fields),
    handle: async (received) => {
      const account = await selectErasable(administration, received);
      if (received.body.userName !== account.userName) throw new Invalid('Nama penggunanya tidak sama.', { userName: 'Ini bukan nama pengguna akun yang akan dihapus.' });
      await eraseAccount(administration, account);
      return redirect(USERS_PATH, { text: 'Akun sudah dihapus beserta data pribadinya.' });
    },
  }),
];
