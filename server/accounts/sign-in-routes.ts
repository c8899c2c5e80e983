import { z } from 'zod';
import { Invalid } from '../errors.ts';
import { page, redirect, type Notice } from '../web/reply.ts';
import { route, type Route } from '../web/route.ts';
import { localPath, signInForm } from './account-forms.ts';
import type { Accounts } from './accounts.ts';
import { again } from './form-again.ts';
import { enterOrAsk } from './two-factor/enter.ts';

/** Five hundred people behind one hall's Wi-Fi sign in within ten minutes. */
const SIGN_IN_PER_MINUTE = 600;

const typedForm = z.object({ userName: z.string().optional().catch(undefined), next: localPath });
const nextHere = z.object({ next: localPath });

export const signInRoutes = (parts: Accounts): readonly Route[] => {
  const { accounts, authentication } = parts;
  return [
    route({
      method: 'get',
      path: '/sign-in',
      access: 'everyone',
      query: nextHere,
      handle: ({ query, viewer, t }) =>
        viewer ? redirect(query.next ?? '/learn') : page('accounts/sign-in', { title: t('Masuk'), values: { next: query.next }, errors: {} }),
    }),
    route({
      method: 'post',
      path: '/sign-in',
      access: 'everyone',
      perMinute: SIGN_IN_PER_MINUTE,
      body: signInForm,
      // The form of an older tab: its token is of a session that signing in elsewhere has ended.
      alreadySo: ({ viewer, body }) => {
        if (!viewer) return undefined;
        const typed = typedForm.safeParse(body).data;
        const isAnother = typed?.userName !== undefined && typed.userName.trim().toLowerCase() !== viewer.userName;
        const notice: Notice = { text: 'Anda sudah masuk sebagai {name}. Keluar dahulu untuk memakai akun lain.', facts: { name: viewer.name }, tone: 'attention' };
        return redirect(typed?.next ?? '/learn', isAnother ? notice : undefined);
      },
      invalid: (problem, received) => again('accounts/sign-in', { title: received.t('Masuk') }, problem, received),
      handle: async (received) => {
        const outcome = await authentication.signIn(received.http);
        if ('refusal' in outcome) {
          const { message, seconds } = outcome.refusal;
          throw new Invalid(message, { userName: message }, seconds ? { seconds } : {});
        }
        return enterOrAsk(parts, received, await accounts.selectById(outcome.identity.id), received.body.next);
      },
    }),
    route({
      method: 'post',
      path: '/sign-out',
      access: 'signed-in',
      handle: async ({ http }) => {
        authentication.end(http);
        return redirect('/', { text: 'Anda sudah keluar.' });
      },
    }),
  ];
};
