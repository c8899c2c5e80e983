import { z } from 'zod';
import { page, redirect } from '../web/reply.ts';
import { route, type Route } from '../web/route.ts';
import { localPath, signUpForm } from './account-forms.ts';
import type { Accounts } from './accounts.ts';
import { createOrSayTaken } from './create-account.ts';
import { again } from './form-again.ts';
import { hashPassword } from './password.ts';
import { retentionTable } from './personal/retention-table.ts';
import { PROVINCES } from './regions/regions.ts';

/** Raised when the privacy notice says something new. */
const PRIVACY_EDITION = '2026-11';
const SIGN_UP_PER_MINUTE = 120;

const nextHere = z.object({ next: localPath });

export const signUpRoutes = ({ accounts, authentication }: Accounts): readonly Route[] => [
  route({
    method: 'get',
    path: '/sign-up',
    access: 'everyone',
    query: nextHere,
    handle: ({ query, viewer, t }) =>
      viewer
        ? redirect('/learn')
        : page('accounts/sign-up', { title: t('Daftar'), provinces: PROVINCES, values: { next: query.next }, errors: {} }),
  }),
  route({
    method: 'post',
    path: '/sign-up',
    access: 'everyone',
    perMinute: SIGN_UP_PER_MINUTE,
    body: signUpForm,
    invalid: (problem, received) =>
      again('accounts/sign-up', { title: received.t('Daftar'), provinces: PROVINCES }, problem, received),
    handle: async ({ body, http }) => {
      const { password, consent: _agreed, next, regionCode: statedRegion, ...profile } = body;
      const account = await createOrSayTaken(accounts, {
        ...profile,
        // Whoever signs up states a region; who sees the results follows the confirmed one.
        statedRegion,
        asksRegion: true,
        role: 'learner',
        passwordHash: await hashPassword(password),
        consent: { at: new Date(), edition: PRIVACY_EDITION },
      });
      await authentication.begin(http, { id: account._id, epoch: account.epoch });
      return redirect(next ?? '/learn', { text: 'Akun Anda sudah jadi. Selamat belajar, {name}.', facts: { name: account.name } });
    },
  }),
  route({ method: 'get', path: '/privacy', access: 'everyone', handle: ({ t }) => page('accounts/privacy', { title: t('Pelindungan data'), kept: retentionTable(t) }) }),
];
