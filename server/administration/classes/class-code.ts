import { z } from 'zod';
import { Conflict } from '../../errors.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { drawnQr } from './codes/qr-drawing.ts';
import { CLASSES_PATH } from './class-address.ts';
import { CODE_DAYS } from './class-form.ts';
import type { ClassRecord } from './class-model.ts';
import { selectRun } from './class-page.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PER_MINUTE = 20;

const params = z.object({ class: accountId });
const codeForm = z.object({ days: z.enum(CODE_DAYS).catch('30') });

/** A new code, its link and its QR code for the wall, shown this once; the one before opens nothing any more. */
async function showCode({ accounts }: Administration, found: ClassRecord, days: number, received: Received<unknown, unknown, unknown>): Promise<Reply> {
  if (found.state !== 'open') throw new Conflict('Angkatan ini sudah ditutup. Buka dahulu untuk menambah peserta.');
  const code = await accounts.codes.issueCode('class', found._id, days * DAY_MS);
  const link = `${received.origin}/join/${code}`;
  const validUntil = longDate(new Date(Date.now() + days * DAY_MS), received.language);
  const message = received.t('Ikuti {name} di Bimtek: buka {link} sebelum {date}.', { name: found.name, link, date: validUntil });
  const fields = {
    title: received.t('Kode angkatan'), name: found.name, backHref: `${CLASSES_PATH}/${found._id}`, code, link, address: `${received.origin}/join`, validUntil,
    qr: drawnQr(link), whatsapp: `https://wa.me/?text=${encodeURIComponent(message)}`,
  };
  return page('administration/class-code', { styles: ['styles/codes.css'], ...fields }, { headers: { 'Cache-Control': 'no-store' } });
}

/** The code with which learners enrol by themselves: made, made anew, withdrawn. */
export const joinCodeRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/code`,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params,
    body: codeForm,
    handle: async (received) => showCode(administration, await selectRun(administration, signedIn(received), received.params.class), Number(received.body.days), received),
  }),
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/code/withdraw`,
    access: 'administrator',
    params,
    handle: async (received) => {
      const found = await selectRun(administration, signedIn(received), received.params.class);
      await administration.accounts.codes.withdrawCodes('class', found._id);
      return redirect(`${CLASSES_PATH}/${found._id}`, { text: 'Kode angkatan ini tidak berlaku lagi.' });
    },
  }),
];
