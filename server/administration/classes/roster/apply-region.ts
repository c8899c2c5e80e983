import type { DerivedAccount } from '../../../accounts/bulk-account-store.ts';
import type { RosterRecord, RosterRow } from './roster-model.ts';

/** What a list that was applied says of where somebody serves: the only place that does. */
export const regionFacts = ({ regionCode, village }: RosterRow, _applied: NonNullable<RosterRecord['applied']>): Pick<DerivedAccount, 'regionCode' | 'village'> => ({ regionCode, village });
