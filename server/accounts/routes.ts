import { z } from 'zod';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import {
  codeForm, firstAdministratorForm, localPath, passwordForm, profileForm, signInForm, signUpForm,
} from './account-forms.ts';
import type { Accounts } from './accounts.ts';
import { checkPassword, hashPassword } from './password.ts';
import { PROVINCES } from './regions/regions.ts';

/** Raised when the privacy notice says something new. */
const PRIVACY_EDITION = '2026-11';
const SIGN_IN_PER_MINUTE = 600;
const SIGN_UP_PER_MINUTE = 120;
const CODE_PER_MINUTE = 60;

const nextHere = z.object({ next: localPath });

/** What was typed, so that nothing is lost; passwords are never written into a page. */
const typed = (received: Received<unknown, unknown, unknown>): Record<string, unknown> => {
  const { password: _password, current: _current, ...values } = (received.body ?? {}) as Record<string, unknown>;
  return values;
};

const again =
  (view: string, fields: Record<string, unknown> = {}) =>
  (problem: Invalid, received: Received<unknown, unknown, unknown>): Reply =>
    page(view, { ...fields, values: typed(received), errors: problem.fields }, { status: 422 });

export function accountRoutes(parts: Accounts): readonly Route[] {
  return [...signingIn(parts), ...signingUp(parts), ...codes(parts), ...ownAccount(parts)];
}

const signingIn = ({ authentication }: Accounts): readonly Route[] => [
  route({
    method: 'get',
    path: '/sign-in',
    access: 'everyone',
    query: nextHere,
    handle: ({ query, viewer }) =>
      viewer ? redirect(query.next ?? '/learn') : page('accounts/sign-in', { values: { next: query.next }, errors: {} }),
  }),
  route({
    method: 'post',
    path: '/sign-in',
    access: 'everyone',
    perMinute: SIGN_IN_PER_MINUTE,
    body: signInForm,
    invalid: again('accounts/sign-in'),
    handle: async ({ body, http }) => {
      const outcome = await authentication.signIn(http);
      if ('refusal' in outcome) {
        const { message, seconds } = outcome.refusal;
        throw new Invalid(message, { userName: message }, seconds ? { seconds } : {});
      }
      await authentication.begin(http, outcome.identity);
      return redirect(body.next ?? '/learn');
    },
  }),
  route({
    method: 'post',
    path: '/sign-out',
    access: 'signed-in',
    handle: async ({ http }) => {
      await authentication.end(http);
      return redirect('/', { text: 'Anda sudah keluar.' });
    },
  }),
];

const signingUp = ({ accounts, authentication }: Accounts): readonly Route[] => [
  route({
    method: 'get',
    path: '/sign-up',
    access: 'everyone',
    query: nextHere,
    handle: ({ query, viewer }) =>
      viewer
        ? redirect('/learn')
        : page('accounts/sign-up', { provinces: PROVINCES, values: { next: query.next }, errors: {} }),
  }),
  route({
    method: 'post',
    path: '/sign-up',
    access: 'everyone',
    perMinute: SIGN_UP_PER_MINUTE,
    body: signUpForm,
    invalid: again('accounts/sign-up', { provinces: PROVINCES }),
    handle: async ({ body, http }) => {
      const { password, consent: _agreed, next, ...profile } = body;
      const account = await createOrSayTaken(accounts, {
        ...profile,
        role: 'learner',
        passwordHash: await hashPassword(password),
        consent: { at: new Date(), edition: PRIVACY_EDITION },
      });
      await authentication.begin(http, { id: account._id, epoch: account.epoch });
      return redirect(next ?? '/learn', { text: 'Akun Anda sudah jadi. Selamat belajar, {name}.', facts: { name: account.name } });
    },
  }),
  route({ method: 'get', path: '/privacy', access: 'everyone', handle: () => page('accounts/privacy') }),
];

/** A taken user name is a field filled in wrongly: the form comes back with everything else in place. */
async function createOrSayTaken(accounts: Accounts['accounts'], given: Parameters<Accounts['accounts']['createAccount']>[0]) {
  try {
    return await accounts.createAccount(given);
  } catch (problem) {
    if (!(problem instanceof Conflict)) throw problem;
    throw new Invalid(problem.message, { userName: 'Nama pengguna ini sudah dipakai. Tambahkan angka atau nama lain.' });
  }
}

