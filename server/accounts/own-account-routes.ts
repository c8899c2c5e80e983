import { Invalid } from '../errors.ts';
import { page, redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { passwordForm, profileForm } from './account-forms.ts';
import type { Accounts } from './accounts.ts';
import { typed } from './form-again.ts';
import { checkPassword, hashPassword } from './password.ts';
import { presentSessions } from './session-routes.ts';
import { TWO_FACTOR_PATH } from './two-factor/own-two-factor-routes.ts';
import { PROVINCES, regionName } from './regions/regions.ts';

const PASSWORD_PER_MINUTE = 60;

export const ownAccountRoutes = ({ accounts, authentication, sessions }: Accounts): readonly Route[] => {
  const showAccount = async (
    received: Received<unknown, unknown, unknown>,
    errors: Readonly<Record<string, string>> = {},
    values?: Readonly<Record<string, unknown>>,
    status = 200,
  ) => {
    const { id } = signedIn(received);
    const account = await accounts.selectById(id);
    const { name, userName, village, phone, email, role, regionCode: confirmed } = account;
    const regionCode = account.statedRegion ?? confirmed;
    return page(
      'accounts/account',
      {
        title: received.t('Akun saya'),
        account: { name, userName, village, phone, email, role, region: confirmed && regionName(confirmed) },
        values: values ?? { name, regionCode, village, phone, email },
        errors,
        provinces: PROVINCES,
        sessions: await presentSessions({ sessions }, received),
        twoFactor: { href: TWO_FACTOR_PATH, isOn: account.twoFactorSince !== undefined },
      },
      { status },
    );
  };

  return [
    route({ method: 'get', path: '/account', access: 'signed-in', handle: (received) => showAccount(received) }),
    route({
      method: 'post',
      path: '/account',
      access: 'signed-in',
      body: profileForm,
      invalid: (problem, received) => showAccount(received, problem.fields, typed(received), 422),
      handle: async (received) => {
        const { id } = signedIn(received);
        const { regionCode: statedRegion, ...profile } = received.body;
        const { regionCode: confirmed } = await accounts.selectById(id);
        const stated = statedRegion === undefined ? {} : { statedRegion, asksRegion: statedRegion !== confirmed };
        await accounts.changeProfile(id, { ...profile, ...stated });
        authentication.forget(id);
        return redirect('/account', { text: 'Data Anda sudah disimpan.' });
      },
    }),
    route({
      method: 'post',
      path: '/account/password',
      access: 'signed-in',
      perMinute: PASSWORD_PER_MINUTE,
      body: passwordForm,
      invalid: (problem, received) => showAccount(received, problem.fields, undefined, 422),
      handle: async (received) => {
        const account = await accounts.selectById(signedIn(received).id);
        if (!(await checkPassword(account.passwordHash, received.body.current))) {
          throw new Invalid('Kata sandi tidak cocok.', { current: 'Ini bukan kata sandi Anda yang sekarang.' });
        }
        await accounts.changePassword(account._id, await hashPassword(received.body.password));
        await sessions.endSessionsOf(account._id);
        await authentication.begin(received.http, { id: account._id, epoch: account.epoch + 1 });
        return redirect('/account', { text: 'Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan.' });
      },
    }),
    route({
      method: 'post',
      path: '/account/sessions/end',
      access: 'signed-in',
      handle: async (received) => {
        const { id } = signedIn(received);
        await accounts.endSessions(id);
        await sessions.endSessionsOf(id);
        authentication.forget(id);
        authentication.end(received.http);
        return redirect('/sign-in', { text: 'Anda sudah keluar dari semua perangkat.' });
      },
    }),
  ];
};
