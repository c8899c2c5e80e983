import { mergedPage } from '../../storage/merged-page.ts';
import type { Viewer } from '../../web/viewer.ts';
import { isUnscoped } from '../policy.ts';
import type { FollowRecord } from './follow-model.ts';
import type { FollowPosition } from './follow-store.ts';
import type { Following } from './following.ts';

export const positionOf = ({ since, _id }: FollowRecord): FollowPosition => ({ since: since ?? new Date(0), id: _id });
const compare = (a: FollowPosition, b: FollowPosition): number => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export interface WithinClass {
  readonly viewer: Viewer;
  readonly class: string;
  /** Those of the class that the viewer reaches (`sumsOfClass`). */
  readonly regions: readonly string[];
}

/** Who stands at a place of a class, who has stood there longest first. Of a viewer with a scope, one list a region within it. */
export async function selectAtPlace({ follows }: Pick<Following, 'follows'>, { viewer, class: classId, regions }: WithinClass, place: string, after: FollowPosition | undefined, size: number): Promise<FollowRecord[]> {
  if (isUnscoped(viewer)) return follows.selectAtPlace({ class: classId, place }, after, size);
  const lists = regions.map((region) => (from: FollowPosition | undefined, most: number) => follows.selectAtPlace({ class: classId, place, region }, from, most));
  return mergedPage(lists, { after, size, positionOf, compare });
}
