import type { Course } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import { page } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Administration } from './administration.ts';
import { placeOf } from './list-page.ts';
import { personFilter } from './person-filter.ts';
import { resultsFileQuery, resultsQuery, type ResultsQuery } from './result-forms.ts';
import { selectResults, streamResults, type ResultFilter, type ResultRow } from './result-list.ts';
import { presentResults, resultCells, resultColumns, RESULTS_PATH } from './results-presenter.ts';
import { coursesWithin, trainerScope, type TrainerScope } from './classes/trainer-scope.ts';
import { csvFile, type Cell } from './table-file.ts';

type Asked = Pick<ResultsQuery, 'q' | 'course' | 'regionCode' | 'state'>;

/** The course asked for, else the first. */
const courseOf = (courses: readonly Course[], asked: string | undefined): Course | undefined =>
  asked === undefined ? courses[0] : courses.find((course) => course.id === asked);

const filterOf = (received: Received<unknown, Asked, unknown>, course: Course, scope: TrainerScope): ResultFilter => ({
  ...personFilter(signedIn(received), { q: received.query.q, regionCode: received.query.regionCode }),
  course: course.id,
  state: received.query.state,
  scope,
});

async function* cellsOf(rows: AsyncIterable<ResultRow>, units: readonly string[], received: Received<unknown, unknown, unknown>): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield resultCells(row, units, received);
}

/** How far everybody is, course by course. */
export const resultsRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: RESULTS_PATH,
    access: 'trainer',
    query: resultsQuery,
    handle: async (received) => {
      const scope = await trainerScope(administration, signedIn(received));
      const courses = coursesWithin(scope, administration.learning.courses.courses());
      const course = courseOf(courses, received.query.course);
      const found = course
        ? await selectResults(administration, filterOf(received, course, scope), placeOf(received.query))
        : { rows: [], previous: undefined, next: undefined };
      return page('administration/results', presentResults(found, { course, courses }, received));
    },
  }),
  route({
    method: 'get',
    path: `${RESULTS_PATH}/export.csv`,
    access: 'administrator',
    query: resultsFileQuery,
    handle: (received) => {
      const course = courseOf(administration.learning.courses.courses(), received.query.course);
      if (!course) throw new NotFound('Pelatihan ini tidak ada.');
      const rows = streamResults(administration, filterOf(received, course, undefined));
      const units = course.competencies.map((unit) => unit.code);
      return csvFile(`hasil-${course.id}-${calendarDay(new Date())}.csv`, resultColumns(course, received), cellsOf(rows, units, received));
    },
  }),
];
