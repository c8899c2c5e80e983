import type { Regrading } from '../assessment.ts';
import { shiftOf, type JudgedLearner, type LearnerShift } from './judge-learner.ts';
import { createSittingJudge, type SittingJudge } from './judge-sitting.ts';
import type { RegradeEffect, RegradeRecord } from './regrade-model.ts';
import { scanCourse, type LearnerSittings } from './scan.ts';
import { addToSummary } from './summary.ts';

/** Sittings judged in one go: a few milliseconds. */
const PAGE = 64;
/** Pages that are kept together: each keeping waits for the disk. */
const KEPT_TOGETHER = 8;

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
 * Grades every finished attempt of a course by the keys of `regrade.version` and keeps what would change, some pages at a
 * time; nothing is applied. `save` may end the work by giving false; what was kept before is then gone on from.
 */
export async function previewRegrade(assessment: Regrading, regrade: RegradeRecord, save: (progress: Pick<RegradeRecord, 'cursor' | 'summary' | 'from'>) => Promise<boolean>): Promise<boolean> {
  const { _id: id, course, version, cursor: begun } = regrade;
  const judge = createSittingJudge(assessment, course, version);
  const summary = structuredClone(regrade.summary);
  const from = new Set(regrade.from);
  let found: RegradeEffect[] = [];
  let keeping = Promise.resolve(true);
  // Effects first: a summary never counts somebody who is not listed. Meanwhile the next pages are judged.
  const keep = async (cursor: string): Promise<boolean> => {
    const [effects, soFar] = [found, { cursor, summary: structuredClone(summary), from: [...from] }];
    found = [];
    if (!(await keeping)) return false;
    keeping = assessment.regrades.putEffects(effects).then(() => save(soFar));
    return true;
  };
  let pages = 0;
  let last = begun;
  for await (const { groups, cursor } of scanCourse(assessment.sittings, course, begun, PAGE)) {
    const judged = await judgeAll(judge, groups);
    const effects = await effectsOn(assessment, course, judged);
    for (const [index, learner] of judged.entries()) {
      const withEffect = { ...learner, effect: effects[index] };
      addToSummary(summary, withEffect);
      found.push(...effectRecord(id, withEffect));
      for (const { kind, sitting } of learner.sittings) if (kind === 'changed' || kind === 'touched') from.add(sitting.gradedBy);
    }
    pages += 1;
    last = cursor;
    if (pages % KEPT_TOGETHER === 0 && !(await keep(cursor))) return false;
  }
  return last === undefined || ((await keep(last)) && (await keeping));
}
