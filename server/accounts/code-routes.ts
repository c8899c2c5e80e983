import { z } from 'zod';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { page, redirect } from '../web/reply.ts';
import { route, type Route } from '../web/route.ts';
import { codeForm, firstAdministratorForm } from './account-forms.ts';
import type { Accounts } from './accounts.ts';
import type { AccountRecord } from './account-model.ts';
import type { CodeRecord } from './code-model.ts';
import { createOrSayTaken, userNameTaken } from './create-account.ts';
import { again } from './form-again.ts';
import { enterOrAsk } from './two-factor/enter.ts';
import { hashPassword } from './password.ts';

const CODE_PER_MINUTE = 60;

const linkIsOver = () => new NotFound('Tautan ini sudah dipakai atau kedaluwarsa. Mulai ulang Bimtek untuk mendapat tautan baru.');

interface OwnedCode {
  readonly code: CodeRecord;
  readonly owner: AccountRecord;
}

/** The code and whose it is. A sheet that was printed for somebody without a password opens nothing once there is one: paper gets lost. */
async function selectOptionalOwned({ accounts, codes }: Pick<Accounts, 'accounts' | 'codes'>, typed: string): Promise<OwnedCode | undefined> {
  const code = await codes.selectOptionalUsable(typed, 'password-reset', 'class-sheet');
  const owner = code?.account === undefined ? undefined : await accounts.selectOptionalById(code.account);
  return code && owner && !(code.kind === 'class-sheet' && owner.passwordHash) ? { code, owner } : undefined;
}

/** Opening an address never uses a code up: WhatsApp fetches links to preview them. */
export const codeRoutes = (parts: Accounts): readonly Route[] => {
  const { accounts, authentication, codes: issued, sessions } = parts;
  return [
    route({
      method: 'get',
      path: '/use-code',
      access: 'everyone',
      perMinute: CODE_PER_MINUTE,
      // From a printed sheet's QR code: says whose it is, and leaves it as it was.
      query: z.object({ code: z.string().max(40).optional().catch(undefined) }),
      handle: async ({ query, t }) => {
        const owner = query.code === undefined ? undefined : (await selectOptionalOwned({ accounts, codes: issued }, query.code))?.owner;
        return page(
          'accounts/use-code',
          { title: t('Pakai kode'), values: { code: query.code }, errors: {}, owner: owner && { name: owner.name, userName: owner.userName } },
          { headers: { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } },
        );
      },
    }),
    route({
      method: 'post',
      path: '/use-code',
      access: 'everyone',
      perMinute: CODE_PER_MINUTE,
      body: codeForm,
      invalid: (problem, received) => again('accounts/use-code', { title: received.t('Pakai kode') }, problem, received),
      handle: async (received) => {
        const { body, http, audit } = received;
        const found = await selectOptionalOwned({ accounts, codes: issued }, body.code);
        if (!found || !(await issued.redeem(found.code))) {
          throw new Invalid('Kode tidak dikenal.', { code: 'Kode ini tidak dikenal, sudah dipakai, atau kedaluwarsa. Minta kode baru kepada admin.' });
        }
        const { _id } = found.owner;
        await accounts.changePassword(_id, await hashPassword(body.password));
        await issued.removeOf([_id]);
        await sessions.endSessionsOf(_id);
        const account = await accounts.selectById(_id);
        audit({ action: 'code-used', actor: account._id });
        // A code stands for the password, and for nothing else.
        if (account.twoFactorSince) return enterOrAsk(parts, received, account);
        await authentication.begin(http, { id: account._id, epoch: account.epoch });
        return redirect('/learn', { text: 'Kata sandi baru sudah berlaku. Nama pengguna Anda: {userName}.', facts: { userName: account.userName } });
      },
    }),
    route({
      method: 'get',
      path: '/start/:code',
      access: 'everyone',
      perMinute: CODE_PER_MINUTE,
      params: z.object({ code: z.string().max(40) }),
      handle: async ({ params, t }) => {
        if (!(await issued.selectOptionalUsable(params.code, 'first-administrator'))) {
          throw linkIsOver();
        }
        return page('accounts/first-administrator', { title: t('Buat admin pertama'), code: params.code, values: {}, errors: {} });
      },
    }),
    route({
      method: 'post',
      path: '/start/:code',
      access: 'everyone',
      perMinute: CODE_PER_MINUTE,
      params: z.object({ code: z.string().max(40) }),
      body: firstAdministratorForm,
      invalid: (problem, received) =>
        again('accounts/first-administrator', { title: received.t('Buat admin pertama'), code: received.params.code }, problem, received),
      handle: async ({ params, body, http }) => {
        const code = await issued.selectOptionalUsable(params.code, 'first-administrator');
        if (!code) throw linkIsOver();
        const passwordHash = await hashPassword(body.password);
        // A name that is taken must not use the link up.
        if (await accounts.selectOptionalByUserName(body.userName)) throw userNameTaken();
        if (!(await issued.redeem(code))) throw new Conflict('Tautan ini baru saja dipakai.');
        const account = await createOrSayTaken(accounts, { name: body.name, userName: body.userName, role: 'administrator', passwordHash });
        await authentication.begin(http, { id: account._id, epoch: account.epoch });
        return redirect('/admin/settings', { text: 'Akun admin sudah jadi. Isi dahulu siapa penerbit sertifikat.' });
      },
    }),
  ];
};
