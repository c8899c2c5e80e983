import { isDeepStrictEqual } from 'node:util';
import type { Quiz } from '../content/course.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import type { GradedAttempt } from './finish-attempt.ts';
import { resultOf } from './grade-record.ts';
import { changeSitting, recount, tellAttempt } from './regrading/change-sitting.ts';
import { sittingOf } from './sittings/record-sitting.ts';

/** A mark that was given in error: corrected with a reason, what it was before is kept. */

export const isCorrected = ({ marks = {} }: Pick<AttemptRecord, 'marks'>): boolean => Object.values(marks).some(({ earlier }) => earlier !== undefined);

/**
 * The sitting and the standing say what the corrected marks give, also where that is less: bears repetition. By the keys that
 * the sitting was graded by last; a regrade that is undone later leaves it alone.
 */
export async function bringCorrections(assessment: Assessment, attempt: GradedAttempt, layout: Quiz['layout']): Promise<void> {
  const { marks } = sittingOf(attempt, layout);
  const changed = await changeSitting(assessment, attempt._id, async (sitting) => {
    if (isDeepStrictEqual(sitting.marks, marks)) return undefined;
    const asked = await assessment.asked.of({ ...attempt, gradedBy: sitting.gradedBy });
    return { gradedBy: sitting.gradedBy, result: resultOf(asked, attempt), marks, regrade: undefined };
  });
  if (changed) await tellAttempt(assessment, attempt._id);
  await recount(assessment, attempt);
}
