import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Assessment } from '../assessment.ts';
import { addTo, contributionOf, type Contribution } from '../analysis/contribution.ts';
import { countSittings } from '../analysis/count-sittings.ts';
import type { GradedAttempt } from '../finish-attempt.ts';
import type { AttemptRecord } from '../attempt-model.ts';
import { sittingOf } from './record-sitting.ts';

const PAGE = 50;

type Rebuilding = Pick<Assessment, 'attempts' | 'sittings' | 'counters' | 'asked' | 'learning' | 'now'>;

const isGraded = (attempt: AttemptRecord): attempt is GradedAttempt => attempt.result !== undefined && attempt.finishedAt !== undefined;

/** Keeps a sitting for every finished attempt that has none; gives how many attempts there are. */
async function keepMissing({ attempts, sittings, asked }: Rebuilding): Promise<number> {
  let count = 0;
  for (let last: string | undefined; ; ) {
    const page = await attempts.selectPageOfFinished(last, PAGE);
    for (const attempt of page.filter(isGraded)) {
      const { quiz } = await asked.of(attempt);
      await sittings.keepOnce(sittingOf(attempt, quiz.layout));
    }
    count += page.length;
    last = page.at(-1)?._id;
    if (page.length < PAGE) return count;
    await letOthersRun();
  }
}

/**
 * Makes anew what is derived from attempts: sittings that are missing, and all counters of item analysis. Killed half-way
 * it has to be run again; until then nobody counts. Gives how many attempts were counted.
 */
export async function rebuildCounters(rebuilding: Rebuilding): Promise<number> {
  await rebuilding.counters.beginRebuilding();
  const count = await keepMissing(rebuilding);
  await rebuilding.sittings.forgetCounting(rebuilding.now());
  await rebuilding.counters.endRebuilding();
  await countSittings(rebuilding);
  return count;
}

const flat = (sums: Readonly<Record<string, Readonly<Record<string, number>>>>, under: string): [string, number][] =>
  Object.entries(sums).flatMap(([name, fields]) => Object.entries(fields).map(([field, value]): [string, number] => [`${under}.${name}.${field}`, value]));

/**
 * Quizzes (`course:quiz`) whose counters are not what their sittings give; what waits to be counted is counted first.
 * Reads every sitting of the courses that are served: for operators, not for pages.
 */
export async function wrongCounters(rebuilding: Rebuilding): Promise<string[]> {
  const { sittings, counters, asked, learning } = rebuilding;
  await countSittings(rebuilding);
  const wrong: string[] = [];
  for (const course of learning.courses.courses()) {
    const quizzes = [...course.modules.flatMap((module) => module.quiz ?? []), ...(course.exam ? [course.exam] : [])];
    for (const { id: quiz } of quizzes) {
      const sum: Contribution = new Map();
      for (let last: string | undefined; ; ) {
        const page = await sittings.selectPageWithin([course.id, quiz], last, PAGE);
        for (const sitting of page) {
          const { course: version, questions } = await asked.of(sitting);
          addTo(sum, contributionOf({ sitting, graded: sitting, questions, competencies: version.competencies }));
        }
        last = page.at(-1)?.place;
        if (page.length < PAGE) break;
        await letOthersRun();
      }
      const { attempts, questions, units } = await counters.select(course.id, quiz);
      const held = new Map<string, number>([['attempts', attempts], ...flat(questions, 'questions'), ...flat(units, 'units')]);
      addTo(sum, held, -1);
      if ([...sum.values()].some((difference) => difference !== 0)) wrong.push(`${course.id}:${quiz}`);
    }
  }
  return wrong;
}
