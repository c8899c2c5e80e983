import { z } from 'zod';
import { regionName } from '../../accounts/regions/regions.ts';
import type { OrganisationRecord } from '../../accounts/organisations/organisation-model.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { PAGE_SIZE, pageOf, pageQuery, paginationOf, placeOf } from '../list-page.ts';
import { accountId } from '../list-query.ts';
import { namePosition, namePositionOf, writeNamePosition } from '../name-position.ts';
import { isUnscoped } from '../policy.ts';
import { reachOf, regionChoices } from '../reach.ts';
import { requireReached } from '../reached-region.ts';
import { reachesOrganisation } from './organisation-choices.ts';

export const ORGANISATIONS_PATH = '/admin/organisations';
const PATH = `${ORGANISATIONS_PATH}/:organisation`;

const { after, row } = pageQuery(namePosition);
const listQuery = z.object({ state: z.literal('archived').optional().catch(undefined), after, row });
const params = z.object({ organisation: accountId });
const form = z.object({
  name: z
    .string('Isi nama lembaga.')
    .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'Isi nama lembaga.').max(120, 'Nama lembaga paling panjang 120 huruf.')),
  regionCode: z.string().max(20).default('').transform((code) => code || undefined),
});
type OrganisationForm = z.output<typeof form>;
type Any = Received<unknown, unknown, unknown>;

async function selectManaged({ accounts }: Administration, viewer: Viewer, id: string): Promise<OrganisationRecord> {
  const found = await accounts.organisations.selectOptionalOrganisation(id);
  if (!found || !reachesOrganisation(viewer, found)) throw new NotFound('Lembaga ini tidak ada.');
  return found;
}

/** Throws `Invalid` for a region beyond reach, and for a second one of the same name there. */
async function requireFree({ accounts }: Administration, viewer: Viewer, given: OrganisationForm, own?: OrganisationRecord): Promise<OrganisationForm> {
  if (given.regionCode === undefined && !isUnscoped(viewer)) throw new Invalid('Pilih wilayah dari daftar.', { regionCode: 'Pilih wilayah dari daftar.' });
  if (given.regionCode !== undefined && !regionChoices(viewer).some(({ value }) => value === given.regionCode)) throw new Invalid('Pilih wilayah dari daftar.', { regionCode: 'Pilih wilayah dari daftar.' });
  if (given.regionCode !== undefined) requireReached(viewer, given.regionCode);
  const namesake = await accounts.organisations.selectOptionalNamesake(given);
  if (namesake && namesake._id !== own?._id) throw new Invalid('Lembaga dengan nama ini sudah ada di wilayah yang sama.', { name: 'Lembaga dengan nama ini sudah ada di wilayah yang sama.' });
  return given;
}

async function showList({ accounts }: Administration, received: Received<unknown, z.output<typeof listQuery>, unknown>): Promise<Reply> {
  const { query, t } = received;
  const viewer = signedIn(received);
  const found = await accounts.organisations.selectPage({ reach: reachOf(viewer, undefined), archived: query.state === 'archived' }, query.after, PAGE_SIZE + 1);
  const list = { ...pageOf(found, placeOf({ after: query.after }), namePositionOf), previous: undefined };
  return page('administration/organisations', {
    title: t('Lembaga'),
    isArchive: query.state === 'archived',
    newHref: `${ORGANISATIONS_PATH}/new`,
    organisations: list.rows.map(({ _id, name, regionCode }) => ({ href: `${ORGANISATIONS_PATH}/${_id}`, name, region: regionCode && regionName(regionCode) })),
    pagination: paginationOf(list, { path: ORGANISATIONS_PATH, filters: { state: query.state }, row: query.row, t }, writeNamePosition),
  });
}

function showForm(received: Any, found: OrganisationRecord | undefined, problem?: Invalid): Reply {
  const viewer = signedIn(received);
  const own = found && `${ORGANISATIONS_PATH}/${found._id}`;
  const fields = {
    title: found?.name ?? received.t('Lembaga baru'),
    action: own ?? ORGANISATIONS_PATH,
    stateHref: own && `${own}/state`,
    isArchived: found?.archived ?? false,
    regions: regionChoices(viewer),
    isScoped: !isUnscoped(viewer),
    values: problem ? Object(received.body) : { name: found?.name, regionCode: found?.regionCode },
    errors: problem?.fields ?? {},
  };
  return page('administration/organisation', fields, { status: problem ? 422 : 200 });
}

/** Organisations: listed, made, changed, archived and brought back. */
export const organisationRoutes = (administration: Administration): readonly Route[] => {
  const { organisations } = administration.accounts;
  return [
    route({ method: 'get', path: ORGANISATIONS_PATH, access: 'administrator', query: listQuery, handle: (received) => showList(administration, received) }),
    route({ method: 'get', path: `${ORGANISATIONS_PATH}/new`, access: 'administrator', handle: (received) => showForm(received, undefined) }),
    route({
      method: 'post',
      path: ORGANISATIONS_PATH,
      access: 'administrator',
      body: form,
      invalid: (problem, received) => showForm(received, undefined, problem),
      handle: async (received) => {
        const viewer = signedIn(received);
        const made = await organisations.createOrganisation(await requireFree(administration, viewer, received.body), viewer.id);
        return redirect(ORGANISATIONS_PATH, { text: 'Lembaga {name} sudah dibuat.', facts: { name: made.name } });
      },
    }),
    route({
      method: 'get',
      path: PATH,
      access: 'administrator',
      params,
      handle: async (received) => showForm(received, await selectManaged(administration, signedIn(received), received.params.organisation)),
    }),
    route({
      method: 'post',
      path: PATH,
      access: 'administrator',
      params,
      body: form,
      invalid: async (problem, received) => showForm(received, await selectManaged(administration, signedIn(received), received.params.organisation), problem),
      handle: async (received) => {
        const viewer = signedIn(received);
        const found = await selectManaged(administration, viewer, received.params.organisation);
        await organisations.changeOrganisation(found._id, await requireFree(administration, viewer, received.body, found));
        return redirect(ORGANISATIONS_PATH, { text: 'Lembaga sudah disimpan.' });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/state`,
      access: 'administrator',
      params,
      body: z.object({ state: z.enum(['listed', 'archived']) }),
      handle: async (received) => {
        const found = await selectManaged(administration, signedIn(received), received.params.organisation);
        await organisations.archiveOrganisation(found._id, received.body.state === 'archived');
        return redirect(ORGANISATIONS_PATH, { text: received.body.state === 'archived' ? 'Lembaga {name} diarsipkan.' : 'Lembaga {name} dibawa kembali.', facts: { name: found.name } });
      },
    }),
  ];
};
