import { setImmediate as nextTick } from 'node:timers/promises';
import type { AccountRecord } from '../../../accounts/account-model.ts';
import type { CodeKind } from '../../../accounts/code-model.ts';
import { regionName } from '../../../accounts/regions/regions.ts';
import { longDate } from '../../../web/i18n/dates.ts';
import { page, type Reply } from '../../../web/reply.ts';
import type { Facts } from '../../../errors.ts';
import type { Translate } from '../../../web/i18n/translate.ts';
import type { Received } from '../../../web/route.ts';
import type { Administration } from '../../administration.ts';
import type { ClassRecord } from '../class-model.ts';
import { drawnQr } from './qr-drawing.ts';
import type { Audience } from './sheet-people.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the codes of a sheet are for, and how long they hold. */
const PURPOSES = {
  'class-sheet': {
    /** A sheet is handed out at a meeting, often weeks after it was printed. */
    lifetimeMs: 60 * DAY_MS,
    title: (t: Translate) => t('Lembar kode'),
    message: (t: Translate, facts: Facts) => t('Halo {name}, nama pengguna Anda di Bimtek {userName}. Buat kata sandi di {link} sebelum {date}.', facts),
  },
  'password-reset': {
    lifetimeMs: 7 * DAY_MS,
    title: (t: Translate) => t('Kode kata sandi baru'),
    message: (t: Translate, facts: Facts) => t('Halo {name}, nama pengguna Anda di Bimtek {userName}. Buat kata sandi baru di {link} sebelum {date}.', facts),
  },
} as const satisfies Partial<Record<CodeKind, unknown>>;

/** QR codes drawn between two turns of others. */
const DRAWN_AT_ONCE = 5;

/** WhatsApp's "click to chat" wants digits alone. */
const whatsappLink = (phone: string | undefined, text: string): string => `https://wa.me/${(phone ?? '').replace(/\D/g, '').replace(/^0/, '62')}?text=${encodeURIComponent(text)}`;

export interface Sheet {
  readonly found: ClassRecord;
  readonly purpose: keyof typeof PURPOSES;
  /** Whose codes, in the order of the sheet. */
  readonly people: readonly AccountRecord[];
  /** Without QR codes: a list of messages alone. */
  readonly paper: boolean;
  /** How the next part of a large class is asked for. */
  readonly next: { readonly after: string; readonly who: Audience } | undefined;
}

/** New codes for these people, shown this once; their earlier ones of the same purpose stop working. */
export async function showSheet({ accounts }: Administration, { found, purpose, people, paper, next }: Sheet, { t, language, origin }: Received<unknown, unknown, unknown>): Promise<Reply> {
  const { lifetimeMs, title, message } = PURPOSES[purpose];
  const codes = await accounts.codes.issueCodes(purpose, people.map(({ _id }) => _id), lifetimeMs);
  const validUntil = longDate(new Date(Date.now() + lifetimeMs), language);
  const shown = [];
  for (const { _id, name, userName, village, regionCode, phone } of people) {
    const code = codes.get(_id) ?? '';
    const link = `${origin}/use-code?code=${code}`;
    const text = message(t, { name, userName, link, date: validUntil });
    const place = [village, regionCode && regionName(regionCode)].filter(Boolean).join(', ');
    if (paper && shown.length % DRAWN_AT_ONCE === 0) await nextTick();
    shown.push({ name, userName, place, code, qr: paper ? drawnQr(link) : undefined, whatsapp: whatsappLink(phone, text), hasPhone: phone !== undefined });
  }
  const fields = { title: title(t), name: found.name, backHref: `/admin/classes/${found._id}`, codeAddress: `${origin}/use-code`, validUntil, people: shown, paper, next: next && { ...next, href: `/admin/classes/${found._id}/codes` } };
  return page('administration/code-sheet', { styles: ['styles/codes.css'], ...fields }, { headers: { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } });
}
