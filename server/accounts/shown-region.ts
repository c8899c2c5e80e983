import type { AccountRecord } from './account-model.ts';

/** What a person's own pages and papers say: the confirmed region, and until there is one, what the person states. */
export const shownRegion = ({ regionCode, statedRegion }: Pick<AccountRecord, 'regionCode' | 'statedRegion'>): string | undefined => regionCode ?? statedRegion;
