import type { JudgedLearner } from './judge-learner.ts';

/** How many would come to have something, and how many would lose it. */
export interface Shift {
  gained: number;
  lost: number;
}

/** What a regrade would do, in numbers. Names of fields that come from course files are ids of questions, units, quizzes. */
export interface RegradeSummary {
  /** Attempts looked at; those that hold a question whose key, points or options are others now; those with another result. */
  attempts: number;
  touched: number;
  changed: number;
  /** Attempts that could not be judged, since their version is not to be had. */
  unreadable: number;
  /** Learners whose outcome changes. */
  learners: number;
  /** Attempts in which a question would earn more, and less. */
  questions: { quiz: string; id: string; more: number; less: number }[];
  /** Learners who would meet a unit in the exam, and no longer meet it. */
  units: (Shift & { code: string })[];
  /** Learners who would pass a quiz or exam, and no longer pass it. */
  quizzes: (Shift & { id: string })[];
  certificates: { unearned: number; scores: number; due: number };
}

export const emptySummary = (): RegradeSummary => ({
  attempts: 0, touched: 0, changed: 0, unreadable: 0, learners: 0, questions: [], units: [], quizzes: [], certificates: { unearned: 0, scores: 0, due: 0 },
});

const entryOf = <Entry>(list: Entry[], is: (entry: Entry) => boolean, make: () => Entry): Entry => {
  const known = list.find(is);
  if (known) return known;
  const made = make();
  list.push(made);
  return made;
};

/** Adds one learner's sittings of one quiz to the numbers. */
export function addToSummary(summary: RegradeSummary, judged: JudgedLearner): void {
  const { quiz, sittings, effect } = judged;
  summary.attempts += sittings.length;
  for (const { kind, questions } of sittings) {
    if (kind === 'unreadable') summary.unreadable += 1;
    if (kind === 'touched' || kind === 'changed') summary.touched += 1;
    if (kind === 'changed') summary.changed += 1;
    for (const { id, more } of questions) {
      const entry = entryOf(summary.questions, (known) => known.quiz === quiz && known.id === id, () => ({ quiz, id, more: 0, less: 0 }));
      entry[more ? 'more' : 'less'] += 1;
    }
  }
  if (!effect) return;
  if (effect.gained.length + effect.lost.length > 0 || effect.quizPassed) summary.learners += 1;
  const unit = (code: string) => entryOf(summary.units, (known) => known.code === code, () => ({ code, gained: 0, lost: 0 }));
  for (const code of effect.gained) unit(code).gained += 1;
  for (const code of effect.lost) unit(code).lost += 1;
  if (effect.quizPassed) entryOf(summary.quizzes, (known) => known.id === quiz, () => ({ id: quiz, gained: 0, lost: 0 }))[effect.quizPassed] += 1;
  if (effect.certificate) summary.certificates[effect.certificate.kind] += 1;
}
