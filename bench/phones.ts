import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { addressOf, inTurn } from './finishing.ts';
import { signUp } from './learner.ts';
import { serveBimtek } from './process.ts';
import { ask, COURSE, QUESTIONS, QUIZ, responsesFrom } from './quiz-taker.ts';
import { atMost, type Row } from './row.ts';

const PHONES = Number(process.env['BENCH_PHONES'] ?? 500);
/** Of each phone: answers of a quiz and its end, lessons read, seconds counted. */
const READ = 14;
const TIMED = 15;
const SECONDS = 60;
const EVENTS = QUESTIONS + 1 + READ + TIMED;
const P99_MS = 2000;
const GRADED_WITHIN_S = 60;

interface Phone {
  readonly cookie: string;
  readonly form: Readonly<Record<string, string>>;
}

const eventsOf = (attempt: string, device: string, lessons: readonly string[], responses: readonly string[]): object[] => [
  ...lessons.slice(0, READ).map((lesson) => ({ kind: 'read', key: `read:${COURSE}:${lesson}`, course: COURSE, lesson })),
  ...lessons.slice(0, TIMED).map((lesson) => ({ kind: 'time', key: `time:${COURSE}:${lesson}:${device}`, course: COURSE, lesson, device, seconds: SECONDS })),
  ...responses.map((response, index) => ({ kind: 'answer', key: `${attempt}:${device}:${index + 1}`, attempt, device, sequence: index + 1, number: index + 1, form: new URLSearchParams({ response }).toString() })),
  { kind: 'finish', key: `finish:${attempt}`, attempt, device, after: {} },
];

/** What the server's file says of everybody; throws where something is lost or double. `isGraded`: also that each quiz counts once. */
function check(file: string, isGraded: boolean): void {
  const database = new Database(file, { readonly: true });
  const documents = <T>(table: string): T[] => (database.prepare(`SELECT doc FROM ${table}`).raw(true).all() as [string][]).map(([text]) => JSON.parse(text) as T);
  const attempts = documents<{ state: string; answers: object }>('c_attempts').filter(({ state, answers }) => state === 'finished' && Object.keys(answers).length === QUESTIONS).length;
  const counted = documents<{ quizzes: Record<string, { attempts: number }> }>('c_standings').filter(({ quizzes }) => quizzes[QUIZ]?.attempts === 1).length;
  const enrolments = documents<{ read: object; seconds: Record<string, number> }>('c_enrolments')
    .filter(({ read, seconds }) => Object.keys(read).length === READ && Object.values(seconds).length === TIMED && Object.values(seconds).every((sum) => sum === SECONDS)).length;
  database.close();
  if (attempts !== PHONES || enrolments !== PHONES || (isGraded && counted !== PHONES)) throw new Error(`Of ${PHONES}: ${attempts} attempts whole, ${counted} counted once, ${enrolments} enrolments whole`);
}

/** Attempts are graded a moment after their answers have arrived. */
async function checkGraded(file: string): Promise<void> {
  for (let second = 0; second < GRADED_WITHIN_S; second++) {
    await pause(1000);
    try {
      return check(file, true);
    } catch {
      // Not yet.
    }
  }
  check(file, true);
}

/** All phones at the same moment, as when a village's network comes back; milliseconds of each. */
const sendAll = (origin: string, phones: readonly Phone[]): Promise<number[]> =>
  Promise.all(
    phones.map(async ({ cookie, form }) => {
      const began = performance.now();
      const { body } = await ask(origin, '/sync', { cookie, accept: 'application/json' }, form);
      const took = performance.now() - began;
      const { outcomes } = JSON.parse(body) as { outcomes: { state: string; why?: string }[] };
      const lost = outcomes.find(({ state }) => state !== 'arrived');
      if (lost || outcomes.length !== EVENTS) throw new Error(`${outcomes.length} outcomes; ${JSON.stringify(lost)}`);
      return took;
    }),
  );

export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const bimtek = await serveBimtek(join(folder, 'data'), { TRUST_PROXY: '1' });
  const file = join(folder, 'data', 'bimtek.sqlite');
  const responses = await responsesFrom(file);
  const phones = await inTurn(PHONES, async (number): Promise<Phone> => {
    const learner = await signUp(bimtek.origin, number, addressOf(number));
    await learner.post(`/courses/${COURSE}/enrol`, {});
    const lessons = [...new Set((await learner.get(`/courses/${COURSE}`)).match(/(?<=lessons\/)[\w-]+/g))];
    const attempt = ((await learner.post(`/courses/${COURSE}/quizzes/${QUIZ}`, {})) ?? '').split('/').at(-1) ?? '';
    const { person, csrf } = JSON.parse((await ask(bimtek.origin, '/sync', { cookie: learner.cookie, accept: 'application/json' })).body) as { person: string; csrf: string };
    return { cookie: learner.cookie, form: { _csrf: csrf, person, events: JSON.stringify(eventsOf(attempt, `phone${number}`, lessons, responses(attempt))) } };
  });
  const took = (await sendAll(bimtek.origin, phones)).toSorted((a, b) => a - b);
  check(file, false);
  // Every acknowledgement was lost: all of it comes again.
  await sendAll(bimtek.origin, phones);
  await checkGraded(file);
  await bimtek.stop();
  await rm(folder, { recursive: true });
  const p99 = took[Math.ceil(took.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
  return [atMost(`${PHONES} phones syncing ${EVENTS} events each at once, p99; none lost, none double, also when sent again`, p99, 'ms', P99_MS)];
}
