import { z } from 'zod';
import { inLanguage } from '../../content/course.ts';
import { NotFound } from '../../errors.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { learnedOn } from '../learned-at.ts';
import { PAGE_SIZE, pageQuery, paginationOf, type ListPage } from '../list-page.ts';
import { mayFollow } from '../policy.ts';
import { placeWords as personPlace, RESULTS_PATH } from '../results-presenter.ts';
import { positionOf, selectAtPlace } from './at-place.ts';
import { classTabs } from './class-tabs.ts';
import { courseOf, followingPath } from './class-following.ts';
import { atPlace } from './funnel.ts';
import type { FollowRecord } from './follow-model.ts';
import type { FollowPosition } from './follow-store.ts';
import { placeWords } from './following-presenter.ts';
import { placesOf } from './place.ts';
import { sumsOfClass } from './sums.ts';

const position = z
  .string()
  .max(120)
  .regex(/^\d{1,15}~[\w:-]+$/)
  .transform((written): FollowPosition => {
    const at = written.indexOf('~');
    return { since: new Date(Number(written.slice(0, at))), id: written.slice(at + 1) };
  });
const writePosition = ({ since, id }: FollowPosition): string => `${since.getTime()}~${id}`;
/** Forwards only: the first page is a click away, and who has stood there longest is on it. */
export const placeQuery = z.object({ after: pageQuery(position).after, row: pageQuery(position).row });
export type PlaceQuery = z.output<typeof placeQuery>;

/** `views/administration/following/place.ejs`: who stands there, and since when. */
export async function showPlace(administration: Administration, found: ClassRecord, place: string, received: Received<unknown, PlaceQuery, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const { t, language, query } = received;
  const course = courseOf(administration, found);
  if (!placesOf(course).includes(place)) throw new NotFound('Langkah ini tidak ada di pelatihan angkatan ini.');
  const sums = await sumsOfClass(administration.following, viewer, found._id);
  const records = await selectAtPlace(administration.following, { viewer, class: found._id, regions: sums.regions.map(({ region }) => region) }, place, query.after, PAGE_SIZE + 1);
  const shown = records.slice(0, PAGE_SIZE);
  const learners = shown.map(({ learner }) => learner);
  const [people, enrolments] = await Promise.all([administration.accounts.accounts.selectByIds(learners), administration.learning.enrolments.selectSome(course.id, learners)]);
  const accountById = new Map(people.map((account) => [account._id, account]));
  const last = shown.at(-1);
  const list: ListPage<FollowRecord, FollowPosition> = { rows: shown, previous: undefined, next: records.length > PAGE_SIZE && last ? positionOf(last) : undefined };
  const lessons = new Map(course.modules.flatMap((module) => module.lessons).map((lesson) => [lesson.id, inLanguage(lesson.title, language)]));
  const path = `${followingPath(found._id)}/${place}`;
  return page('administration/following/place', {
    title: placeWords(course, place, received),
    className: found.name,
    classHref: followingPath(found._id),
    tabs: classTabs(received, found, 'following'),
    total: atPlace(sums.whole, place),
    rows: shown.flatMap(({ learner, since }) => {
      const account = accountById.get(learner);
      if (!account || !mayFollow(viewer, account)) return [];
      const enrolment = enrolments.get(learner);
      return [{
        href: `${RESULTS_PATH}/${learner}/${course.id}`, name: account.name, place: personPlace(account.village, account.regionCode),
        since: since && longDate(since, language), lastSeen: learnedOn(enrolment, language), lesson: enrolment?.lastLesson && lessons.get(enrolment.lastLesson),
      }];
    }),
    pagination: paginationOf(list, { path, filters: {}, row: query.row, t }, writePosition),
  });
}
