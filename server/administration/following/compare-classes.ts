import type { Course } from '../../content/course.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import { z } from 'zod';
import type { Administration } from '../administration.ts';
import { regionsInWords } from '../classes/class-list.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { courseTitle } from '../learner-result.ts';
import { courseFilter, regionFilter } from '../list-query.ts';
import { chipsOf } from '../list-address.ts';
import { listedPlaces } from '../classes/class-policy.ts';
import { regionChoices } from '../reach.ts';
import { regionName } from '../../accounts/regions/regions.ts';
import { followingPath } from './class-following.ts';
import { presentFunnel, presentHeat, regionWords, shareOf, weakestUnit } from './following-presenter.ts';
import { atPlace, funnelOf, membersIn } from './funnel.ts';
import { waitingMarks } from './waiting-marks.ts';
import { sumsOfClasses, sumsOfCourse, sumsOfOwn, type Counts } from './sums.ts';

export const FOLLOWING_PATH = '/admin/following';
/** The newest classes beside each other; older ones are found in the list of classes. */
const MOST_COMPARED = 30;

export const compareQuery = z.object({ course: courseFilter, regionCode: regionFilter });
export type CompareQuery = z.output<typeof compareQuery>;

/** Shares in percent of the class, in the order of the way. */
function presentClass(course: Course, { _id, name, regions }: ClassRecord, counts: Counts) {
  const members = membersIn(counts);
  const reached = (kind: string): number => funnelOf(course, counts).findLast((step) => step.kind === kind)?.reached ?? 0;
  const shares = (['entered', 'module', 'exam', 'certified'] as const).map((kind) => ({ count: reached(kind), percent: Math.floor(shareOf(reached(kind), members)) }));
  return { href: followingPath(_id), name, region: regionsInWords(regions), members, shares, certified: atPlace(counts, 'certified') };
}

/** `views/administration/following/compare.ejs`: all classes of a course within reach, and in one region. */
export async function showComparison(administration: Administration, received: Received<unknown, CompareQuery, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const { t, language, query } = received;
  const courses = administration.learning.courses.courses();
  const places = listedPlaces(viewer, query.regionCode);
  const [newest] = await administration.classes.selectListed({ places }, undefined, 1);
  // The course of the newest class is what somebody who asks for none looks for.
  const course = [query.course, newest?.course].flatMap((id) => courses.find((each) => each.id === id) ?? [])[0] ?? courses[0];
  const filters = { course: course?.id, regionCode: query.regionCode };
  const head = {
    title: t('Perkembangan angkatan'), styles: ['styles/charts.css'], filters, regions: regionChoices(viewer),
    courses: courses.map((each) => ({ value: each.id, text: courseTitle(each, language) })),
    chips: chipsOf(FOLLOWING_PATH, filters, { regionCode: regionName }),
  };
  if (!course) return page('administration/following/compare', { ...head, members: 0, funnel: [], classes: [] });
  const compared = await administration.classes.selectListed({ places, course: course.id }, undefined, MOST_COMPARED);
  const [sums, byClass] = await Promise.all([
    // A trainer has classes, no region.
    viewer.role === 'trainer' ? sumsOfOwn(administration.following, viewer, compared, query.regionCode) : sumsOfCourse(administration.following, viewer, course.id, query.regionCode),
    sumsOfClasses(administration.following, viewer, compared),
  ]);
  const rows = compared.map((one) => ({ one, counts: byClass.get(one._id) ?? {} }));
  return page('administration/following/compare', {
    ...head,
    members: membersIn(sums.whole),
    done: atPlace(sums.whole, 'met') + atPlace(sums.whole, 'certified'),
    neverEntered: atPlace(sums.whole, 'invited'),
    weakest: weakestUnit(course, sums, received),
    waiting: waitingMarks(sums.whole, received),
    hasExam: course.exam !== undefined,
    funnel: presentFunnel(course, sums.whole, received),
    heat: presentHeat(course, sums.regions.map(({ region, counts }) => ({ name: regionWords(region, received), members: membersIn(counts), counts })), received),
    classHeat: presentHeat(course, rows.map(({ one, counts }) => ({ name: one.name, href: followingPath(one._id), members: membersIn(counts), counts })), received),
    classes: rows.map(({ one, counts }) => presentClass(course, one, counts)),
  });
}
