import { qrCode, QUIET_ZONE } from '../../certification/pdf/art/qr-code.ts';
import type { AccountRecord } from '../../accounts/account-model.ts';
import { regionName } from '../../accounts/regions/regions.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { mayIssueResetCode } from '../policy.ts';
import { membersOf } from './class-page.ts';
import type { ClassRecord } from './class-model.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A sheet is handed out at a meeting, often weeks after it was printed. */
const LIFETIME_MS = 60 * DAY_MS;

/** From the operators of a PDF path to those of SVG. */
const svgPath = (path: string): string => path.replace(/(\d+ \d+) m/g, 'M$1').replace(/(\d+ \d+) l/g, 'L$1').replace(/h/g, 'Z');

export const drawnQr = (content: string) => {
  const { side, path } = qrCode(content);
  const whole = side + 2 * QUIET_ZONE;
  return { viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`, path: svgPath(path) };
};

/** WhatsApp's "click to chat" wants digits alone. */
const whatsappLink = (phone: string | undefined, text: string): string => `https://wa.me/${(phone ?? '').replace(/\D/g, '')}?text=${encodeURIComponent(text)}`;

/** New codes for all who have not made a password yet, shown this once; who has one is not on the sheet, so that it takes no account over. */
export async function showSheet(administration: Administration, found: ClassRecord, received: Received<unknown, unknown, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const { codes } = administration.accounts;
  const waiting = (await membersOf(administration, viewer, found)).filter((account) => !account.passwordHash && mayIssueResetCode(viewer, account));
  const validUntil = longDate(new Date(Date.now() + LIFETIME_MS), received.language);
  const present = async (account: AccountRecord) => {
    const code = await codes.issueCode('password-reset', account._id, LIFETIME_MS);
    const link = `${received.origin}/use-code?code=${code}`;
    const message = received.t('Halo {name}, nama pengguna Anda di Bimtek {userName}. Buat kata sandi di {link} sebelum {date}.', { name: account.name, userName: account.userName, link, date: validUntil });
    const place = [account.village, account.regionCode && regionName(account.regionCode)].filter(Boolean).join(', ');
    return { name: account.name, userName: account.userName, place, code, qr: drawnQr(link), whatsapp: whatsappLink(account.phone, message) };
  };
  const people: Awaited<ReturnType<typeof present>>[] = [];
  for (const account of waiting) people.push(await present(account));
  const fields = { title: received.t('Lembar kode'), name: found.name, backHref: `/admin/classes/${found._id}`, address: `${received.origin}/use-code`, validUntil, people };
  return page('administration/code-sheet', fields, { headers: { 'Cache-Control': 'no-store' } });
}
