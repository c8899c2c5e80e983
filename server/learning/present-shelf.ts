import { inLanguage, type Course } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import { courseAddress } from './addresses.ts';
import { lessonCount, minutesOf } from './present-steps.ts';
import type { CourseProgress } from './progress.ts';

/** Fields of `views/components/shelf.ejs`. */
export const shelfOf = (
  course: Course,
  language: Language,
  titleOf: (courseId: string) => string,
  mine: { readonly progress?: CourseProgress; readonly certified?: boolean } = {},
) => ({
  href: courseAddress(course.id),
  title: inLanguage(course.title, language),
  level: course.level,
  summary: inLanguage(course.summary, language),
  modules: course.modules.length,
  lessons: lessonCount(course),
  minutes: minutesOf(course),
  validMonths: course.certificate.validMonths,
  requires: course.requires.map(titleOf),
  pilot: course.status === 'pilot',
  progress: mine.progress && { done: mine.progress.lessonsRead, total: mine.progress.lessonsRequired },
  certified: mine.certified ?? false,
});
