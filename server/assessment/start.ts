import type { Connection } from 'mongoose';
import type { Course, Quiz } from '../content/course.ts';
import type { ExamDoors, Standing } from '../learning/standing.ts';
import { ownValue } from './answers.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { startRule, unitsToSit, type StartRule } from './attempt-rules.ts';
import { createAttemptStore } from './attempt-store.ts';
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
}

/** How things are for somebody who is about to begin. */
export interface Start {
  readonly rule: StartRule;
  readonly standing: StandingRecord;
  readonly last: AttemptRecord | undefined;
  /** An exam: units of competency still to be sat. */
  readonly unitsLeft: readonly string[];
  /** Attempts granted beyond the limit. */
  readonly granted: number;
  /** Extra time, in percent of the limit. */
  readonly extraPercent: number;
}

type Stores = Pick<Assessment, 'attempts' | 'standings' | 'now'>;

async function readStart({ attempts, standings, now }: Stores, request: StartRequest): Promise<Start> {
  const { learner, course, quiz } = request;
  const standing = await standings.select(learner, course.id);
  const counted = ownValue(standing.quizzes, quiz.id)?.attempts ?? 0;
  const last = await attempts.selectOptionalLast(learner, course.id, quiz.id, counted);
  const met = new Set(standing.units.filter((unit) => unit.met).map((unit) => unit.code));
  const unitsLeft = quiz.kind === 'exam' ? unitsToSit(quiz, course.competencies, (code) => met.has(code)) : [];
  const granted = standing.grants.filter((grant) => grant.quiz === quiz.id).length;
  const before = last && { number: last.number, open: last.state === 'open', finishedAt: last.finishedAt };
  const modulesDone = quiz.kind === 'quiz' || request.modulesDone(presentStanding(standing));
  const rule = startRule({ quiz, last: before, granted, unitsLeft, modulesDone, now: now() });
  return { rule, standing, last, unitsLeft, granted, extraPercent: standing.extraTime?.percent ?? 0 };
}

/** As things stand now: a last attempt whose time is up, or that a crash left uncounted, is finished first. */
export async function currentStart(assessment: Assessment, request: StartRequest): Promise<Start> {
  const start = await readStart(assessment, request);
  if (!start.last || (await asItStands(assessment, start.last)) === start.last) return start;
  return readStart(assessment, request);
}

/** The learning room's port. */
export function createExamDoors(connection: Connection, now: () => Date = () => new Date()): ExamDoors {
  const stores = { attempts: createAttemptStore(connection), standings: createStandingStore(connection), now };
  return {
    async of(learner, course, modulesDone) {
      if (!course.exam) return undefined;
      const { rule, unitsLeft } = await readStart(stores, { learner, course, quiz: course.exam, modulesDone: () => modulesDone });
      return { state: rule.state, until: rule.state === 'waiting' ? rule.until : undefined, unitsLeft: unitsLeft.length };
    },
  };
}
