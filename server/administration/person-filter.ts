import type { Role, Viewer } from '../web/viewer.ts';
import { isUnscoped } from './policy.ts';
import type { PersonFilter } from './person-store.ts';
import { reachOf } from './reach.ts';

export interface AskedPeople {
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly regionCode?: string | undefined;
}

/**
 * What a list of people is confined to: who works for a region sees its learners, no other accounts. Lists ask with this
 * filter, single pages with `mayManageAccount` and `mayFollow`; both say the same.
 */
export function personFilter(viewer: Viewer, { q, role, regionCode }: AskedPeople): PersonFilter {
  if (isUnscoped(viewer)) return { search: q, role, reach: reachOf(viewer, regionCode) };
  const asksForOthers = role !== undefined && role !== 'learner';
  return { search: q, role: 'learner', reach: asksForOthers ? [] : reachOf(viewer, regionCode) };
}
