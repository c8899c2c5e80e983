import type { Viewer } from '../web/viewer.ts';
import type { AccountRecord } from './account-model.ts';
import { isWithin } from './regions/regions.ts';

/** An administrator without a scope reaches everywhere; with one, only learners of those regions. */
export const reachesRegion = (viewer: Viewer, region: string | undefined): boolean =>
  viewer.scope.length === 0 || (region !== undefined && viewer.scope.some((outer) => isWithin(region, outer)));

export const mayManageAccount = (viewer: Viewer, account: Pick<AccountRecord, 'regionCode' | 'role'>): boolean =>
  viewer.role === 'administrator' &&
  (viewer.scope.length === 0 || (account.role === 'learner' && reachesRegion(viewer, account.regionCode)));

/** Roles are given by administrators without a scope only, and nobody changes the own one. */
export const mayChangeRole = (viewer: Viewer, account: Pick<AccountRecord, '_id'>): boolean =>
  viewer.role === 'administrator' && viewer.scope.length === 0 && viewer.id !== account._id;
