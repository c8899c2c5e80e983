import type { OrganisationRecord } from '../../accounts/organisations/organisation-model.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { isUnscoped, reachesRegion } from '../policy.ts';
import { reachOf } from '../reach.ts';

/** More than this nobody looks through in a form. */
const MOST_CHOICES = 200;

/** One without a region (IPSM Pusat) belongs to administrators of everything. */
export const reachesOrganisation = (viewer: Viewer, { regionCode }: Pick<OrganisationRecord, 'regionCode'>): boolean =>
  viewer.role === 'administrator' && (isUnscoped(viewer) || (regionCode !== undefined && reachesRegion(viewer, regionCode)));

/** What a form offers: organisations within reach, and those that were chosen before. */
export async function selectOrganisationChoices({ accounts }: Pick<Administration, 'accounts'>, viewer: Viewer, chosen: readonly string[]): Promise<{ readonly value: string; readonly text: string }[]> {
  const found = await accounts.organisations.selectPage({ reach: reachOf(viewer, undefined), archived: false }, undefined, MOST_CHOICES);
  const missing = chosen.filter((id) => !found.some(({ _id }) => _id === id));
  const kept = missing.length > 0 ? await accounts.organisations.selectSome(missing) : [];
  return [...found, ...kept].map(({ _id, name }) => ({ value: _id, text: name }));
}
