import type { Connection } from 'mongoose';
import type { Course, Quiz } from '../content/course.ts';
import type { Courses } from '../learning/learning.ts';
import type { ExamDoors, Standing } from '../learning/standing.ts';
import { ownValue } from './answers.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { attemptId } from './attempt-id.ts';
import { startRule, unitsToSit, type EarlierAttempt, type StartRule } from './attempt-rules.ts';
import { createAttemptStore } from './attempt-store.ts';
import { currentEvidence, stillCounts } from './count-attempt.ts';
import { asItStands } from './finish-attempt.ts';
import type { StandingRecord } from './standing-model.ts';
import { createStandingStore, presentStanding } from './standing-store.ts';

export interface StartRequest {
  readonly learner: string;
  /** The course as this learner has to finish it. */
  readonly course: Course;
  readonly quiz: Quiz;
  /** Whether every module of the course is done; asked for an exam only. */
  modulesDone(standing: Standing): boolean;
  /** An attempt of this quiz that has just been read, finished and settled: it need not be read again. */
  readonly settled?: AttemptRecord | undefined;
}

/** How things are for somebody who is about to begin. */
export interface Start {
  readonly rule: StartRule;
  readonly standing: StandingRecord;
  readonly last: AttemptRecord | undefined;
  /** Attempts that count against the limit. */
  readonly used: number;
  /** An exam: units of competency still to be sat. */
  readonly unitsLeft: readonly string[];
  /** Attempts granted beyond the limit. */
  readonly granted: number;
  /** Extra time, in percent of the limit. */
  readonly extraPercent: number;
}

type Stores = Pick<Assessment, 'attempts' | 'standings' | 'now'> & { readonly courses: Pick<Courses, 'course'> };

/** Attempts of the exam that were over when the certificate came to be renewed. */
const attemptsBefore = ({ kind }: Pick<AttemptRecord, 'kind'>, renewal: StandingRecord['renewal']): number => (kind === 'exam' ? (renewal?.after ?? 0) : 0);

/** How many of a learner's attempts use up those that the course allows: none of a version that no longer counts, none from before a renewal. */
export async function attemptsUsed({ attempts }: Pick<Stores, 'attempts'>, last: AttemptRecord | undefined, today: Course | undefined, renewal: StandingRecord['renewal']): Promise<number> {
  if (!last) return 0;
  const before = attemptsBefore(last, renewal);
  if (today?.onChange !== 'retake') return Math.max(0, last.number - before);
  const ids = Array.from({ length: last.number }, (_, index) => attemptId(last.learner, last.course, last.quiz, index + 1));
  return (await attempts.selectByIds(ids)).filter((attempt) => attempt.number > before && stillCounts(attempt, today)).length;
}

/** One of a version that no longer counts is not gone on with, and nobody has to wait after it. */
const earlierAttempt = (last: AttemptRecord, today: Course, renewal: StandingRecord['renewal']): EarlierAttempt => {
  const { number, state, finishedAt } = last;
  return stillCounts(last, today) && last.number > attemptsBefore(last, renewal) ? { number, open: state === 'open', finishedAt } : { number, open: false, finishedAt: undefined };
};

async function readStart({ attempts, standings, courses, now }: Stores, request: StartRequest): Promise<Start> {
  const { learner, course, quiz } = request;
  const today = courses.course(course.id) ?? course;
  const whole = await standings.select(learner, course.id);
  const counted = ownValue(whole.quizzes, quiz.id)?.attempts ?? 0;
  const standing = currentEvidence(whole, today);
  const last = await attempts.selectOptionalLast(learner, course.id, quiz.id, counted, request.settled);
  const met = new Set(standing.units.filter((unit) => unit.met).map((unit) => unit.code));
  const unitsLeft = quiz.kind === 'exam' ? unitsToSit(quiz, course.competencies, (code) => met.has(code)) : [];
  const granted = standing.grants.filter((grant) => grant.quiz === quiz.id).length;
  const used = await attemptsUsed({ attempts }, last, today, standing.renewal);
  const before = last && earlierAttempt(last, today, standing.renewal);
  // Who renews has finished the course once; a lesson that was added since is read, not demanded.
  const modulesDone = quiz.kind === 'quiz' || standing.renewal !== undefined || request.modulesDone(presentStanding(standing));
  const rule = startRule({ quiz, last: before, used, granted, unitsLeft, modulesDone, now: now() });
  return { rule, standing, last, used, unitsLeft, granted, extraPercent: standing.extraTime?.percent ?? 0 };
}

/** As things stand now: a last attempt whose time is up, or that a crash left uncounted, is finished first. */
export async function currentStart(assessment: Assessment, request: StartRequest): Promise<Start> {
  const stores = { ...assessment, courses: assessment.learning.courses };
  const start = await readStart(stores, request);
  if (!start.last || (await asItStands(assessment, start.last)) === start.last) return start;
  return readStart(stores, request);
}

/** The learning room's port. */
export function createExamDoors(connection: Connection, courses: Pick<Courses, 'course'>, now: () => Date = () => new Date()): ExamDoors {
  const stores = { attempts: createAttemptStore(connection), standings: createStandingStore(connection), courses, now };
  return {
    async of(learner, course, modulesDone) {
      if (!course.exam) return undefined;
      const { rule, unitsLeft, last } = await readStart(stores, { learner, course, quiz: course.exam, modulesDone: () => modulesDone });
      return { state: rule.state, until: rule.state === 'waiting' ? rule.until : undefined, isFirst: last === undefined, unitsLeft: unitsLeft.length };
    },
  };
}
