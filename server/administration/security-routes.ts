import { z } from 'zod';
import type { AccountRecord } from '../accounts/account-model.ts';
import { removeTwoFactor } from '../accounts/two-factor/own-two-factor-routes.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { page, redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { accountId } from './list-query.ts';
import { mayChangeSettings, mayIssueResetCode } from './policy.ts';
import { USERS_PATH } from './user-list.ts';
import { selectManaged } from './user-page.ts';

const PATH = '/admin/security';
/** Staff shown by name; a ministry has fewer. */
const MOST_SHOWN = 200;

const requireChief = (received: Received<unknown, unknown, unknown>): string => {
  const viewer = signedIn(received);
  if (!mayChangeSettings(viewer)) throw new Forbidden('Pengaturan berlaku untuk semua wilayah dan diubah oleh admin pusat.');
  return viewer.id;
};

const presentStaff = ({ _id, name, userName, role, twoFactorSince }: AccountRecord) => ({ href: `${USERS_PATH}/${_id}`, name, userName, role, isOn: twoFactorSince !== undefined });

/** The rule about the second step, who of the staff has one, and taking it off somebody who lost the phone. */
export const securityRoutes = (administration: Administration): readonly Route[] => {
  const { accounts, twoFactor } = administration.accounts;
  return [
    route({
      method: 'get',
      path: PATH,
      access: 'administrator',
      handle: async (received) => {
        requireChief(received);
        const [administrators, trainers, isNeeded] = await Promise.all([
          accounts.selectPage({ role: 'administrator' }, undefined, MOST_SHOWN), accounts.selectPage({ role: 'trainer' }, undefined, MOST_SHOWN), twoFactor.isNeededByStaff(),
        ]);
        return page('administration/security', { title: received.t('Keamanan'), isNeeded, staff: [...administrators, ...trainers].map(presentStaff) });
      },
    }),
    route({
      method: 'post',
      path: PATH,
      access: 'administrator',
      body: z.object({ staff: z.enum(['needed', 'free']) }),
      handle: async (received) => {
        const by = requireChief(received);
        const isNeeded = received.body.staff === 'needed';
        // Who asks it of all has shown that it works.
        if (isNeeded && !(await accounts.selectById(by)).twoFactorSince) throw new Conflict('Pasang dahulu langkah kedua pada akun Anda sendiri, di halaman Akun.');
        await twoFactor.changeRule(isNeeded, by);
        return redirect(PATH, { text: isNeeded ? 'Langkah kedua sekarang wajib bagi pelatih dan admin.' : 'Langkah kedua sekarang pilihan masing-masing.' });
      },
    }),
    route({
      method: 'post',
      path: `${USERS_PATH}/:account/two-factor/reset`,
      access: 'administrator',
      params: z.object({ account: accountId }),
      handle: async (received) => {
        const viewer = signedIn(received);
        const account = await selectManaged(administration, viewer, received.params.account);
        if (!mayIssueResetCode(viewer, account)) throw new Forbidden('Langkah kedua Anda sendiri dilepas oleh admin lain, atau dengan kode cadangan.');
        await removeTwoFactor(administration.accounts, account._id);
        await accounts.endSessions(account._id);
        await administration.accounts.sessions.endSessionsOf(account._id);
        return redirect(`${USERS_PATH}/${account._id}`, { text: 'Langkah kedua {name} sudah dilepas. Kata sandinya tetap.', facts: { name: account.name } });
      },
    }),
  ];
};
