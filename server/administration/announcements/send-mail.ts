import { createHash } from 'node:crypto';
import type { Administration } from '../administration.ts';
import type { AnnouncementRecord, OutboxRecord } from './announcement-model.ts';
import { isMeantFor } from './learner-announcements.ts';
import type { Mailer } from './mailer.ts';

const MINUTE_MS = 60_000;
/** Waits grow from a minute, twice as long each time, to six hours. */
const LONGEST_DELAY_MS = 6 * 60 * MINUTE_MS;
/** A day and a half of trying. */
const MOST_TRIES = 14;
/** Who dies while sending keeps the mail from the others this long. */
const CLAIM_MS = 10 * MINUTE_MS;
const AT_ONCE = 50;
const MEMBERS_A_PAGE = 200;
const MOST_ANNOUNCEMENTS = 10;
const LONGEST_SUBJECT = 120;

type Mailing = Pick<Administration, 'following' | 'classes' | 'accounts' | 'announcements' | 'outbox'> & { readonly address: () => string };

const delayAfter = (tries: number): number => Math.min(LONGEST_DELAY_MS, MINUTE_MS * 2 ** Math.max(0, tries - 1));

/** Puts a mail into the outbox for every member who has an address; each once, however often this is begun. */
async function fill({ following, accounts, announcements, outbox }: Mailing, announcement: AnnouncementRecord, now: Date): Promise<void> {
  for (let last: string | undefined; ; ) {
    const page = await following.follows.selectPageOfClass(announcement.class, last, MEMBERS_A_PAGE);
    const meant = page.filter(({ place, region }) => place !== undefined && isMeantFor(announcement, region));
    for (const { _id, email } of await accounts.accounts.selectByIds(meant.map(({ learner }) => learner))) if (email) await outbox.put(announcement._id, _id, now);
    last = page.at(-1)?._id;
    if (page.length < MEMBERS_A_PAGE) break;
  }
  await announcements.endMailing(announcement._id);
}

/** A family may share the address, so that the mail names nobody. */
function textOf({ text }: AnnouncementRecord, className: string, address: string): string {
  return `${text}\n\n-- \nPengumuman untuk angkatan ${className}. Anda menerima surel ini karena alamat ini tercatat pada akun seorang peserta.\n${address}/learn\n`;
}

const messageId = ({ _id }: OutboxRecord, address: string): string =>
  `<${createHash('sha256').update(_id).digest('hex').slice(0, 32)}@${URL.canParse(address) ? new URL(address).hostname : 'bimtek.invalid'}>`;

async function sendOne({ classes, accounts, announcements, outbox, address }: Mailing, mailer: Mailer, record: OutboxRecord, now: Date): Promise<void> {
  if (!(await outbox.claim(record, new Date(now.getTime() + CLAIM_MS)))) return;
  const [announcement, account] = [await announcements.selectOptional(record.announcement), await accounts.accounts.selectOptionalById(record.learner)];
  if (!announcement || announcement.withdrawnAt || !account?.email) return outbox.settle(record._id, 'failed', 'withdrawn');
  const className = (await classes.selectOptionalClass(announcement.class))?.name ?? '';
  const sent = await mailer.send({
    id: messageId(record, address()), to: account.email, subject: `Pengumuman: ${className}`.slice(0, LONGEST_SUBJECT), text: textOf(announcement, className, address()),
  });
  const tries = record.tries + 1;
  if (sent.ok) return outbox.settle(record._id, 'sent');
  if (sent.forGood || tries >= MOST_TRIES) return outbox.settle(record._id, 'failed', sent.fault);
  await outbox.tryAgain(record._id, new Date(now.getTime() + delayAfter(tries)), sent.fault);
}

/**
 * Fills the outbox for announcements that go by mail, then sends what is due; gives how many were tried. A mail that the server took
 * just before this process died goes out twice, under one Message-ID; none is lost.
 */
export async function sendMail(mailing: Mailing, openMailer: () => Promise<Mailer & { close(): void }>, now: () => Date = () => new Date()): Promise<number> {
  for (const announcement of await mailing.announcements.selectMailing(MOST_ANNOUNCEMENTS)) await fill(mailing, announcement, now());
  const due = await mailing.outbox.selectDue(now(), AT_ONCE);
  if (due.length === 0) return 0;
  const mailer = await openMailer();
  try {
    for (const record of due) await sendOne(mailing, mailer, record, now());
  } finally {
    mailer.close();
  }
  return due.length;
}
