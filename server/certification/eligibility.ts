import type { Course } from '../content/course.ts';
import type { EnrolmentRecord } from '../learning/enrolment-model.ts';
import { progressOf } from '../learning/progress.ts';
import type { Standing } from '../learning/standing.ts';

/** One thing that stands between a learner and the certificate. */
export type Missing =
  | { readonly kind: 'enrolment' }
  /** The course examines nothing, so it certifies nothing. */
  | { readonly kind: 'exam' }
  | { readonly kind: 'module'; readonly module: string }
  /** `score` in percent; undefined: never sat. */
  | { readonly kind: 'unit'; readonly unit: string; readonly minimum: number; readonly score: number | undefined };

export type Eligibility = { readonly eligible: true } | { readonly eligible: false; readonly missing: readonly Missing[] };

const missingUnits = ({ competencies }: Course, standing: Standing): Missing[] =>
  competencies.flatMap(({ code, minimum }) => {
    const unit = standing.units[code];
    return unit?.met ? [] : [{ kind: 'unit' as const, unit: code, minimum, score: unit?.score }];
  });

/** A renewal asks for units of competency alone. `standing`: without what has to be shown again. */
export function renewalEligibility(course: Course, standing: Standing): Eligibility {
  const missing = missingUnits(course, standing);
  return missing.length === 0 ? { eligible: true } : { eligible: false, missing };
}

/** Minimum competency: every module done and the minimum of every unit met. `course` is the version the learner finishes. */
export function eligibilityFor(course: Course, enrolment: EnrolmentRecord | undefined, standing: Standing): Eligibility {
  if (!enrolment) return { eligible: false, missing: [{ kind: 'enrolment' }] };
  if (!course.exam || course.competencies.length === 0) return { eligible: false, missing: [{ kind: 'exam' }] };
  const missing: Missing[] = progressOf(course, enrolment, standing)
    .modules.filter((module) => !module.done)
    .map((module) => ({ kind: 'module', module: module.id }));
  missing.push(...missingUnits(course, standing));
  return missing.length === 0 ? { eligible: true } : { eligible: false, missing };
}
