import type { Course } from '../content/course.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';

type Needs = Pick<Assessment, 'attempts' | 'standings' | 'learning'>;

const quizzesOf = ({ modules, exam }: Course): string[] => [...modules.flatMap(({ quiz }) => quiz?.id ?? []), ...(exam ? [exam.id] : [])];

/** Every attempt of a person: of each course begun, those of the quizzes that the versions begun and published have, and that were counted. */
export async function* attemptsOf({ attempts, standings, learning }: Needs, account: string): AsyncGenerator<AttemptRecord> {
  for (const { course, version } of await learning.enrolments.selectOfLearner(account)) {
    const versions = [learning.courses.course(course), await learning.courses.versionOf(course, version)];
    const counted = Object.keys((await standings.select(account, course)).quizzes);
    for (const quiz of new Set([...counted, ...versions.flatMap((known) => (known ? quizzesOf(known) : []))])) yield* await attempts.selectAll(account, course, quiz);
  }
}
