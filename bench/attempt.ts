import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolled } from './learner.ts';
import { ROUND } from './load.ts';
import { serveBimtek, serveReference } from './process.ts';
import { ask, COURSE, QUESTIONS, QUIZ, responsesFrom, type Responses } from './quiz-taker.ts';
import { beside, type Row } from './row.ts';

const USERS = 20;
/** Start, answers, finish, review. */
const REQUESTS = QUESTIONS + 3;
/** Moodle 4.5 with both cores of such a machine, 20 users, whole quiz attempts a second; be over 20 times that. */
const MOODLE = 5.6;
const TIMES_MOODLE = 20;

type Headers = Readonly<Record<string, string>>;
interface User {
  readonly headers: Headers;
  readonly csrf: string;
}

/** One attempt from its start to its review, every answer acknowledged before the next is sent. */
async function wholeAttempt(origin: string, { headers, csrf }: User, responses: Responses | undefined): Promise<string> {
  const started = await ask(origin, `/courses/${COURSE}/quizzes/${QUIZ}`, headers, { _csrf: csrf });
  const attempt = started.headers.location ?? '';
  const given = responses?.(attempt.split('/').at(-1) ?? '') ?? Array.from({ length: QUESTIONS }, () => 'b');
  if (given.length !== QUESTIONS) throw new Error(`An attempt of ${given.length} questions`);
  for (const [index, response] of given.entries()) {
    await ask(origin, `${attempt}/questions/${index + 1}`, { ...headers, accept: 'application/json' }, { _csrf: csrf, response });
  }
  await ask(origin, `${attempt}/finish`, headers, { _csrf: csrf });
  return (await ask(origin, `${attempt}/result`, headers)).body;
}

/** Whole attempts a second, each user one after the other. */
async function attemptsPerSecond(origin: string, users: readonly User[], responses: Responses | undefined): Promise<number> {
  const milliseconds = ('seconds' in ROUND ? ROUND.seconds : 4) * 1000;
  const began = performance.now();
  let done = 0;
  await Promise.all(
    users.map(async (user) => {
      while (performance.now() - began < milliseconds) {
        await wholeAttempt(origin, user, responses);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - began);
}

/** The shipped course, but for the ten minutes between two attempts of its first quiz. */
async function courseWithoutWaiting(folder: string): Promise<string> {
  const courses = join(folder, 'courses');
  await cp('courses/psm-dasar', join(courses, 'psm-dasar'), { recursive: true });
  const file = join(courses, 'psm-dasar', '01-mengenal-psm', 'quiz.yaml');
  const text = await readFile(file, 'utf8');
  const without = text.replace('attempts:\n  wait: 10 minutes\n', '');
  if (without === text) throw new Error('The quiz has another waiting time');
  await writeFile(file, without);
  return courses;
}

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const bimtek = await serveBimtek(join(folder, 'data'), { COURSES_DIR: await courseWithoutWaiting(folder) });
  const users = (await enrolled(bimtek.origin, USERS, COURSE)).map(({ cookie, csrf }): User => ({ headers: { cookie }, csrf }));
  const responses = await responsesFrom(join(folder, 'data', 'bimtek.sqlite'));
  const [first] = users;
  if (!first) throw new TypeError('Nobody learns');
  // The reference sends the same bytes as the review.
  await writeFile(join(folder, 'review.html'), await wholeAttempt(bimtek.origin, first, responses));
  const bare = await serveReference('bare-attempt', folder);
  const row = await beside(
    `whole attempt over HTTP, ${REQUESTS} requests, ${USERS} users, against as many bare Express requests of which ${QUESTIONS + 1} insert durably`,
    0.5,
    () => attemptsPerSecond(bimtek.origin, users, responses),
    () => attemptsPerSecond(bare.origin, users, undefined),
  );
  await bimtek.stop();
  await bare.stop();
  await rm(folder, { recursive: true });
  const limit = MOODLE * TIMES_MOODLE;
  return [
    { ...row, unit: 'attempts/s' },
    { name: `whole attempts, ${TIMES_MOODLE} times what Moodle 4.5 did on both cores of such a machine`, value: row.value, unit: 'attempts/s', limit, ratio: row.value / limit, bar: 1, ok: row.value >= limit },
  ];
}
