import type { Course } from '../../content/course.ts';
import type { CourseProgress } from '../../learning/progress.ts';
import type { Standing } from '../../learning/standing.ts';

/**
 * The one place where a learner stands on the way to the certificate, as a word that can be counted:
 * `invited` (has never signed in), `entered` (has begun nothing), `module-ID` (this module is the first not done),
 * `exam` (every module done, the exam not tried), `units` (tried, a unit below its minimum), `exhausted` (the same, and no attempt
 * left), `met` (every unit met, the certificate is not there), `certified`.
 */
export type Place = string;

export const modulePlace = (id: string): Place => `module-${id}`;

/** The places of a course in the order in which learners come to them. */
export const placesOf = (course: Course): Place[] => [
  'invited',
  'entered',
  ...course.modules.map(({ id }) => modulePlace(id)),
  ...(course.exam ? ['exam', 'units', 'exhausted'] : []),
  'met',
  'certified',
];

export interface Facts {
  readonly hasEntered: boolean;
  readonly hasBegun: boolean;
  readonly isCertified: boolean;
  readonly isExhausted: boolean;
  /** As it is published today. */
  readonly course: Course;
  readonly progress: CourseProgress;
  readonly standing: Standing;
}

/** In terms of today's course; a module that the learner's own version lacks keeps nobody. */
export function placeOf({ hasEntered, hasBegun, isCertified, isExhausted, course, progress, standing }: Facts): Place {
  if (isCertified) return 'certified';
  if (!hasBegun) return hasEntered ? 'entered' : 'invited';
  const undone = new Set(progress.modules.filter(({ done }) => !done).map(({ id }) => id));
  const module = course.modules.find(({ id }) => undone.has(id));
  if (module) return modulePlace(module.id);
  if (!course.exam || progress.unitsMet === progress.units) return 'met';
  if (standing.quizzes[course.exam.id] === undefined) return 'exam';
  return isExhausted ? 'exhausted' : 'units';
}
