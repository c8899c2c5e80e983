import type { Course } from '../../content/course.ts';
import { placeKey } from './contribution.ts';
import { modulePlace, placesOf, type Place } from './place.ts';
import type { Counts } from './sums.ts';

/** A step on the way, and who did not take it. */
export interface FunnelStep {
  /** The first step has nobody before it. */
  readonly kind: 'members' | 'entered' | 'begun' | 'module' | 'exam' | 'units' | 'certified';
  /** Of a module, from 1. */
  readonly number?: number;
  readonly reached: number;
  /** Where those stand who reached the step before and not this one. */
  readonly stopped: readonly Place[];
  readonly lost: number;
}

const PREFIX = placeKey('');

/** Everybody that is counted; nobody stands in two places. */
export const membersIn = (counts: Counts): number =>
  Object.entries(counts).reduce((sum, [key, value]) => (key.startsWith(PREFIX) ? sum + value : sum), 0);

export const atPlace = (counts: Counts, place: Place): number => counts[placeKey(place)] ?? 0;

/** Each step counts those who have come further than the place before it, so that no step has more than the one above. */
export function funnelOf(course: Course, counts: Counts): FunnelStep[] {
  const known = new Set(placesOf(course).map(placeKey));
  // Of a module that is gone from the course since: until they are counted anew they stand at the first.
  const strays = Object.entries(counts).reduce((sum, [key, value]) => (key.startsWith(PREFIX) && !known.has(key) ? sum + value : sum), 0);
  let left = membersIn(counts);
  const steps: FunnelStep[] = [{ kind: 'members', reached: left, stopped: [], lost: 0 }];
  const next = (kind: FunnelStep['kind'], stopped: readonly Place[], more = 0, number?: number): void => {
    const lost = stopped.reduce((sum, place) => sum + atPlace(counts, place), more);
    left -= lost;
    steps.push({ kind, reached: left, stopped, lost, ...(number !== undefined && { number }) });
  };
  next('entered', ['invited']);
  next('begun', ['entered']);
  course.modules.forEach(({ id }, index) => next('module', [modulePlace(id)], index === 0 ? strays : 0, index + 1));
  if (!course.exam) return steps;
  next('exam', ['exam']);
  next('units', ['units', 'exhausted']);
  next('certified', ['met']);
  return steps;
}
