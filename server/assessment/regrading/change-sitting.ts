import { isDeepStrictEqual } from 'node:util';
import { Conflict } from '../../errors.ts';
import { countSittings } from '../analysis/count-sittings.ts';
import type { Regrading } from '../assessment.ts';
import { gradeSitting } from '../sittings/grade-sitting.ts';
import type { GradedSitting, SittingRecord } from '../sittings/sitting-model.ts';
import { countAll, standingWith } from './judge-learner.ts';

const MOST_TRIES = 20;

/**
 * Gives a sitting the result that `next` finds for it as it stands; `next` is asked again where the sitting changed
 * meanwhile, and gives undefined where nothing is to be done. True when it was changed.
 */
export async function changeSitting(
  assessment: Regrading,
  id: string,
  next: (sitting: SittingRecord) => Promise<(GradedSitting & Pick<SittingRecord, 'marks' | 'regrade'>) | undefined>,
): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const sitting = await assessment.sittings.selectOptional(id);
    const after = sitting && (await next(sitting));
    if (!after) return false;
    if (await assessment.sittings.regrade(sitting, after, after.regrade, assessment.now())) return true;
    await countSittings(assessment);
  }
  throw new Conflict('Percobaan ini sedang berubah. Jalankan lagi; yang sudah selesai tidak diulang.');
}

/**
 * A person has marked an answer: the sitting is graded with it, by whichever keys grade it now, and the attempt told. Marks
 * and regrades come in any order; each begins again where the other was faster.
 */
export async function markSitting(assessment: Regrading, id: string, marks: NonNullable<SittingRecord['marks']>): Promise<SittingRecord | undefined> {
  await changeSitting(assessment, id, async (sitting) => {
    if (isDeepStrictEqual(sitting.marks, marks)) return undefined;
    const { gradedBy, regrade } = sitting;
    return { gradedBy, regrade, marks, result: gradeSitting(await assessment.asked.of(sitting), { ...sitting, marks }) };
  });
  await tellAttempt(assessment, id);
  return assessment.sittings.selectOptional(id);
}

/** The attempt says what its sitting says, for whoever looks at its result. */
export async function tellAttempt({ attempts, sittings }: Regrading, id: string): Promise<void> {
  const sitting = await sittings.selectOptional(id);
  if (sitting) await attempts.replaceResult(id, sitting.result, sitting.gradedBy === sitting.version ? undefined : sitting.gradedBy);
}

/**
 * Works the learner's standing in one quiz out from all of its sittings. An attempt that ends meanwhile has kept its
 * sitting before it touches the standing, so either it is found here, or the standing has changed and this begins again.
 */
export async function recount(assessment: Regrading, { course, quiz, kind, learner }: Pick<SittingRecord, 'course' | 'quiz' | 'kind' | 'learner'>): Promise<void> {
  await assessment.standings.change(learner, course, async (standing) => {
    const sittings = await assessment.sittings.selectOfLearner(course, quiz, learner);
    const counted = await countAll(assessment, sittings.map((sitting) => ({ sitting, result: sitting.result })));
    return standingWith(standing, { quiz, kind }, counted);
  });
}
