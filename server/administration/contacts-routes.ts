import { z } from 'zod';
import { Forbidden, NotFound } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { courseTitle } from './learner-result.ts';
import { mayChangeContacts } from './policy.ts';

const CONTACTS_PATH = '/admin/contacts';
const LONGEST_NAME = 60;

/** As WhatsApp wants it: digits with the country's code. A number that begins with 0 is Indonesian. */
const whatsappNumber = (typed: string): string => typed.replace(/[\s().-]/g, '').replace(/^(?:\+|00)/, '').replace(/^0/, '62');

const contactForm = z
  .object({
    name: z.string().default('').transform((typed) => typed.replace(/\s+/g, ' ').trim()).pipe(z.string().max(LONGEST_NAME, 'Nama paling panjang 60 huruf.')),
    phone: z.string().default('').transform(whatsappNumber).pipe(z.string().regex(/^(?:[1-9]\d{7,14})?$/, 'Nomor WhatsApp 8 sampai 15 angka, misalnya 081234567890.')),
  })
  .refine(({ name, phone }) => phone === '' || name !== '', { path: ['name'], error: 'Isi nama yang dapat ditanya, misalnya Pak Arif.' })
  .refine(({ name, phone }) => name === '' || phone !== '', { path: ['phone'], error: 'Isi nomor WhatsApp, atau kosongkan keduanya supaya tautannya hilang.' });

const guard = (received: Received<unknown, unknown, unknown>): void => {
  if (!mayChangeContacts(signedIn(received))) throw new Forbidden('Akun Anda tidak berhak membuka halaman ini.');
};

async function show({ learning, contacts }: Administration, received: Received<unknown, unknown, unknown>, wrong?: { readonly course: string; readonly errors: Readonly<Record<string, string>> }): Promise<Reply> {
  guard(received);
  const typed = (received.body ?? {}) as { readonly name?: string; readonly phone?: string };
  const courses = await Promise.all(
    learning.courses.courses().map(async (course) => {
      const isWrong = wrong?.course === course.id;
      const kept = isWrong ? typed : await contacts.selectOptional(course.id);
      return { id: course.id, title: courseTitle(course, received.language), action: `${CONTACTS_PATH}/${course.id}`, values: { name: kept?.name ?? '', phone: kept?.phone ?? '' }, errors: isWrong ? wrong.errors : {} };
    }),
  );
  return page('administration/contacts', { title: received.t('Kontak pelatih'), courses }, { status: wrong ? 422 : 200 });
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
      else await administration.contacts.set(course, received.body, signedIn(received));
      return redirect(CONTACTS_PATH, { text: received.body.phone === '' ? 'Tautan Tanya pelatih sudah dihapus.' : 'Peserta sekarang dapat bertanya lewat WhatsApp.' });
    },
  }),
];
