import type { Regrading } from '../assessment.ts';
import { shiftOf, type JudgedLearner, type LearnerShift } from './judge-learner.ts';
import { createSittingJudge, type SittingJudge } from './judge-sitting.ts';
import type { RegradeEffect, RegradeRecord } from './regrade-model.ts';
import { scanCourse, type LearnerSittings } from './scan.ts';
import { addToSummary } from './summary.ts';

/** Sittings judged in one go: a few milliseconds. */
const PAGE = 200;

/** What an administrator has to look at stands first. */
const rankOf = ({ certificate, lost, quizPassed, gained }: RegradeEffect): number => {
  if (certificate?.kind === 'unearned') return 0;
  if (lost.length > 0 || quizPassed === 'lost') return 1;
  if (certificate?.kind === 'due') return 2;
  if (gained.length > 0 || quizPassed === 'gained') return 3;
  return 4;
};

const judgeAll = (judge: SittingJudge, groups: readonly LearnerSittings[]): Promise<JudgedLearner[]> =>
  Promise.all(groups.map(async ({ quiz, learner, sittings }) => ({ quiz, learner, sittings: await Promise.all(sittings.map((sitting) => judge.judge(sitting))) })));

/** What a page of learners would gain and lose, with their certificates; learners in the order of `judged`. */
async function effectsOn(assessment: Regrading, course: string, judged: readonly JudgedLearner[]): Promise<(JudgedLearner['effect'] | undefined)[]> {
  const concerned = judged.filter(({ sittings }) => sittings.some(({ kind }) => kind === 'changed'));
  if (concerned.length === 0) return judged.map(() => undefined);
  const standings = await assessment.standings.selectSome(course, concerned.map(({ learner }) => learner));
  const shifts = new Map<JudgedLearner, LearnerShift>();
  for (const learner of concerned) {
    const standing = standings.get(learner.learner);
    const shift = standing && (await shiftOf(assessment, standing, learner));
    if (shift) shifts.set(learner, shift);
  }
  const touched = await assessment.certificates.by(course, [...shifts.values()].map(({ shift }) => shift));
  const touchOf = new Map([...shifts.keys()].map((learner, index) => [learner, touched[index]]));
  return judged.map((learner) => {
    const effect = shifts.get(learner)?.effect;
    const certificate = touchOf.get(learner);
    const isSeen = effect && (effect.gained.length + effect.lost.length > 0 || effect.quizPassed !== undefined || certificate !== undefined);
    return isSeen ? { ...effect, ...(certificate && { certificate }) } : undefined;
  });
}

const effectRecord = (regrade: string, { quiz, learner, effect }: JudgedLearner): RegradeEffect[] => {
  if (!effect) return [];
  const facts: RegradeEffect = { _id: `${regrade}:${quiz}:${learner}`, place: '', regrade, learner, quiz, ...effect, schemaVersion: 1 };
  return [{ ...facts, place: `${regrade}:${rankOf(facts)}:${quiz}:${learner}` }];
};

/**
 * Grades every finished attempt of a course by the keys of `regrade.version` and keeps what would change, page by page;
 * nothing is applied. `save` is called after each page and may end the work by giving false; what was kept before is
 * then gone on from.
 */
export async function previewRegrade(assessment: Regrading, regrade: RegradeRecord, save: (progress: Pick<RegradeRecord, 'cursor' | 'summary' | 'from'>) => Promise<boolean>): Promise<boolean> {
  const { _id: id, course, version } = regrade;
  const judge = createSittingJudge(assessment, course, version);
  const summary = structuredClone(regrade.summary);
  const from = new Set(regrade.from);
  for await (const { groups, cursor } of scanCourse(assessment.sittings, course, regrade.cursor, PAGE)) {
    const judged = await judgeAll(judge, groups);
    const effects = await effectsOn(assessment, course, judged);
    const learners = judged.map((learner, index): JudgedLearner => ({ ...learner, effect: effects[index] }));
    for (const learner of learners) {
      addToSummary(summary, learner);
      for (const { kind, sitting } of learner.sittings) if (kind === 'changed' || kind === 'touched') from.add(sitting.gradedBy);
    }
    await assessment.regrades.putEffects(learners.flatMap((learner) => effectRecord(id, learner)));
    if (!(await save({ cursor, summary, from: [...from] }))) return false;
  }
  return true;
}
