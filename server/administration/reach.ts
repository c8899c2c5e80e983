import { isWithin, PROVINCES, regionName } from '../accounts/regions/regions.ts';
import type { Viewer } from '../web/viewer.ts';
import { isUnscoped } from './policy.ts';

/** Which regions a list is confined to: codes of kabupaten and kota. Undefined: not confined at all. */
export type Reach = readonly string[] | undefined;

const regencies = PROVINCES.flatMap((province) => province.regencies);

const within = (outer: string): string[] =>
  regencies.filter((region) => isWithin(region.code, outer)).map((region) => region.code);

/** Codes that the table does not know (a region newer than it) still stand for themselves. */
const spread = (outer: string): string[] => [...new Set([outer, ...within(outer)])];

/**
 * The viewer's scope, and within it the region asked for (a province or a kabupaten/kota); each code stands for all that
 * lies within it. What lies beyond the scope is simply not there.
 */
export function scopeWithin(viewer: Viewer, asked: string | undefined): readonly string[] | undefined {
  if (isUnscoped(viewer)) return asked === undefined ? undefined : [asked];
  if (asked === undefined) return viewer.scope;
  return viewer.scope.some((outer) => isWithin(asked, outer)) ? [asked] : viewer.scope.filter((code) => isWithin(code, asked));
}

/** The same, each code spelt out, for lists that compare codes of kabupaten and kota as they are. */
export const reachOf = (viewer: Viewer, asked: string | undefined): Reach =>
  scopeWithin(viewer, asked)?.flatMap(spread);

export interface RegionChoice {
  readonly value: string;
  readonly text: string;
}

/** What the filter of a list offers: every region within reach, each kabupaten and kota below its province. */
export function regionChoices(viewer: Viewer): readonly RegionChoice[] {
  const reachable = (code: string): boolean => isUnscoped(viewer) || viewer.scope.some((outer) => isWithin(code, outer));
  const known = PROVINCES.flatMap((province) => [province, ...province.regencies]).filter((region) => reachable(region.code));
  const unknown = viewer.scope.filter((code) => !known.some((region) => region.code === code));
  return [...known.map(({ code, name }) => ({ value: code, text: name })), ...unknown.map((code) => ({ value: code, text: regionName(code) }))];
}
