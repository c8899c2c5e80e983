import type { Regrading } from '../assessment.ts';
import { changeSitting, recount, tellAttempt } from './change-sitting.ts';
import { createSittingJudge, type SittingJudge } from './judge-sitting.ts';
import type { RegradeRecord } from './regrade-model.ts';
import { scanCourse, type LearnerSittings } from './scan.ts';

/** Sittings changed in one go: their commits go together, and nobody waits long for them. */
const PAGE = 40;

async function applyToSitting(assessment: Regrading, judge: SittingJudge, { _id: regrade, version }: RegradeRecord, id: string): Promise<void> {
  await changeSitting(assessment, id, async (sitting) => {
    if (sitting.regrade === regrade) return undefined;
    const judged = await judge.judge(sitting);
    if (judged.kind !== 'changed') return undefined;
    const { gradedBy, result } = sitting;
    const before = { gradedBy, result, ...(sitting.regrade !== undefined && { regrade: sitting.regrade }) };
    const after = { gradedBy: version, result: judged.result };
    await assessment.regrades.keepChange({ _id: `${regrade}:${id}`, place: `${regrade}:${sitting.place}`, regrade, attempt: id, before, after, schemaVersion: 1 });
    return { ...after, regrade };
  });
}

/**
 * One learner: the sittings, then what follows from them. Each step bears repetition; a sitting that carries this
 * regrade's name was changed before a crash, and what follows is done again. Gives how many sittings carry it.
 */
async function applyToLearner(assessment: Regrading, judge: SittingJudge, regrade: RegradeRecord, { learner, sittings }: LearnerSittings): Promise<number> {
  const judged = await Promise.all(sittings.map((sitting) => judge.judge(sitting)));
  const concerned = judged.filter(({ kind, sitting }) => kind === 'changed' || sitting.regrade === regrade._id).map(({ sitting }) => sitting);
  const [first] = concerned;
  if (!first) return 0;
  for (const { _id } of concerned) {
    await applyToSitting(assessment, judge, regrade, _id);
    await tellAttempt(assessment, _id);
  }
  await recount(assessment, first);
  // A certificate may have become due. What fails here is tried again with those that are due anyway.
  if (first.kind === 'exam') await assessment.afterExam.examFinished(learner, regrade.course).catch(assessment.report);
  return concerned.length;
}

/** Applies a regrade from where it stands; `save` as for a preview. Revokes nothing. */
export async function applyRegrade(assessment: Regrading, regrade: RegradeRecord, save: (progress: Pick<RegradeRecord, 'cursor' | 'changed'>) => Promise<boolean>): Promise<boolean> {
  const judge = createSittingJudge(assessment, regrade.course, regrade.version);
  let { changed } = regrade;
  for await (const { groups, cursor } of scanCourse(assessment.sittings, regrade.course, regrade.cursor, PAGE)) {
    const counts = await Promise.all(groups.map((group) => applyToLearner(assessment, judge, regrade, group)));
    changed += counts.reduce((sum, count) => sum + count, 0);
    if (!(await save({ cursor, changed }))) return false;
  }
  return true;
}
