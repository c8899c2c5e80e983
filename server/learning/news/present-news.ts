import { inLanguage, type Course } from '../../content/course.ts';
import { longDate, shortDate } from '../../web/i18n/dates.ts';
import type { Language } from '../../web/i18n/language.ts';
import { courseAddress, lessonAddress } from '../addresses.ts';
import type { EnrolmentRecord } from '../enrolment-model.ts';
import type { LearningRoom } from '../room.ts';
import { changedLessons } from './changed-lessons.ts';
import type { Announced, NewsItem } from './news.ts';

/** More would not be read. */
const MOST = 10;
const MOST_LESSONS = 3;

export interface NewsFields {
  readonly kind: Exclude<NewsItem['kind'], 'announcement'> | 'course-changed' | 'report-answered';
  readonly title: string;
  readonly href: string;
  /** As it is shown; of a changed course nobody knows the day. */
  readonly at?: string | undefined;
  /** Of a report: what was answered. */
  readonly answer?: string | undefined;
  readonly lessons?: readonly { readonly title: string; readonly href: string }[];
}

async function changedCourses({ learning }: LearningRoom, enrolments: readonly EnrolmentRecord[], seen: Readonly<Record<string, string>>, language: Language): Promise<NewsFields[]> {
  const rows = await Promise.all(
    enrolments.map(async (enrolment): Promise<NewsFields | undefined> => {
      const today: Course | undefined = learning.courses.course(enrolment.course);
      const version = seen[enrolment.course] ?? enrolment.version;
      if (!today || today.version === version) return undefined;
      const lessons = await changedLessons(today, version, (one) => learning.courses.versionOf(today.id, one));
      if (lessons.length === 0) return undefined;
      return {
        kind: 'course-changed',
        title: inLanguage(today.shortTitle, language),
        href: courseAddress(today.id),
        lessons: lessons.slice(0, MOST_LESSONS).map((lesson) => ({ title: inLanguage(lesson.title, language), href: lessonAddress(today.id, lesson.id) })),
      };
    }),
  );
  return rows.filter((row) => row !== undefined);
}

async function answeredReports({ reports }: LearningRoom, learner: string, since: Date, language: Language): Promise<NewsFields[]> {
  const mine = await reports.selectOfLearner(learner, MOST);
  return mine.flatMap(({ state, answer, answeredAt, course, lesson }) =>
    state === 'answered' && answeredAt && answeredAt > since
      ? [{ kind: 'report-answered' as const, title: '', href: lesson ? lessonAddress(course, lesson) : courseAddress(course), at: shortDate(answeredAt, language), answer }]
      : [],
  );
}

export type AnnouncedFields = Omit<Announced, 'at'> & { readonly at: string };

/** What is new for a learner, until it is said to be read; whoever is in no course may still be told something as a member of a class. */
export async function presentNews(room: LearningRoom, learner: string, enrolments: readonly EnrolmentRecord[], language: Language): Promise<readonly (NewsFields | AnnouncedFields)[]> {
  const visit = await room.visits.selectOptional(learner);
  const since = visit?.at ?? new Date(Math.min(Date.now(), ...enrolments.map(({ startedAt }) => startedAt.getTime())));
  const courses = enrolments.map(({ course }) => course);
  const [told, changed, answered] = await Promise.all([
    Promise.all(room.news.map((source) => source.since(learner, courses, since))),
    changedCourses(room, enrolments, visit?.versions ?? {}, language),
    answeredReports(room, learner, since, language),
  ]);
  const newest = told.flat().sort((a, b) => b.at.getTime() - a.at.getTime());
  const announced = newest.filter((one) => one.kind === 'announcement').map((one): AnnouncedFields => ({ ...one, at: longDate(one.at, language) }));
  const items = newest.filter((one) => one.kind === 'marked').map(({ kind, href, title, at }): NewsFields => ({ kind, href, title: inLanguage(title, language), at: shortDate(at, language) }));
  // What a person wrote to this class is never the one that is left out.
  return [...announced, ...[...items, ...answered, ...changed].slice(0, MOST)];
}
