import { z } from 'zod';
import { Forbidden, Invalid, NotFound } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { courseTitle } from './learner-result.ts';
import { mayChangeContacts } from './policy.ts';

const CONTACTS_PATH = '/admin/contacts';
const LONGEST_NAME = 60;
const LONGEST_USER_NAME = 60;
const NOT_KNOWN = 'Nama pengguna ini bukan pelatih atau admin. Kosongkan bila orangnya tidak punya akun.';

/** As WhatsApp wants it: digits with the country's code. A number that begins with 0 is Indonesian. */
const whatsappNumber = (typed: string): string => typed.replace(/[\s().-]/g, '').replace(/^(?:\+|00)/, '').replace(/^0/, '62');

const contactForm = z
  .object({
    name: z.string().default('').transform((typed) => typed.replace(/\s+/g, ' ').trim()).pipe(z.string().max(LONGEST_NAME, 'Nama paling panjang 60 huruf.')),
    userName: z.string().max(LONGEST_USER_NAME, NOT_KNOWN).default('').transform((typed) => typed.trim()),
    phone: z.string().default('').transform(whatsappNumber).pipe(z.string().regex(/^(?:[1-9]\d{7,14})?$/, 'Nomor WhatsApp 8 sampai 15 angka, misalnya 081234567890.')),
  })
  .refine(({ name, phone }) => phone === '' || name !== '', { path: ['name'], error: 'Isi nama yang dapat ditanya, misalnya Pak Arif.' })
  .refine(({ name, phone }) => name === '' || phone !== '', { path: ['phone'], error: 'Isi nomor WhatsApp, atau kosongkan keduanya supaya tautannya hilang.' });

const guard = (received: Received<unknown, unknown, unknown>): void => {
  if (!mayChangeContacts(signedIn(received))) throw new Forbidden('Akun Anda tidak berhak membuka halaman ini.');
};

/** Whose number it is: a trainer's own, or whom an administrator names. Undefined: nobody's with an account. */
async function ownerOf({ accounts }: Administration, viewer: Viewer, userName: string): Promise<string | undefined> {
  if (viewer.role === 'trainer') return viewer.id;
  if (userName === '') return undefined;
  const account = await accounts.accounts.selectOptionalByUserName(userName.toLowerCase());
  if (!account || account.role === 'learner') throw new Invalid(NOT_KNOWN, { userName: NOT_KNOWN });
  return account._id;
}

async function show({ learning, contacts, accounts }: Administration, received: Received<unknown, unknown, unknown>, wrong?: { readonly course: string; readonly errors: Readonly<Record<string, string>> }): Promise<Reply> {
  guard(received);
  const typed = (received.body ?? {}) as { readonly name?: string; readonly phone?: string; readonly userName?: string };
  const isAdministrator = signedIn(received).role === 'administrator';
  const courses = await Promise.all(
    learning.courses.courses().map(async (course) => {
      const isWrong = wrong?.course === course.id;
      const kept = isWrong ? undefined : await contacts.selectOptional(course.id);
      const [owner] = kept?.owner === undefined ? [] : await accounts.accounts.selectByIds([kept.owner]);
      const { name = '', phone = '', userName = '' } = isWrong ? typed : { ...kept, userName: owner?.userName };
      return { id: course.id, title: courseTitle(course, received.language), action: `${CONTACTS_PATH}/${course.id}`, values: { name, phone, userName }, errors: isWrong ? wrong.errors : {} };
    }),
  );
  return page('administration/contacts', { title: received.t('Kontak pelatih'), courses, isAdministrator }, { status: wrong ? 422 : 200 });
}

const params = z.object({ course: z.string().max(60) });

/** Whom learners may ask on WhatsApp, course by course. */
export const contactsRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: CONTACTS_PATH, access: 'trainer', handle: (received) => show(administration, received) }),
  route({
    method: 'post',
    path: `${CONTACTS_PATH}/:course`,
    access: 'trainer',
    params,
    body: contactForm,
    invalid: (problem, received) => show(administration, received, { course: received.params.course, errors: problem.fields }),
    handle: async (received) => {
      guard(received);
      const { course } = received.params;
      if (!administration.learning.courses.course(course)) throw new NotFound('Pelatihan ini tidak ada.');
      if (received.body.phone === '') await administration.contacts.remove(course);
      else {
        const viewer = signedIn(received);
        await administration.contacts.set(course, received.body, viewer.id, await ownerOf(administration, viewer, received.body.userName));
      }
      return redirect(CONTACTS_PATH, { text: received.body.phone === '' ? 'Tautan Tanya pelatih sudah dihapus.' : 'Peserta sekarang dapat bertanya lewat WhatsApp.' });
    },
  }),
];
