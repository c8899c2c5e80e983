import { z } from 'zod';
import type { Course } from '../../content/course.ts';
import type { Administration } from '../administration.ts';
import { positionOf, selectAtPlace, type WithinClass } from '../following/at-place.ts';
import type { FollowRecord } from '../following/follow-model.ts';
import type { FollowPosition } from '../following/follow-store.ts';
import { placesOf, type Place } from '../following/place.ts';
import { PAGE_SIZE, type ListPage } from '../list-page.ts';
import { resultsOf, type ClassResult } from './class-results.ts';

/** Where a page of those not yet competent begins: behind this member, at this place. */
export interface OpenPosition extends FollowPosition {
  readonly place: Place;
}

const SEPARATOR = '~';
export const openPosition = z
  .string()
  .max(220)
  .regex(/^[\w-]{1,80}~\d{1,15}~[\w:-]+$/)
  .transform((written): OpenPosition => {
    const [place = '', since = '0', id = ''] = written.split(SEPARATOR);
    return { place, since: new Date(Number(since)), id };
  });
export const writeOpenPosition = ({ place, since, id }: OpenPosition): string => [place, since.getTime(), id].join(SEPARATOR);

/** Of a course, the places of those who are not yet competent: nearest to the end first. */
export const openPlaces = (course: Course): Place[] => placesOf(course).filter((place) => place !== 'certified' && place !== 'met').reverse();

/** One page of those not yet competent, place after place. */
export async function selectOpen(administration: Administration, within: WithinClass, course: Course, after: OpenPosition | undefined): Promise<ListPage<ClassResult, OpenPosition>> {
  const places = openPlaces(course);
  const begin = after ? Math.max(0, places.indexOf(after.place)) : 0;
  const records: FollowRecord[] = [];
  for (const place of places.slice(begin)) {
    const from = after && place === after.place ? after : undefined;
    records.push(...(await selectAtPlace(administration.following, within, place, from, PAGE_SIZE + 1 - records.length)));
    if (records.length > PAGE_SIZE) break;
  }
  const shown = records.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const next = records.length > PAGE_SIZE && last ? { ...positionOf(last), place: last.place ?? '' } : undefined;
  return { rows: await resultsOf(administration, within, course, shown), previous: undefined, next };
}
