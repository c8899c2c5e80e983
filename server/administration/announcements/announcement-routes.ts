import { z } from 'zod';
import { NotFound } from '../../errors.ts';
import { redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import { selectReached } from '../classes/class-page.ts';
import { followId } from '../following/follow-store.ts';
import { accountId } from '../list-query.ts';
import { mayWithdraw } from './announcement-policy.ts';
import { announcementsPath, showAnnouncements } from './announcement-page.ts';

const LONGEST_TEXT = 2000;
const PER_MINUTE = 20;
const PATH = `${CLASSES_PATH}/:class/announcements`;
const params = z.object({ class: accountId });
const announcementId = z.string().regex(/^[\w-]{1,40}:[\w-]{1,40}$/);
const ownParams = params.extend({ announcement: announcementId });

const form = z.object({
  key: z.string().regex(/^[0-9a-z]{9}-[\w-]{16}$/, 'Formulir ini sudah lama terbuka. Kirim sekali lagi.'),
  text: z
    .string('Tulis pengumumannya.')
    .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\n{3,}/g, '\n\n').trim())
    .pipe(z.string().min(1, 'Tulis pengumumannya.').max(LONGEST_TEXT, 'Pengumuman paling panjang 2.000 huruf.')),
  mail: z.string().optional().transform((value) => value !== undefined),
});

type Own = Received<z.output<typeof params>, unknown, unknown>;
const selectClass = (administration: Administration, received: Own) => selectReached(administration, signedIn(received), received.params.class);

async function announce(administration: Administration, received: Received<z.output<typeof params>, unknown, z.output<typeof form>>): Promise<Reply> {
  const viewer = signedIn(received);
  const found = await selectClass(administration, received);
  const { key, text, mail } = received.body;
  const byMail = mail && administration.mail !== undefined;
  await administration.announcements.create({
    _id: `${found._id}:${key}`, class: found._id, text, by: viewer.id, scope: [...viewer.scope], createdAt: new Date(), byMail, ...(byMail && { mailing: true }), schemaVersion: 1,
  });
  return redirect(announcementsPath(found._id), { text: 'Pengumuman ini sekarang terlihat di beranda peserta.' });
}

async function withdraw(administration: Administration, received: Received<z.output<typeof ownParams>, unknown, unknown>): Promise<Reply> {
  const found = await selectClass(administration, received);
  const announcement = await administration.announcements.selectOptional(received.params.announcement);
  if (!announcement || announcement.class !== found._id || !mayWithdraw(signedIn(received), announcement)) throw new NotFound('Pengumuman ini tidak ada.');
  await administration.announcements.withdraw(announcement._id);
  return redirect(announcementsPath(found._id), { text: 'Pengumuman ini ditarik. Peserta tidak melihatnya lagi.' });
}

/** Only who was told can put it away; to everybody else it does not exist. */
async function dismiss(administration: Administration, received: Received<{ announcement: string }, unknown, unknown>): Promise<Reply> {
  const { id } = signedIn(received);
  const announcement = await administration.announcements.selectOptional(received.params.announcement);
  const member = announcement && (await administration.following.follows.selectSome([followId(announcement.class, id)]))[0];
  if (!announcement || !member) throw new NotFound('Pengumuman ini tidak ada.');
  await administration.announcements.dismiss(announcement._id, id);
  return redirect('/learn');
}

/** Telling a class something, and putting away what one was told. */
export const announcementRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: PATH, access: 'trainer', params, handle: async (received) => showAnnouncements(administration, await selectClass(administration, received), received) }),
  route({
    method: 'post',
    path: PATH,
    access: 'trainer',
    perMinute: PER_MINUTE,
    params,
    body: form,
    invalid: async (problem, received) => showAnnouncements(administration, await selectClass(administration, received), received, received.body ?? {}, problem.fields),
    handle: (received) => announce(administration, received),
  }),
  route({ method: 'post', path: `${PATH}/:announcement/withdraw`, access: 'trainer', params: ownParams, handle: (received) => withdraw(administration, received) }),
  route({ method: 'post', path: '/announcements/:announcement/dismiss', access: 'signed-in', params: z.object({ announcement: announcementId }), handle: (received) => dismiss(administration, received) }),
];
