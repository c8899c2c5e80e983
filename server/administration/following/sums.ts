import type { Viewer } from '../../web/viewer.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { isWithin } from '../../accounts/regions/regions.ts';
import { isUnscoped, reachesRegion } from '../policy.ts';
import { scopeWithin } from '../reach.ts';
import { counterId } from './counter-store.ts';
import { NO_REGION, type FollowCounter } from './follow-model.ts';
import type { Following } from './following.ts';
import { classGroup, classRegionsGroup, courseGroup, provinceOf, provincesGroup, regenciesGroup, WHOLE } from './groups.ts';

/** See `contribution.ts`. */
export type Counts = Readonly<Record<string, number>>;

export interface RegionSum {
  /** Code; `NO_REGION`: none confirmed. */
  readonly region: string;
  readonly counts: Counts;
}

/** How many stand where: together, and in each region. */
export interface Sums {
  readonly whole: Counts;
  readonly regions: readonly RegionSum[];
}

export const addCounts = (all: readonly Counts[]): Counts => {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [key, value] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + value;
  return sum;
};

const regionsOf = (counters: readonly FollowCounter[]): RegionSum[] =>
  counters.filter(({ counts }) => Object.values(counts).some((value) => value > 0)).map(({ region, counts }) => ({ region, counts }));

const reaches = (viewer: Viewer, region: string): boolean => isUnscoped(viewer) || (region !== NO_REGION && reachesRegion(viewer, region));

/** A class, as far as this viewer reaches: one document a region. */
export async function sumsOfClass({ counters }: Following, viewer: Viewer, classId: string): Promise<Sums> {
  const regions = regionsOf(await counters.selectGroup(classRegionsGroup(classId))).filter(({ region }) => reaches(viewer, region));
  if (!isUnscoped(viewer)) return { whole: addCounts(regions.map(({ counts }) => counts)), regions };
  return { whole: (await counters.selectOptional(classGroup(classId), WHOLE))?.counts ?? {}, regions };
}

/** Some classes beside each other, by class. */
export async function sumsOfClasses(following: Following, viewer: Viewer, classes: readonly ClassRecord[]): Promise<ReadonlyMap<string, Counts>> {
  if (!isUnscoped(viewer)) {
    const sums = await Promise.all(classes.map(async ({ _id }) => [_id, (await sumsOfClass(following, viewer, _id)).whole] as const));
    return new Map(sums);
  }
  const found = await following.counters.selectSome(classes.map(({ _id }) => counterId(classGroup(_id), WHOLE)));
  const byGroup = new Map(found.map(({ group, counts }) => [group, counts]));
  return new Map(classes.map(({ _id }) => [_id, byGroup.get(classGroup(_id)) ?? {}]));
}

/** All classes of a course within a province (its kabupaten and kota are the rows) or a kabupaten or kota. */
async function sumsWithin({ counters }: Following, course: string, code: string): Promise<Sums> {
  const province = provinceOf(code);
  if (code === province) {
    const regions = regionsOf(await counters.selectGroup(regenciesGroup(course, province)));
    return { whole: (await counters.selectOptional(provincesGroup(course), province))?.counts ?? {}, regions };
  }
  const counts = (await counters.selectOptional(regenciesGroup(course, province), code))?.counts ?? {};
  return { whole: counts, regions: regionsOf([{ region: code, counts }] as FollowCounter[]) };
}

/** All classes of a course that this viewer reaches, within the region asked for. */
export async function sumsOfCourse(following: Following, viewer: Viewer, course: string, asked: string | undefined): Promise<Sums> {
  const codes = scopeWithin(viewer, asked);
  if (codes) {
    const each = await Promise.all(codes.map((code) => sumsWithin(following, course, code)));
    return { whole: addCounts(each.map(({ whole }) => whole)), regions: each.flatMap(({ regions }) => regions) };
  }
  const regions = regionsOf(await following.counters.selectGroup(provincesGroup(course)));
  return { whole: (await following.counters.selectOptional(courseGroup(course), WHOLE))?.counts ?? {}, regions };
}

/** These classes together, within the region asked for: of a trainer, who has classes and no region. */
export async function sumsOfOwn(following: Following, viewer: Viewer, classes: readonly ClassRecord[], asked: string | undefined): Promise<Sums> {
  const each = (await Promise.all(classes.map(({ _id }) => sumsOfClass(following, viewer, _id)))).flatMap(({ regions }) => regions);
  const within = asked === undefined ? each : each.filter(({ region }) => isWithin(region, asked));
  const regions = [...new Set(within.map(({ region }) => region))].sort().map((region) => ({ region, counts: addCounts(within.filter((one) => one.region === region).map(({ counts }) => counts)) }));
  return { whole: addCounts(regions.map(({ counts }) => counts)), regions };
}
