import { z } from 'zod';
import { regionName } from '../../accounts/regions/regions.ts';
import { shortDate } from '../../web/i18n/dates.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import { PAGE_SIZE, pageOf, pageQuery, paginationOf, placeOf } from '../list-page.ts';
import { courseFilter, regionFilter } from '../list-query.ts';
import { regionChoices } from '../reach.ts';
import { CLASSES_PATH } from './class-address.ts';
import type { ClassRecord } from './class-model.ts';
import { listedPlaces } from './class-policy.ts';

const { after, row } = pageQuery(z.string().regex(/^[\w-]{1,40}$/));
export const classesQuery = z.object({ state: z.literal('archived').optional().catch(undefined), course: courseFilter, regionCode: regionFilter, after, row });
type ClassesQuery = z.output<typeof classesQuery>;

/** So many regions are named in a list; the others are counted. */
const NAMED_REGIONS = 3;
export const regionsInWords = (regions: readonly string[]): string =>
  regions.slice(0, NAMED_REGIONS).map(regionName).join(', ') + (regions.length > NAMED_REGIONS ? `, +${regions.length - NAMED_REGIONS}` : '');

const presentRow = ({ _id, name, regions, createdAt, state, memberCount, quota }: ClassRecord, { language }: Received<unknown, unknown, unknown>) => ({
  href: `${CLASSES_PATH}/${_id}`, name, region: regionsInWords(regions), made: shortDate(createdAt, language), state, count: quota === undefined ? String(memberCount) : `${memberCount} / ${quota}`,
});

/** `views/administration/classes.ejs` */
export async function showClasses({ classes, learning }: Administration, received: Received<unknown, ClassesQuery, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const { query, t, language } = received;
  const listed = { places: listedPlaces(viewer, query.regionCode), archived: query.state === 'archived', course: query.course };
  const found = await classes.selectListed(listed, query.after, PAGE_SIZE + 1);
  const list = { ...pageOf(found, placeOf({ after: query.after }), ({ _id }) => _id), previous: undefined };
  const filters = { state: query.state, course: query.course, regionCode: query.regionCode };
  const isAdministrator = viewer.role === 'administrator';
  return page('administration/classes', {
    title: t('Angkatan'),
    filters,
    classes: list.rows.map((one) => presentRow(one, received)),
    courses: learning.courses.courses().map((course) => ({ value: course.id, text: courseTitle(course, language) })),
    regions: isAdministrator ? regionChoices(viewer) : [],
    newHref: isAdministrator ? `${CLASSES_PATH}/new` : undefined,
    organisationsHref: isAdministrator ? '/admin/organisations' : undefined,
    pagination: paginationOf(list, { path: CLASSES_PATH, filters, row: query.row, t }, (id) => id),
  });
}
