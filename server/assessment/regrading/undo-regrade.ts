import { isDeepStrictEqual } from 'node:util';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Regrading } from '../assessment.ts';
import { changeSitting, recount, tellAttempt } from './change-sitting.ts';
import type { AttemptResult } from '../grade-attempt.ts';
import { gradeSitting } from '../sittings/grade-sitting.ts';
import type { SittingRecord } from '../sittings/sitting-model.ts';
import type { RegradeChange, RegradeRecord } from './regrade-model.ts';

const PAGE = 40;

/** One attempt gets back what it had; true when it has it. What another regrade has changed since is left alone. */
async function undoChange(assessment: Regrading, { regrade, attempt, before }: RegradeChange): Promise<boolean> {
  // What people have given meanwhile stays given.
  const resultOf = async (sitting: SittingRecord): Promise<AttemptResult> =>
    sitting.marks ? gradeSitting(await assessment.asked.of({ ...sitting, gradedBy: before.gradedBy }), sitting) : before.result;
  await changeSitting(assessment, attempt, async (sitting) =>
    sitting.regrade === regrade ? { gradedBy: before.gradedBy, result: await resultOf(sitting), regrade: before.regrade } : undefined,
  );
  const sitting = await assessment.sittings.selectOptional(attempt);
  if (!sitting || sitting.regrade !== before.regrade || !isDeepStrictEqual(sitting.result, await resultOf(sitting))) return false;
  await tellAttempt(assessment, attempt);
  await recount(assessment, sitting);
  return true;
}

/** Takes an applied regrade back, exactly, from where it stands; `save` as for a preview. A certificate that it led to stays. */
export async function undoRegrade(assessment: Regrading, regrade: RegradeRecord, save: (progress: Pick<RegradeRecord, 'cursor' | 'changed'>) => Promise<boolean>): Promise<boolean> {
  let { changed, cursor } = regrade;
  for (;;) {
    const page = await assessment.regrades.selectChanges(regrade._id, cursor, PAGE);
    const undone = await Promise.all(page.map((change) => undoChange(assessment, change)));
    changed += undone.filter(Boolean).length;
    cursor = page.at(-1)?.place;
    if (page.length > 0 && !(await save({ cursor, changed }))) return false;
    if (page.length < PAGE) return true;
    await letOthersRun();
  }
}
