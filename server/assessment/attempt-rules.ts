import type { Competency, Quiz, Review } from '../content/course.ts';

/** Pure rules of sitting a quiz or an exam: whether one may start, until when one may answer, what may be seen. */

const MINUTE_MS = 60_000;
/** An answer sent in the last second is still on its way when the time is over. */
export const GRACE_MS = 30_000;

/** The attempt before, as far as the rules look at it. */
export interface EarlierAttempt {
  readonly number: number;
  readonly open: boolean;
  /** When it ended; undefined while it is open. */
  readonly finishedAt: Date | undefined;
}

export interface Circumstances {
  readonly quiz: Pick<Quiz, 'kind' | 'attempts' | 'window'>;
  /** The last attempt of this quiz; they are numbered from 1 without a gap. */
  readonly last: EarlierAttempt | undefined;
  /** Attempts that count against the limit; left out: all of them. */
  readonly used?: number;
  /** Attempts that were granted beyond the limit. */
  readonly granted: number;
  /** An exam: the units still to be sat. */
  readonly unitsLeft: readonly string[];
  /** An exam: every module of the course is done. */
  readonly modulesDone: boolean;
  readonly now: Date;
}

/** `left` counts the attempt that would start now; undefined: as many as one likes. */
export type StartRule =
  | { readonly state: 'open'; readonly number: number; readonly left: number | undefined }
  | { readonly state: 'running'; readonly number: number }
  | { readonly state: 'locked' }
  | { readonly state: 'passed' }
  | { readonly state: 'exhausted' }
  | { readonly state: 'closed' }
  | { readonly state: 'waiting'; readonly until: Date; readonly left: number | undefined };

/** Attempts that may still be begun; undefined: as many as one likes. */
export const attemptsLeft = (limit: number, granted: number, used: number): number | undefined =>
  limit === 0 ? undefined : Math.max(0, limit + granted - used);

/** Minutes to wait after so many attempts, from 1. */
export const waitAfter = ({ waitMinutes, laterWaits = [] }: Quiz['attempts'], used: number): number =>
  used < 2 ? waitMinutes : (laterWaits[Math.min(used - 2, laterWaits.length - 1)] ?? waitMinutes);

const DAY_MS = 24 * 60 * MINUTE_MS;
/** The first moment of a calendar day in Western Indonesian Time, which has no summer time. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00+07:00`);

/** When attempts may be begun: from `opens` on, before `closes`. */
export const windowOf = ({ window }: Pick<Quiz, 'window'>): { readonly opens: Date | undefined; readonly closes: Date | undefined } => ({
  opens: window?.from === undefined ? undefined : startOf(window.from),
  closes: window?.until === undefined ? undefined : new Date(startOf(window.until).getTime() + DAY_MS),
});

const latest = (one: Date | undefined, other: Date | undefined): Date | undefined => (one && other ? (one > other ? one : other) : (one ?? other));

/** Whether an attempt may start, and if not, why and from when. One that is open is gone on with. */
export function startRule({ quiz, last, used = last?.number ?? 0, granted, unitsLeft, modulesDone, now }: Circumstances): StartRule {
  if (last?.open) return { state: 'running', number: last.number };
  if (quiz.kind === 'exam' && unitsLeft.length === 0) return { state: 'passed' };
  if (quiz.kind === 'exam' && !modulesDone) return { state: 'locked' };
  const left = attemptsLeft(quiz.attempts.limit, granted, used);
  if (left === 0) return { state: 'exhausted' };
  const { opens, closes } = windowOf(quiz);
  if (closes && now >= closes) return { state: 'closed' };
  const until = latest(opens, last?.finishedAt && new Date(last.finishedAt.getTime() + waitAfter(quiz.attempts, used) * MINUTE_MS));
  if (until && until > now) return { state: 'waiting', until, left };
  return { state: 'open', number: (last?.number ?? 0) + 1, left };
}

/** A unit that is met is not sat again; one that no question asks about cannot be sat. */
export const unitsToSit = (
  exam: Pick<Quiz, 'questions'>,
  competencies: readonly Competency[],
  isMet: (code: string) => boolean,
): string[] => {
  const asked = new Set(exam.questions.map((question) => question.competency));
  return competencies.map((unit) => unit.code).filter((code) => asked.has(code) && !isMet(code));
};

/** Minutes that somebody has: with extra time, so many percent more. */
export const minutesFor = (timeLimitMinutes: number | undefined, extraPercent = 0): number | undefined =>
  timeLimitMinutes === undefined ? undefined : Math.ceil((timeLimitMinutes * (100 + extraPercent)) / 100);

/** Until when an attempt begun now may be worked on. What was begun in the window ends with it, unless its own time ends before. */
export function deadlineOf(startedAt: Date, timeLimitMinutes: number | undefined, closes?: Date): Date | undefined {
  const own = timeLimitMinutes === undefined ? undefined : new Date(startedAt.getTime() + timeLimitMinutes * MINUTE_MS);
  return own && closes ? (own < closes ? own : closes) : (own ?? closes);
}

/** Until when answers are accepted. */
export const closingTime = (deadline: Date): Date => new Date(deadline.getTime() + GRACE_MS);

/** No answer is accepted any more. */
export const isOver = (deadline: Date | undefined, now: Date): boolean => deadline !== undefined && now > closingTime(deadline);

/** The time is up: whoever looks at the attempt sees it finished; only answers on their way have the grace. */
export const isTimeUp = (deadline: Date | undefined, now: Date): boolean => deadline !== undefined && now >= deadline;

/** Whether answers and their key may be seen. `passed`: the quiz, or all of the exam, in whichever attempt. */
export function mayReview(review: Review, attempt: { readonly finished: boolean; readonly passed: boolean; readonly closed?: boolean }): boolean {
  if (!attempt.finished) return false;
  if (review === 'after-close') return attempt.closed === true;
  return review === 'after-finish' || (review === 'after-pass' && attempt.passed);
}
