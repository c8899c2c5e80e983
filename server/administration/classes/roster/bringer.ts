import { isWithin } from '../../../accounts/regions/regions.ts';
import type { Viewer } from '../../../web/viewer.ts';
import type { Bringing } from './judge-row.ts';
import type { RosterRecord } from './roster-model.ts';

/** Whoever sent a list, as far as it matters for what may become of its rows. */
export const bringerOf = ({ by, scope }: Pick<RosterRecord, 'by' | 'scope'>): Viewer => ({ id: by, userName: '', name: '', role: 'administrator', regionCode: undefined, village: undefined, scope });

/** What its rows are judged by; lists that were sent before classes' regions were kept have none. */
export const bringingOf = (roster: Pick<RosterRecord, 'by' | 'scope' | 'regionCode'> & { readonly regions?: readonly string[] | undefined }): Bringing => ({ viewer: bringerOf(roster), regionCode: roster.regionCode, regions: roster.regions ?? [] });

/** A list holds people of the regions of whoever sent it: those who reach all of these may see it. */
export const maySeeRoster = ({ scope }: Viewer, roster: Pick<RosterRecord, 'scope'>): boolean =>
  scope.length === 0 || (roster.scope.length > 0 && roster.scope.every((code) => scope.some((outer) => isWithin(code, outer))));
