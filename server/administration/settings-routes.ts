import { z } from 'zod';
import { certificateSettingsForm, settingsFields } from '../certification/certificate-settings-form.ts';
import { isComplete, logoHref } from '../certification/certificate-settings-store.ts';
import { inLanguage } from '../content/course.ts';
import { Forbidden } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { keepNumbers, nextNumber, refuseNumbers } from './papers/paper-numbers.ts';
import { PAPER_UPLOAD, paperPictures, sentPictures, signatureReply } from './papers/paper-pictures-form.ts';
import { mayChangeSettings } from './policy.ts';

const PATH = '/admin/settings';

type Asked = Received<unknown, unknown, unknown>;

const authorise = (received: Asked): string => {
  const viewer = signedIn(received);
  if (!mayChangeSettings(viewer)) throw new Forbidden('Pengaturan berlaku untuk semua wilayah dan diubah oleh admin pusat.');
  return viewer.id;
};

interface Typed {
  readonly values: unknown;
  readonly errors: Readonly<Record<string, string>>;
}

/** The form, and what still keeps the word CONTOH on certificates. */
async function showSettings({ certification, learning }: Administration, received: Asked, typed?: Typed): Promise<Reply> {
  const settings = await certification.settings.select();
  const address = certification.address();
  const pilots = learning.courses.courses().filter((course) => course.status === 'pilot');
  return page(
    'administration/settings',
    {
      title: received.t('Pengaturan'),
      values: typed?.values ?? settingsFields(settings),
      errors: typed?.errors ?? {},
      nextNumber: await nextNumber(certification, settings.documentNumber),
      pictures: paperPictures(settings, { logo: logoHref(settings), signatures: `${PATH}/signatures` }),
      ready: { issuer: isComplete(settings), baseUrl: address.startsWith('https://') },
      pilots: pilots.map((course) => inLanguage(course.title, received.language)),
      baseUrl: address,
    },
    { status: typed ? 422 : 200 },
  );
}

const pictureParams = z.object({ picture: z.coerce.number().int().min(1).max(2) });

/** Who issues certificates, how they are signed and numbered, and who runs this site. */
export const settingsRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'administrator',
    handle: (received) => {
      authorise(received);
      return showSettings(administration, received);
    },
  }),
  route({
    method: 'get',
    path: `${PATH}/signatures/:picture`,
    access: 'administrator',
    params: pictureParams,
    handle: async (received) => {
      authorise(received);
      const { settings, files } = administration.certification;
      return signatureReply(files, await settings.select(), received.params.picture);
    },
  }),
  route({
    method: 'post',
    path: PATH,
    access: 'administrator',
    upload: PAPER_UPLOAD,
    body: certificateSettingsForm,
    invalid: (problem, received) => {
      authorise(received);
      return showSettings(administration, received, { values: received.body ?? {}, errors: problem.fields });
    },
    handle: async (received) => {
      const by = authorise(received);
      const { certification } = administration;
      const { pictures, numbers, ...given } = received.body;
      await refuseNumbers(certification, numbers);
      await certification.settings.save(given, by, sentPictures(received.http), pictures);
      await keepNumbers(certification, numbers);
      return redirect(PATH, { text: 'Pengaturan sudah disimpan.' });
    },
  }),
];
