import type { Course } from '../content/course.ts';
import { ownValue } from './answers.ts';
import type { AttemptRecord } from './attempt-model.ts';
import type { AttemptResult, UnitResult } from './grade-attempt.ts';
import type { CountedQuiz, CountedUnit, EvidenceVersion, StandingRecord } from './standing-model.ts';

/** The parts of a standing that attempts are counted in. */
export type Counted = Pick<StandingRecord, 'quizzes' | 'units'> & Partial<Pick<StandingRecord, 'renewal'>>;

export type FinishedAttempt = Pick<AttemptRecord, '_id' | 'quiz' | 'kind' | 'number' | 'version'> & {
  readonly finishedAt: Date;
  readonly result: AttemptResult;
};

/** What counting asks of the version that was sat. */
export type SatCourse = Pick<Course, 'competencies' | 'onChange'>;

/** As a part of the evidence; only versions that ask for a retake leave a mark. */
const versionOf = ({ version }: FinishedAttempt, { onChange }: SatCourse): EvidenceVersion =>
  onChange === 'retake' ? { version, fresh: true } : { version };

/** Of evidence from two versions, whether the later one alone counts; `same`: the better one does. */
const between = (before: EvidenceVersion & { readonly number?: number | undefined }, attempt: FinishedAttempt, course: SatCourse): 'same' | 'before' | 'attempt' => {
  if (before.version === undefined || before.version === attempt.version) return 'same';
  const isLater = attempt.number > (before.number ?? 0);
  if (isLater) return course.onChange === 'retake' ? 'attempt' : 'same';
  return before.fresh ? 'before' : 'same';
};

const countQuiz = (known: CountedQuiz | undefined, attempt: FinishedAttempt, course: SatCourse): CountedQuiz => {
  const { _id, number, finishedAt, result } = attempt;
  const counts = known ? between({ ...known, number: known.attempts }, attempt, course) : 'attempt';
  const isLast = !known || number >= known.attempts;
  const before = counts === 'attempt' ? undefined : known;
  const counted = counts === 'before' ? undefined : result;
  return {
    best: Math.max(before?.best ?? 0, counted?.score ?? 0),
    passed: (before?.passed ?? false) || (counted?.passed ?? false),
    attempts: isLast ? number : known.attempts,
    lastAttempt: isLast ? _id : known.lastAttempt,
    lastFinishedAt: isLast ? finishedAt : known.lastFinishedAt,
    ...(isLast ? versionOf(attempt, course) : { version: known.version, ...(known.fresh && { fresh: true }) }),
  };
};

/** Evidence of a newer edition of the unit replaces older; within one edition the best attempt counts. */
const isBetter = (unit: UnitResult, edition: number, before: CountedUnit): boolean =>
  edition > before.edition || (edition === before.edition && unit.score > before.score);

/** Below every attempt's number: the unit is not renewed. */
const NOT_RENEWED = -1;

const renewedAfter = (renewal: StandingRecord['renewal'], code: string): number => renewal?.units.find((unit) => unit.code === code)?.after ?? NOT_RENEWED;

/** Shown before the certificate was to be renewed, and not since. */
const isOutdated = ({ code, number = 0 }: CountedUnit, renewal: StandingRecord['renewal']): boolean => number <= renewedAfter(renewal, code);

/** What was shown for a renewal goes before all that was shown earlier, however good that was. */
const betweenEvidence = (known: CountedUnit, attempt: FinishedAttempt, course: SatCourse, renewal: StandingRecord['renewal']): 'same' | 'before' | 'attempt' => {
  const isNew = attempt.number > renewedAfter(renewal, known.code);
  if (isOutdated(known, renewal) === isNew) return isNew ? 'attempt' : 'before';
  return between(known, attempt, course);
};

const countUnits = ({ units: before, renewal }: Counted, attempt: FinishedAttempt, course: SatCourse): CountedUnit[] => {
  const units = new Map(before.map((unit) => [unit.code, unit]));
  for (const unit of attempt.result.units) {
    const edition = course.competencies.find((competency) => competency.code === unit.code)?.edition ?? 1;
    const known = units.get(unit.code);
    const counts = known ? betweenEvidence(known, attempt, course, renewal) : 'attempt';
    if (counts === 'before' || (known && counts === 'same' && !isBetter(unit, edition, known))) continue;
    const { code, score, met } = unit;
    units.set(code, { code, score, met, attempt: attempt._id, number: attempt.number, edition, ...versionOf(attempt, course) });
  }
  return [...units.values()];
};

/**
 * A standing with a finished attempt in it. Counting the same attempt again, or attempts in another order, gives
 * the same standing, save for which of two equal attempts is named. `course`: the version that was sat.
 */
export const countAttempt = (counted: Counted, attempt: FinishedAttempt, course: SatCourse): Counted => ({
  quizzes: { ...counted.quizzes, [attempt.quiz]: countQuiz(ownValue(counted.quizzes, attempt.quiz), attempt, course) },
  units: attempt.kind === 'exam' ? countUnits(counted, attempt, course) : counted.units,
  ...(counted.renewal && { renewal: counted.renewal }),
});

/** Whether evidence of that version still counts in the course as it is published now. */
export const stillCounts = ({ version }: EvidenceVersion, today: Pick<Course, 'onChange' | 'version'> | undefined): boolean =>
  today?.onChange !== 'retake' || version === undefined || version === today.version;

/** The standing without what was shown in versions that no longer count, or before a renewal that asks for it again. */
export const currentEvidence = <T extends Counted>(standing: T, today: Pick<Course, 'onChange' | 'version'> | undefined): T => ({
  ...standing,
  quizzes: Object.fromEntries(Object.entries(standing.quizzes).filter(([, quiz]) => stillCounts(quiz, today))),
  units: standing.units.filter((unit) => stillCounts(unit, today) && !isOutdated(unit, standing.renewal)),
});