const codes = ({ accounts, authentication, codes: issued, sessions }: Accounts): readonly Route[] => [
  route({
    method: 'get',
    path: '/use-code',
    access: 'everyone',
    handle: () => page('accounts/use-code', { values: {}, errors: {} }),
  }),
  route({
    method: 'post',
    path: '/use-code',
    access: 'everyone',
    perMinute: CODE_PER_MINUTE,
    body: codeForm,
    invalid: again('accounts/use-code'),
    handle: async ({ body, http }) => {
      const code = await issued.selectOptionalUsable(body.code, 'password-reset');
      if (!code?.account || !(await issued.redeem(code))) {
        throw new Invalid('Kode tidak dikenal.', { code: 'Kode ini tidak dikenal, sudah dipakai, atau kedaluwarsa. Minta kode baru kepada admin.' });
      }
      await accounts.changePassword(code.account, await hashPassword(body.password));
      await sessions.endSessionsOf(code.account);
      const account = await accounts.selectById(code.account);
      await authentication.begin(http, { id: account._id, epoch: account.epoch });
      return redirect('/', { text: 'Kata sandi baru sudah berlaku. Nama pengguna Anda: {userName}.', facts: { userName: account.userName } });
    },
  }),
  route({
    method: 'get',
    path: '/start/:code',
    access: 'everyone',
    perMinute: CODE_PER_MINUTE,
    params: z.object({ code: z.string().max(40) }),
    handle: async ({ params }) => {
      if (!(await issued.selectOptionalUsable(params.code, 'first-administrator'))) {
        throw new NotFound('Tautan ini sudah dipakai atau kedaluwarsa. Mulai ulang Bimtek untuk mendapat tautan baru.');
      }
      return page('accounts/first-administrator', { code: params.code, values: {}, errors: {} });
    },
  }),
  route({
    method: 'post',
    path: '/start/:code',
    access: 'everyone',
    perMinute: CODE_PER_MINUTE,
    params: z.object({ code: z.string().max(40) }),
    body: firstAdministratorForm,
    invalid: (problem, received) => again('accounts/first-administrator', { code: received.params.code })(problem, received),
    handle: async ({ params, body, http }) => {
      const code = await issued.selectOptionalUsable(params.code, 'first-administrator');
      if (!code) throw new NotFound('Tautan ini sudah dipakai atau kedaluwarsa. Mulai ulang Bimtek untuk mendapat tautan baru.');
      const passwordHash = await hashPassword(body.password);
      if (!(await issued.redeem(code))) throw new Conflict('Tautan ini baru saja dipakai.');
      const account = await createOrSayTaken(accounts, { name: body.name, userName: body.userName, role: 'administrator', passwordHash });
      await authentication.begin(http, { id: account._id, epoch: account.epoch });
      return redirect('/admin/settings', { text: 'Akun admin sudah jadi. Isi dahulu siapa penerbit sertifikat.' });
    },
  }),
];

const ownAccount = ({ accounts, authentication, sessions }: Accounts): readonly Route[] => {
  const showAccount = async (id: string, errors: Record<string, string> = {}, values?: Record<string, unknown>, status = 200) => {
    const account = await accounts.selectById(id);
    const { name, userName, regionCode, village, phone, email, role } = account;
    return page(
      'accounts/account',
      {
        account: { name, userName, regionCode, village, phone, email, role },
        values: values ?? { name, regionCode, village, phone, email },
        errors,
        provinces: PROVINCES,
        sessionCount: await sessions.countSessionsOf(id),
      },
      { status },
    );
  };

  return [
    route({ method: 'get', path: '/account', access: 'signed-in', handle: (received) => showAccount(signedIn(received).id) }),
    route({
      method: 'post',
      path: '/account',
      access: 'signed-in',
      body: profileForm,
      invalid: (problem, received) => showAccount(signedIn(received).id, { ...problem.fields }, typed(received), 422),
      handle: async (received) => {
        const { id } = signedIn(received);
        await accounts.changeProfile(id, received.body);
        authentication.forget(id);
        return redirect('/account', { text: 'Data Anda sudah disimpan.' });
      },
    }),
    route({
      method: 'post',
      path: '/account/password',
      access: 'signed-in',
      perMinute: CODE_PER_MINUTE,
      body: passwordForm,
      invalid: (problem, received) => showAccount(signedIn(received).id, { ...problem.fields }, undefined, 422),
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
        await authentication.end(received.http);
        return redirect('/sign-in', { text: 'Anda sudah keluar dari semua perangkat.' });
      },
    }),
  ];
};
