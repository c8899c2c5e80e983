import type { MarkingRecord } from '../assessment/marking-model.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { trainerScope, withinScope } from './classes/trainer-scope.ts';
import { PAGE_SIZE, type ListPage } from './list-page.ts';

/** A page stops looking after so many answers of other classes. */
const MOST_LOOKED_THROUGH = 2000;

/** One page of the queue, as far as the viewer's classes go. */
export async function selectMarkings(administration: Administration, viewer: Viewer, state: MarkingRecord['state'], after: string | undefined): Promise<ListPage<MarkingRecord, string>> {
  const scope = await trainerScope(administration, viewer);
  const courses = new Set(scope?.map(({ course }) => course));
  const course = courses.size === 1 ? [...courses][0] : undefined;
  const found: MarkingRecord[] = [];
  let from = after;
  let lookedThrough = 0;
  let more = true;
  while (more && found.length <= PAGE_SIZE && lookedThrough < MOST_LOOKED_THROUGH) {
    const rows = await administration.assessment.markings.selectPage({ state, course }, from, PAGE_SIZE + 1);
    found.push(...(await withinScope(administration, scope, rows)));
    from = rows.at(-1)?._id;
    lookedThrough += rows.length;
    more = rows.length > PAGE_SIZE;
  }
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, previous: undefined, next: found.length > PAGE_SIZE ? rows.at(-1)?._id : more ? from : undefined };
}
