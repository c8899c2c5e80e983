import { z } from 'zod';
import { regionName } from '../../accounts/regions/regions.ts';
import { Invalid } from '../../errors.ts';
import { shortDate } from '../../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import { accountId, courseId } from '../list-query.ts';
import { reachesRegion } from '../policy.ts';
import { reachOf, regionChoices } from '../reach.ts';
import { CLASSES_PATH, selectReached, showClass } from './class-page.ts';

const params = z.object({ class: accountId });

const classForm = z.object({
  name: z.string('Isi nama angkatan.').transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim()).pipe(z.string().min(1, 'Isi nama angkatan.').max(120, 'Nama angkatan paling panjang 120 huruf.')),
  course: courseId.catch(''),
  regionCode: z.string().max(20).default('').transform((code) => code || undefined),
});

async function showClasses({ classes, learning }: Administration, received: Received<unknown, unknown, unknown>, values: unknown = {}, errors: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const viewer = signedIn(received);
  const found = await classes.selectNewest(reachOf(viewer, undefined));
  const fields = {
    title: received.t('Angkatan'),
    classes: found.map((one) => ({ href: `${CLASSES_PATH}/${one._id}`, name: one.name, region: one.regionCode ? regionName(one.regionCode) : '', made: shortDate(one.createdAt, received.language), isOpen: one.state === 'open' })),
    courses: learning.courses.courses().map((course) => ({ value: course.id, text: courseTitle(course, received.language) })),
    regions: regionChoices(viewer),
    isScoped: viewer.scope.length > 0,
    values,
    errors,
  };
  return page('administration/classes', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

/** Classes: made, looked at, closed and opened again. */
export const classRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: CLASSES_PATH, access: 'administrator', handle: (received) => showClasses(administration, received) }),
  route({
    method: 'post',
    path: CLASSES_PATH,
    access: 'administrator',
    body: classForm,
    invalid: (problem, received) => showClasses(administration, received, received.body ?? {}, problem.fields),
    handle: async (received) => {
      const { body } = received;
      const viewer = signedIn(received);
      if (!administration.learning.courses.course(body.course)) throw new Invalid('Pilih pelatihannya.', { course: 'Pilih pelatihannya.' });
      const known = body.regionCode === undefined || regionChoices(viewer).some(({ value }) => value === body.regionCode);
      if (!known || !reachesRegion(viewer, body.regionCode)) throw new Invalid('Pilih wilayah dari daftar.', { regionCode: 'Pilih wilayah dari daftar.' });
      const made = await administration.classes.createClass({ ...body, by: viewer.id });
      return redirect(`${CLASSES_PATH}/${made._id}`, { text: 'Angkatan {name} sudah dibuat. Masukkan daftar pesertanya.', facts: { name: made.name } });
    },
  }),
  route({
    method: 'get',
    path: `${CLASSES_PATH}/:class`,
    access: 'administrator',
    params,
    handle: async (received) => showClass(administration, await selectReached(administration, signedIn(received), received.params.class), received),
  }),
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/state`,
    access: 'administrator',
    params,
    body: z.object({ state: z.enum(['open', 'closed']) }),
    handle: async (received) => {
      const found = await selectReached(administration, signedIn(received), received.params.class);
      await administration.classes.changeState(found._id, received.body.state);
      return redirect(`${CLASSES_PATH}/${found._id}`, { text: received.body.state === 'open' ? 'Angkatan ini dibuka lagi.' : 'Angkatan ini ditutup.' });
    },
  }),
];
