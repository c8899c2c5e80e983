import { z } from 'zod';
import { regionCode } from '../accounts/names.ts';
import { regionName } from '../accounts/regions/regions.ts';
import { Invalid } from '../errors.ts';
import { redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { confirmRegion } from './confirm-region.ts';
import { accountId } from './list-query.ts';
import { reachesOrganisation } from './organisations/organisation-choices.ts';
import { requireReached } from './reached-region.ts';
import { USERS_PATH } from './user-list.ts';
import { selectManaged, showUser } from './user-page.ts';

const params = z.object({ account: accountId });
type Asked = Received<z.output<typeof params>, unknown, unknown>;

async function changeRegion(administration: Administration, received: Asked, chosen: string): Promise<Reply> {
  const viewer: Viewer = signedIn(received);
  const account = await selectManaged(administration, viewer, received.params.account);
  requireReached(viewer, chosen);
  await confirmRegion(administration, account, { regionCode: chosen, how: 'administrator', by: viewer.id });
  return redirect(`${USERS_PATH}/${account._id}`, { text: 'Wilayah {name} sekarang {region}.', facts: { name: account.name, region: regionName(chosen) } });
}

async function changeOrganisation(administration: Administration, received: Asked, chosen: string): Promise<Reply> {
  const viewer: Viewer = signedIn(received);
  const account = await selectManaged(administration, viewer, received.params.account);
  const found = chosen === '' ? undefined : await administration.accounts.organisations.selectOptionalOrganisation(chosen);
  const isKept = chosen !== '' && chosen === account.organisation;
  if (chosen !== '' && !isKept && !(found && !found.archived && reachesOrganisation(viewer, found))) throw new Invalid('Pilih lembaga dari daftar.', { organisation: 'Pilih lembaga dari daftar.' });
  await administration.accounts.accounts.changeOrganisation(account._id, chosen || undefined);
  return redirect(`${USERS_PATH}/${account._id}`, { text: 'Lembaga {name} sudah disimpan.', facts: { name: account.name } });
}

/** Where a person serves, decided on the person's page. */
export const userRegionRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: `${USERS_PATH}/:account/region`,
    access: 'administrator',
    params,
    body: z.object({ regionCode }),
    invalid: async (problem, received) =>
      showUser(administration, await selectManaged(administration, signedIn(received), received.params.account), received, { errors: problem.fields, status: 422 }),
    handle: (received) => changeRegion(administration, received, received.body.regionCode),
  }),
  route({
    method: 'post',
    path: `${USERS_PATH}/:account/organisation`,
    access: 'administrator',
    params,
    body: z.object({ organisation: z.union([z.literal(''), accountId], 'Pilih lembaga dari daftar.') }),
    invalid: async (problem, received) =>
      showUser(administration, await selectManaged(administration, signedIn(received), received.params.account), received, { errors: problem.fields, status: 422 }),
    handle: (received) => changeOrganisation(administration, received, received.body.organisation),
  }),
];
