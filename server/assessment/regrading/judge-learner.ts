import { presentStanding } from '../standing-store.ts';
import type { Assessment } from '../assessment.ts';
import { countAttempt, currentEvidence, type Counted } from '../count-attempt.ts';
import type { StandingRecord } from '../standing-model.ts';
import type { GradedSitting, SittingRecord } from '../sittings/sitting-model.ts';
import type { StandingShift } from './certificates-touched.ts';
import type { JudgedSitting } from './judge-sitting.ts';
import type { RegradeEffect } from './regrade-model.ts';

/** All that one learner has sat of one quiz, judged; `effect`: undefined where the outcome stays what it is. */
export interface JudgedLearner {
  readonly learner: string;
  readonly quiz: string;
  readonly sittings: readonly JudgedSitting[];
  readonly effect?: Pick<RegradeEffect, 'gained' | 'lost' | 'quizPassed' | 'certificate'> | undefined;
}

/** What sittings of one quiz give together, worked out from nothing: as `countAttempt` does one by one. */
export async function countAll({ asked }: Pick<Assessment, 'asked'>, sittings: readonly { readonly sitting: SittingRecord; readonly result: GradedSitting['result'] }[]): Promise<Counted> {
  let counted: Counted = { quizzes: {}, units: [] };
  for (const { sitting, result } of sittings) {
    const { course } = await asked.of(sitting);
    const { _id, quiz, kind, number, version, finishedAt } = sitting;
    counted = countAttempt(counted, { _id, quiz, kind, number, version, finishedAt, result }, course);
  }
  return counted;
}

/** A standing in which this quiz, and the units of an exam, are what its sittings give. */
export const standingWith = (standing: Counted, { quiz, kind }: Pick<SittingRecord, 'quiz' | 'kind'>, counted: Counted): Counted => {
  const own = counted.quizzes[quiz];
  return {
    quizzes: own ? { ...standing.quizzes, [quiz]: own } : standing.quizzes,
    units: kind === 'exam' ? [...counted.units] : standing.units,
  };
};

const metUnits = ({ units }: Counted): string[] => units.filter((unit) => unit.met).map((unit) => unit.code);

export interface LearnerShift {
  readonly shift: StandingShift;
  readonly effect: NonNullable<JudgedLearner['effect']>;
}

/** What becomes of a learner's standing; undefined: nothing that anybody would see. */
export async function shiftOf(assessment: Pick<Assessment, 'asked' | 'learning'>, standing: StandingRecord, judged: JudgedLearner): Promise<LearnerShift | undefined> {
  const [first] = judged.sittings;
  if (!first || judged.sittings.every(({ kind }) => kind !== 'changed')) return undefined;
  const was = await countAll(assessment, judged.sittings.map(({ sitting }) => ({ sitting, result: sitting.result })));
  const is = await countAll(assessment, judged.sittings);
  // What of earlier versions counts no longer is of no consequence either.
  const today = assessment.learning.courses.course(first.sitting.course);
  const before = currentEvidence(standingWith(standing, first.sitting, was), today);
  const after = currentEvidence(standingWith(standing, first.sitting, is), today);
  const [metBefore, metAfter] = [metUnits(before), metUnits(after)];
  const [passedBefore, passedAfter] = [before, after].map((counted) => counted.quizzes[judged.quiz]?.passed ?? false);
  return {
    shift: { learner: judged.learner, before: presentStanding(before), after: presentStanding(after) },
    effect: {
      gained: metAfter.filter((code) => !metBefore.includes(code)),
      lost: metBefore.filter((code) => !metAfter.includes(code)),
      ...(passedBefore !== passedAfter && { quizPassed: passedAfter ? 'gained' : 'lost' }),
    },
  };
}
