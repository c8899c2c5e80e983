import type { AccountRecord } from '../../accounts/account-model.ts';
import { isWithin } from '../../accounts/regions/regions.ts';
import type { Viewer } from '../../web/viewer.ts';
import { isUnscoped, reachesRegion } from '../policy.ts';
import { reachOf } from '../reach.ts';
import { trainerPlace } from './class-listing-store.ts';
import type { ClassRecord } from './class-model.ts';

type Seen = Pick<ClassRecord, 'regions' | 'trainers'>;

/** A trainer sees the own classes; an administrator those with a region within reach, and of their members only those within reach. */
export const maySeeClass = (viewer: Viewer, { regions, trainers }: Seen): boolean => {
  if (viewer.role === 'trainer') return trainers.includes(viewer.id);
  return viewer.role === 'administrator' && (isUnscoped(viewer) || regions.some((code) => reachesRegion(viewer, code)));
};

/** What is decided for everybody in a class is decided by who reaches all of its regions. */
export const mayRunClass = (viewer: Viewer, { regions }: Pick<ClassRecord, 'regions'>): boolean =>
  viewer.role === 'administrator' && (isUnscoped(viewer) || (regions.length > 0 && regions.every((code) => reachesRegion(viewer, code))));

/** The places whose lists hold all that a viewer may see; undefined: all classes. */
export const listedPlaces = (viewer: Viewer, regionCode?: string): readonly string[] | undefined =>
  viewer.role === 'trainer' ? [trainerPlace(viewer.id)] : reachOf(viewer, regionCode);

/** Whether somebody's confirmed region is one of the class's; a class of none takes everybody. */
export const belongsIn = ({ regions }: Pick<ClassRecord, 'regions'>, { regionCode }: Pick<AccountRecord, 'regionCode'>): boolean =>
  regions.length === 0 || (regionCode !== undefined && regions.some((outer) => isWithin(regionCode, outer)));
