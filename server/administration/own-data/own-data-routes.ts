import { z } from 'zod';
import { confirmPassword } from '../../accounts/confirm-password.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import { page, redirect, stream, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import { writeZip } from '../../web/write-zip.ts';
import type { Administration } from '../administration.ts';
import { eraseAccount } from './erase-account.ts';
import { ownCopy } from './own-copy.ts';
import { DELETE_PATH, OWN_DATA_PATH, presentOwnData } from './own-data-page.ts';

const COPIES_PER_MINUTE = 20;
const TRIES_PER_MINUTE = 60;
const LONGEST_TYPED = 200;

const deleteForm = z.object({
  current: z.string('Isi kata sandi Anda yang sekarang.').min(1, 'Isi kata sandi Anda yang sekarang.').max(LONGEST_TYPED, 'Kata sandi paling panjang 200 karakter.'),
  sure: z.literal('yes', 'Centang bahwa Anda mengerti: ini tidak dapat dibatalkan.'),
});

async function showDelete({ certification }: Administration, received: Received<unknown, unknown, unknown>, errors: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const held = await certification.certificates.selectOfLearner(signedIn(received).id);
  const fields = { title: received.t('Hapus akun'), action: DELETE_PATH, backHref: OWN_DATA_PATH, copyHref: `${OWN_DATA_PATH}/download`, own: true, serials: held.map(({ serial }) => serial), errors };
  return page('own-data/delete', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

/** One's own page: what one has shown, a copy of everything, and the way out. */
export const ownDataRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: OWN_DATA_PATH, access: 'signed-in', handle: async (received) => page('own-data/own-data', await presentOwnData(administration, received)) }),
  route({
    method: 'get',
    path: `${OWN_DATA_PATH}/download`,
    access: 'signed-in',
    perMinute: COPIES_PER_MINUTE,
    handle: (received) => {
      const { id } = signedIn(received);
      received.audit({ action: 'data-downloaded', subject: id });
      const headers = { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="data-bimtek-${calendarDay(new Date())}.zip"`, 'Cache-Control': 'private, no-store' };
      const readMe = received.t('Data pribadi Anda di Bimtek. Setiap berkas .json berisi satu daftar; waktu ditulis dalam UTC. Folder jawaban berisi berkas yang Anda kirim, folder sertifikat berisi sertifikat Anda. Kunci jawaban dan kata sandi tidak termasuk.');
      return stream(headers, (response) => writeZip(ownCopy(administration.personal, id, `${readMe}\n`), response));
    },
  }),
  route({ method: 'get', path: DELETE_PATH, access: 'signed-in', handle: (received) => showDelete(administration, received) }),
  route({
    method: 'post',
    path: DELETE_PATH,
    access: 'signed-in',
    perMinute: TRIES_PER_MINUTE,
    body: deleteForm,
    invalid: (problem, received) => showDelete(administration, received, problem.fields),
    handle: async (received) => {
      const account = await confirmPassword(administration.accounts, received.http, signedIn(received).id, received.body.current);
      await eraseAccount(administration, account);
      received.audit({ action: 'account-erased', subject: account._id });
      administration.accounts.authentication.end(received.http);
      return redirect('/', { text: 'Akun Anda sudah dihapus beserta data pribadinya.' });
    },
  }),
];
