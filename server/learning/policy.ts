import type { Course } from '../content/course.ts';
import type { Viewer } from '../web/viewer.ts';

export const isAuthor = (viewer: Viewer | undefined): boolean => viewer !== undefined && viewer.role !== 'learner';

/** A draft is for those who write courses. */
export const maySee = (viewer: Viewer | undefined, course: Course): boolean => course.status !== 'draft' || isAuthor(viewer);

/** A hidden course is open to whoever has its address, and stands in no list. */
export const isListed = (viewer: Viewer | undefined, course: Course): boolean =>
  course.status !== 'hidden' && maySee(viewer, course);

/** Tiers: a course opens with the certificates of those that come before it. */
export const missingBefore = (course: Course, held: readonly string[]): readonly string[] =>
  course.requires.filter((id) => !held.includes(id));
