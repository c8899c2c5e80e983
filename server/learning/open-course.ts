import type { Course } from '../content/course.ts';
import { maySee } from './policy.ts';

/** A course that everyone may read, without a certificate that comes first; undefined: it cannot be kept. */
export const openCourse = (course: Course | undefined): Course | undefined =>
  course && maySee(undefined, course) && course.requires.length === 0 ? course : undefined;
