import type { Connection } from 'mongoose';
import type { Course, Translated } from '../content/course.ts';
import type { Courses } from '../learning/learning.ts';
import type { NewsSource } from '../learning/news/news.ts';
import { resultAddress } from './addresses.ts';
import { createMarkingStore } from './marking-store.ts';

const titleOf = (course: Course | undefined, id: string): Translated<string> =>
  [...(course?.modules ?? []).map(({ quiz }) => quiz), course?.exam].find((quiz) => quiz?.id === id)?.title ?? { original: id };

/** "Your task was marked": implements the learning room's port. */
export function createMarkedNews(connection: Connection, courses: Pick<Courses, 'course'>): NewsSource {
  const markings = createMarkingStore(connection);
  return {
    async since(learner, _courses, since) {
      const marked = await markings.selectMarkedSince(learner, since);
      // Several answers of one attempt are one piece of news.
      const once = [...new Map(marked.map((row) => [row.attempt, row])).values()];
      return once.map((row) => ({
        kind: 'marked' as const,
        at: row.markedAt ?? row.at,
        href: resultAddress(row.attempt),
        title: titleOf(courses.course(row.course), row.quiz),
      }));
    },
  };
}
