import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { signUp, type Learner } from './learner.ts';
import { serveBimtek } from './process.ts';
import { ask, COURSE, QUIZ, responsesFrom } from './quiz-taker.ts';
import { atMost, type Row } from './row.ts';

const LEARNERS = Number(process.env['BENCH_LEARNERS'] ?? 500);
const WITHIN_MS = 10_000;
const MOST = 0.99;
const LONGEST_MS = 500;
/** Sign-ups at once: each hashes a password. */
const TOGETHER = 8;
/** By then the counters have been told (`COUNT_MS` of the service), with a margin for a slow machine. */
const COUNTED_AFTER_MS = 15_000;

/** A phone of its own network for each (RFC 5737 has too few: 10.0.0.0/8). */
export const addressOf = (number: number): string => `10.1.${number >> 8}.${number & 0xff}`;

export const inTurn = async <T>(count: number, work: (number: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: TOGETHER }, async () => {
      while (next < count) {
        const number = next++;
        results[number] = await work(number);
      }
    }),
  );
  return results;
};

/** What the server's file says after all have finished: each once. Throws where one is lost or double. */
function checkCounted(file: string): void {
  const database = new Database(file, { readonly: true });
  const documents = <T>(table: string): T[] => (database.prepare(`SELECT doc FROM ${table}`).raw(true).all() as [string][]).map(([text]) => JSON.parse(text) as T);
  const finished = documents<{ state: string; result?: unknown }>('c_attempts').filter(({ state, result }) => state === 'finished' && result !== undefined).length;
  const standings = documents<{ quizzes: Record<string, { attempts: number }> }>('c_standings').filter(({ quizzes }) => quizzes[QUIZ]?.attempts === 1).length;
  const counted = documents<{ quiz: string; attempts: number }>('c_item_counters').find(({ quiz }) => quiz === QUIZ)?.attempts;
  database.close();
  if (finished !== LEARNERS || standings !== LEARNERS || counted !== LEARNERS) {
    throw new Error(`Of ${LEARNERS}: ${finished} graded, ${standings} standings, ${counted} counted`);
  }
}

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const bimtek = await serveBimtek(join(folder, 'data'), { TRUST_PROXY: '1' });
  const file = join(folder, 'data', 'bimtek.sqlite');
  const responses = await responsesFrom(file);
  const sitting = await inTurn(LEARNERS, async (number): Promise<{ learner: Learner; attempt: string }> => {
    const learner = await signUp(bimtek.origin, number, addressOf(number));
    await learner.post(`/courses/${COURSE}/enrol`, {});
    const attempt = (await learner.post(`/courses/${COURSE}/quizzes/${QUIZ}`, {})) ?? '';
    for (const [index, response] of responses(attempt.split('/').at(-1) ?? '').entries()) {
      await ask(bimtek.origin, `${attempt}/questions/${index + 1}`, { cookie: learner.cookie, accept: 'application/json' }, { _csrf: learner.csrf, response });
    }
    return { learner, attempt };
  });
  // All finish within ten seconds, and each looks at the result; every tenth presses twice.
  const times = await Promise.all(
    sitting.map(async ({ learner: { cookie, csrf }, attempt }, number) => {
      await pause((number / LEARNERS) * WITHIN_MS);
      const began = performance.now();
      const finish = () => ask(bimtek.origin, `${attempt}/finish`, { cookie }, { _csrf: csrf });
      await Promise.all(number % 10 === 0 ? [finish(), finish()] : [finish()]);
      await ask(bimtek.origin, `${attempt}/result`, { cookie });
      return performance.now() - began;
    }),
  );
  await pause(COUNTED_AFTER_MS);
  checkCounted(file);
  await bimtek.stop();
  await rm(folder, { recursive: true });
  const slowest = times.sort((a, b) => a - b)[Math.floor(LEARNERS * MOST)] ?? 0;
  return [atMost(`slowest but 1% of ${LEARNERS} who finish within ${WITHIN_MS / 1000} s and see their result, none lost, none double`, slowest, 'ms', LONGEST_MS)];
}
