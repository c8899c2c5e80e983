import { z } from 'zod';
import { regionName } from '../../accounts/regions/regions.ts';
import { Invalid } from '../../errors.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import { accountId } from '../list-query.ts';
import { selectOrganisationChoices } from '../organisations/organisation-choices.ts';
import { regionChoices } from '../reach.ts';
import { CLASSES_PATH } from './class-address.ts';
import { changedClassForm, classFacts, newClassForm } from './class-form.ts';
import type { ClassRecord } from './class-model.ts';
import { selectRun } from './class-page.ts';

const params = z.object({ class: accountId });

/** The form as it was typed, or as the class is. */
async function valuesOf({ accounts }: Administration, found: ClassRecord): Promise<Record<string, unknown>> {
  const { name, regions, organisations: organisation, begins, ends, quota } = found;
  const [regionCode, ...others] = regions;
  const trainers = (await accounts.accounts.selectByIds(found.trainers)).map(({ userName }) => userName).join(', ');
  return { name, regionCode, otherRegions: others.map(regionName).join('\n'), organisation, trainers, begins, ends, quota };
}

async function showForm(administration: Administration, received: Received<unknown, unknown, unknown>, found: ClassRecord | undefined, problem?: Invalid): Promise<Reply> {
  const viewer = signedIn(received);
  const { t, language } = received;
  const values = problem ? Object(received.body) : found ? await valuesOf(administration, found) : {};
  const chosen: readonly string[] = [values.organisation ?? []].flat().map(String);
  return page(
    'administration/class-form',
    {
      title: found ? t('Ubah angkatan') : t('Angkatan baru'),
      name: found?.name,
      action: found ? `${CLASSES_PATH}/${found._id}/edit` : CLASSES_PATH,
      backHref: found ? `${CLASSES_PATH}/${found._id}` : CLASSES_PATH,
      courses: found ? undefined : administration.learning.courses.courses().map((course) => ({ value: course.id, text: courseTitle(course, language) })),
      regions: regionChoices(viewer),
      isScoped: viewer.scope.length > 0,
      organisations: (await selectOrganisationChoices(administration, viewer, found?.organisations ?? [])).map((choice) => ({ ...choice, checked: chosen.includes(choice.value) })),
      values,
      errors: problem?.fields ?? {},
    },
    { status: problem ? 422 : 200 },
  );
}

/** A class is made, and what is said of it is changed; its course stays what it was. */
export const editClassRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: `${CLASSES_PATH}/new`, access: 'administrator', handle: (received) => showForm(administration, received, undefined) }),
  route({
    method: 'post',
    path: CLASSES_PATH,
    access: 'administrator',
    body: newClassForm,
    invalid: (problem, received) => showForm(administration, received, undefined, problem),
    handle: async (received) => {
      const { body } = received;
      const viewer = signedIn(received);
      if (!administration.learning.courses.course(body.course)) throw new Invalid('Pilih pelatihannya.', { course: 'Pilih pelatihannya.' });
      const made = await administration.classes.createClass({ ...(await classFacts(administration, viewer, body)), course: body.course, by: viewer.id });
      received.audit({ object: made._id });
      return redirect(`${CLASSES_PATH}/${made._id}`, { text: 'Angkatan {name} sudah dibuat. Masukkan daftar pesertanya, atau buat kode angkatan.', facts: { name: made.name } });
    },
  }),
  route({
    method: 'get',
    path: `${CLASSES_PATH}/:class/edit`,
    access: 'administrator',
    params,
    handle: async (received) => showForm(administration, received, await selectRun(administration, signedIn(received), received.params.class)),
  }),
  route({
    method: 'post',
    path: `${CLASSES_PATH}/:class/edit`,
    access: 'administrator',
    params,
    body: changedClassForm,
    invalid: async (problem, received) => showForm(administration, received, await selectRun(administration, signedIn(received), received.params.class), problem),
    handle: async (received) => {
      const viewer = signedIn(received);
      const found = await selectRun(administration, viewer, received.params.class);
      await administration.classes.changeClass(found._id, await classFacts(administration, viewer, received.body, found));
      return redirect(`${CLASSES_PATH}/${found._id}`, { text: 'Angkatan sudah disimpan.' });
    },
  }),
];
