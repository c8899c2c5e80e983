import { randomId } from '../../accounts/random-id.ts';
import { dateAndTime } from '../../web/i18n/dates.ts';
import { page, type Reply } from '../../web/reply.ts';
import type { Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { classTabs } from '../following/class-tabs.ts';
import { linesOf } from './text-parts.ts';

const MOST_SHOWN = 50;
const MOST_COUNTED = 1000;
const TIME_DIGITS = 9;
const BASE = 36;

export const announcementsPath = (classId: string): string => `${CLASSES_PATH}/${classId}/announcements`;

/** Made with the form: what is sent twice has the same one. It begins with the time. */
const newKey = (): string => `${Date.now().toString(BASE).padStart(TIME_DIGITS, '0')}-${randomId()}`;

/** Beyond a thousand "more than" would say no more. */
const upTo = (count: number): number => Math.min(count, MOST_COUNTED);

/** `views/administration/announcements.ejs`: write one, and what was told before. */
export async function showAnnouncements(administration: Administration, found: ClassRecord, received: Received<unknown, unknown, unknown>, values: unknown = {}, errors: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const { announcements, outbox, accounts, mail } = administration;
  const kept = await announcements.selectNewest(found._id, MOST_SHOWN);
  const authors = new Map((await accounts.accounts.selectByIds([...new Set(kept.map(({ by }) => by))])).map(({ _id, name }) => [_id, name]));
  const own = announcementsPath(found._id);
  const shown = kept.map(async ({ _id, text, by, createdAt, withdrawnAt, byMail, mailing }) => ({
    lines: linesOf(text),
    by: authors.get(by) ?? '',
    at: dateAndTime(createdAt, received.language),
    isWithdrawn: withdrawnAt !== undefined,
    dismissed: upTo(await announcements.countDismissed(_id, MOST_COUNTED)),
    withdrawHref: `${own}/${_id}/withdraw`,
    mail: byMail
      ? { isBeginning: mailing === true, waiting: upTo(await outbox.count(_id, 'waiting', MOST_COUNTED)), sent: upTo(await outbox.count(_id, 'sent', MOST_COUNTED)), failed: upTo(await outbox.count(_id, 'failed', MOST_COUNTED)) }
      : undefined,
  }));
  const fields = {
    title: found.name, tabs: classTabs(received, found, 'announcements'), styles: ['styles/charts.css'], action: own, key: newKey(), hasMail: mail !== undefined,
    announcements: await Promise.all(shown), values, errors,
  };
  return page('administration/announcements', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}
