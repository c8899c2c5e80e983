import { inLanguage, type Course } from '../../content/course.ts';
import { shortDate } from '../../web/i18n/dates.ts';
import type { Language } from '../../web/i18n/language.ts';
import { courseAddress, lessonAddress } from '../addresses.ts';
import type { EnrolmentRecord } from '../enrolment-model.ts';
import type { LearningRoom } from '../room.ts';
import { changedLessons } from './changed-lessons.ts';
import type { NewsItem } from './news.ts';

/** More would not be read. */
const MOST = 10;
const MOST_LESSONS = 3;

export interface NewsFields {
  readonly kind: NewsItem['kind'] | 'course-changed' | 'report-answered';
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

/** What is new for a learner; `seen` goes with the button that says it was read. Empty for whoever is in no course. */
export async function presentNews(room: LearningRoom, learner: string, enrolments: readonly EnrolmentRecord[], language: Language): Promise<readonly NewsFields[]> {
  if (enrolments.length === 0) return [];
  const visit = await room.visits.selectOptional(learner);
  const since = visit?.at ?? new Date(Math.min(...enrolments.map(({ startedAt }) => startedAt.getTime())));
  const courses = enrolments.map(({ course }) => course);
  const [told, changed, answered] = await Promise.all([
    Promise.all(room.news.map((source) => source.since(learner, courses, since))),
    changedCourses(room, enrolments, visit?.versions ?? {}, language),
    answeredReports(room, learner, since, language),
  ]);
  const items = told.flat().sort((a, b) => b.at.getTime() - a.at.getTime()).map(({ kind, href, title, at }): NewsFields => ({ kind, href, title: inLanguage(title, language), at: shortDate(at, language) }));
  return [...items, ...answered, ...changed].slice(0, MOST);
}
