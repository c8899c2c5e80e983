import type { AccountRecord } from '../../../accounts/account-model.ts';
import type { DerivedAccount } from '../../../accounts/bulk-account-store.ts';
import { confirmRegion } from '../../confirm-region.ts';
import type { RosterRecord, RosterRow } from './roster-model.ts';
import type { WorkedOn } from './roster-work.ts';

type Applied = NonNullable<RosterRecord['applied']>;

/** Where somebody serves whom a list brings in: what it says is confirmed. */
export function regionFacts({ regionCode, village }: RosterRow, { by, at }: Applied): Pick<DerivedAccount, 'regionCode' | 'regionHistory' | 'village'> {
  return { regionCode, village, regionHistory: regionCode === undefined ? undefined : [{ regionCode, how: 'roster', by, at }] };
}

/** The same for somebody who was there: who has no confirmed region or no organisation yet gets the list's, who has one keeps it. */
export async function applyRegion(administration: WorkedOn, account: AccountRecord, { regionCode }: RosterRow, { by }: Applied, organisation: string | undefined): Promise<void> {
  if (organisation !== undefined && account.organisation === undefined) await administration.accounts.accounts.changeOrganisation(account._id, organisation);
  if (regionCode !== undefined && account.regionCode === undefined) await confirmRegion(administration, account, { regionCode, how: 'roster', by });
}
