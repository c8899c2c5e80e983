import { z } from 'zod';
import { Conflict, Invalid } from '../../errors.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { AccountRecord } from '../account-model.ts';
import type { Accounts } from '../accounts.ts';
import { confirmPassword } from '../confirm-password.ts';
import { keyPicture } from './key-picture.ts';
import { keyAddress, newRecoveryCodes, newSecret, stepOf } from './second-step.ts';

export const TWO_FACTOR_PATH = '/account/two-factor';
const TRIES_PER_MINUTE = 60;
const LONGEST_TYPED = 200;

const passwordForm = z.object({ current: z.string('Isi kata sandi Anda yang sekarang.').min(1, 'Isi kata sandi Anda yang sekarang.').max(LONGEST_TYPED, 'Kata sandi paling panjang 200 karakter.') });
const codeForm = z.object({ code: z.string('Isi kodenya.').trim().min(1, 'Isi kodenya.').max(LONGEST_TYPED, 'Kode ini terlalu panjang.') });

type Asked = Received<unknown, unknown, unknown>;

interface Shown {
  readonly errors?: Readonly<Record<string, string>>;
  /** Recovery codes, this once. */
  readonly codes?: readonly string[];
}

async function show({ accounts, twoFactor }: Accounts, received: Asked, { errors = {}, codes }: Shown = {}): Promise<Reply> {
  const account = await accounts.selectById(signedIn(received).id);
  const record = await twoFactor.selectOptional(account._id);
  const isOn = account.twoFactorSince !== undefined;
  const pending = record?.pending;
  const isNeeded = account.role !== 'learner' && (await twoFactor.isNeededByStaff());
  const fields = {
    title: received.t('Langkah kedua saat masuk'),
    path: TWO_FACTOR_PATH,
    since: account.twoFactorSince && longDate(account.twoFactorSince, received.language),
    isNeeded,
    mayEnd: isOn && !isNeeded,
    left: isOn ? Object.keys(record?.recovery ?? {}).length : 0,
    setUp: pending && { qr: keyPicture(keyAddress(pending, account.userName)), href: keyAddress(pending, account.userName), secret: (pending.match(/.{1,4}/g) ?? []).join(' ') },
    codes,
    errors,
  };
  return page('accounts/two-factor', { styles: ['styles/codes.css'], ...fields }, { status: Object.keys(errors).length > 0 ? 422 : 200, headers: { 'Cache-Control': 'no-store' } });
}

const withPassword = (parts: Accounts, name: string, change: (account: AccountRecord, received: Asked) => Promise<Reply>): Route =>
  route({
    method: 'post',
    path: `${TWO_FACTOR_PATH}/${name}`,
    access: 'signed-in',
    perMinute: TRIES_PER_MINUTE,
    body: passwordForm,
    invalid: (problem, received) => show(parts, received, { errors: problem.fields }),
    handle: async (received) => change(await confirmPassword(parts, received.http, signedIn(received).id, received.body.current), received),
  });

/** One's own second step: set up with an app, new recovery codes, switched off where nobody demands it. */
export const ownTwoFactorRoutes = (parts: Accounts): readonly Route[] => [
  route({ method: 'get', path: TWO_FACTOR_PATH, access: 'signed-in', handle: (received) => show(parts, received) }),
  withPassword(parts, 'begin', async ({ _id }) => {
    await parts.twoFactor.begin(_id, newSecret());
    return redirect(TWO_FACTOR_PATH);
  }),
  route({
    method: 'post',
    path: `${TWO_FACTOR_PATH}/confirm`,
    access: 'signed-in',
    perMinute: TRIES_PER_MINUTE,
    body: codeForm,
    invalid: (problem, received) => show(parts, received, { errors: problem.fields }),
    handle: async (received) => {
      const { id } = signedIn(received);
      const pending = (await parts.twoFactor.selectOptional(id))?.pending;
      if (!pending) throw new Conflict('Pemasangan ini sudah selesai atau belum dimulai. Buka lagi halaman langkah kedua.');
      const step = stepOf(pending, received.body.code, new Date());
      if (step === undefined) throw new Invalid('Kodenya belum cocok.', { code: 'Kode ini belum cocok. Pindai lagi kode QR, dan periksa jam ponsel Anda.' });
      const { codes, hashes } = newRecoveryCodes(id);
      if (!(await parts.twoFactor.confirm(id, pending, step, hashes))) throw new Conflict('Pemasangan ini sudah selesai atau belum dimulai. Buka lagi halaman langkah kedua.');
      await parts.accounts.setTwoFactor(id, new Date());
      parts.authentication.forget(id);
      received.audit({ action: 'two-factor-on', subject: id });
      return show(parts, received, { codes });
    },
  }),
  route({
    method: 'post',
    path: `${TWO_FACTOR_PATH}/cancel`,
    access: 'signed-in',
    handle: async (received) => {
      await parts.twoFactor.cancel(signedIn(received).id);
      return redirect(TWO_FACTOR_PATH);
    },
  }),
  withPassword(parts, 'recovery', async ({ _id }, received) => {
    const { codes, hashes } = newRecoveryCodes(_id);
    await parts.twoFactor.replaceRecovery(_id, hashes);
    return show(parts, received, { codes });
  }),
  withPassword(parts, 'off', async ({ _id, role }, received) => {
    if (role !== 'learner' && (await parts.twoFactor.isNeededByStaff())) throw new Conflict('Langkah kedua wajib bagi pelatih dan admin di sini.');
    await removeTwoFactor(parts, _id);
    received.audit({ action: 'two-factor-off', subject: _id });
    return redirect(TWO_FACTOR_PATH, { text: 'Langkah kedua sudah dimatikan.' });
  }),
];

/** The password alone opens the account again. */
export async function removeTwoFactor({ accounts, twoFactor, authentication }: Pick<Accounts, 'accounts' | 'twoFactor' | 'authentication'>, id: string): Promise<void> {
  await accounts.setTwoFactor(id, undefined);
  await twoFactor.remove(id);
  authentication.forget(id);
}
