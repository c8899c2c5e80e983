import type { Course } from '../content/course.ts';
import type { EnrolmentRecord } from '../learning/enrolment-model.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { countAttempt, type Counted, type FinishedAttempt } from './count-attempt.ts';

const PAGE = 100;
/** Somebody may answer meanwhile; whoever answers more often than this is looked at the next time. */
const MOST_TRIES = 5;

export type RecountNeeds = Pick<Assessment, 'attempts' | 'standings' | 'asked'> & {
  readonly learning: Pick<Assessment['learning'], 'enrolments' | 'courses'>;
  /** The version of a course that was published last. */
  readonly latest: (course: string) => Promise<Course | undefined>;
};

/**
 * Compares each standing with the finished attempts that it is derived from; with `repair` it is derived anew from
 * them, what was granted stays. Gives the ids (`learner:course`) of those that differ or differed. May run beside a server.
 */
export async function* recountStandings(needs: RecountNeeds, repair: boolean): AsyncGenerator<string> {
  for (let last: string | undefined; ; ) {
    const page = await needs.learning.enrolments.selectPage(last, PAGE);
    for (const enrolment of page) if (!(await isRight(needs, enrolment, repair))) yield enrolment._id;
    last = page.at(-1)?._id;
    if (page.length < PAGE) return;
  }
}

/** One standing, derived anew where it differs from its attempts. */
export const recountOne = async (needs: RecountNeeds, enrolment: EnrolmentRecord): Promise<void> => void (await isRight(needs, enrolment, true));

async function isRight(needs: RecountNeeds, enrolment: EnrolmentRecord, repair: boolean): Promise<boolean> {
  const { learner, course } = enrolment;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // Read first: a standing that is written while the attempts are read has another revision then.
    const standing = await needs.standings.select(learner, course);
    const attempts = await finishedAttempts(needs, enrolment, Object.keys(standing.quizzes));
    // What waits for being counted is counted by the server.
    if (attempts.some(({ due }) => due !== undefined)) return true;
    const right = await countAll(needs, attempts);
    if (outlineOf(standing) === outlineOf(right)) return true;
    if (!repair || (await needs.standings.replace(standing, right))) return false;
  }
  return true;
}

async function finishedAttempts({ attempts, learning, latest }: RecountNeeds, enrolment: EnrolmentRecord, counted: readonly string[]): Promise<AttemptRecord[]> {
  const { learner, course, version } = enrolment;
  const versions = [await learning.courses.versionOf(course, version), await latest(course)];
  const quizzes = new Set([...counted, ...versions.flatMap((known) => (known ? quizzesOf(known) : []))]);
  const found: AttemptRecord[] = [];
  for (const quiz of quizzes) found.push(...(await attempts.selectAll(learner, course, quiz)));
  return found.filter(({ state }) => state === 'finished').sort((a, b) => timeOf(a) - timeOf(b) || a.number - b.number);
}

const timeOf = ({ finishedAt, startedAt }: AttemptRecord): number => (finishedAt ?? startedAt).getTime();

const quizzesOf = ({ modules, exam }: Course): string[] => [...modules.flatMap(({ quiz }) => quiz?.id ?? []), ...(exam ? [exam.id] : [])];

async function countAll({ asked }: RecountNeeds, attempts: readonly AttemptRecord[]): Promise<Counted> {
  let counted: Counted = { quizzes: {}, units: [] };
  for (const attempt of attempts) {
    const { result, finishedAt = attempt.startedAt } = attempt;
    if (!result) continue;
    const { course } = await asked.of(attempt);
    const finished: FinishedAttempt = { ...attempt, finishedAt, result };
    counted = countAttempt(counted, finished, course);
  }
  return counted;
}

/** What two standings have to agree in: not in which of two equal attempts is named, nor in the order of the units. */
function outlineOf({ quizzes, units }: Counted): string {
  const quizList = Object.entries(quizzes).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, quiz]) => [id, quiz.best, quiz.passed, quiz.attempts, quiz.lastAttempt]);
  const unitList = [...units].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, score, met, edition }) => [code, score, met, edition]);
  return JSON.stringify([quizList, unitList]);
}

