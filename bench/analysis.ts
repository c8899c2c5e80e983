import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counterModel } from '../server/assessment/analysis/counter-model.ts';
import { contributionOf, addTo, type Contribution } from '../server/assessment/analysis/contribution.ts';
import { createCounterStore } from '../server/assessment/analysis/counter-store.ts';
import { gradeAttempt } from '../server/assessment/grade-attempt.ts';
import { typeOf } from '../server/assessment/question-types/registry.ts';
import { seededRandom } from '../server/assessment/random.ts';
import { drawAttempt } from '../server/assessment/start-attempt.ts';
import { readConfig } from '../server/config.ts';
import type { Course } from '../server/content/course.ts';
import { startService, type Service } from '../server/service.ts';
import { Sqlite } from '../server/storage/embedded/sqlite.ts';
import { ask } from './quiz-taker.ts';
import type { Row } from './row.ts';

const MANY = Number(process.env['BENCH_ATTEMPTS'] ?? 1_000_000);
const FEW = 1000;
const PAGES = 150;
const TRIES = 5;
const MOST = 0.99;
const MOST_SLOWER = 1.5;
const PAGE = '/admin/analysis/psm-dasar/ujian-akhir';

/**
 * Counters as `count` attempts would have left them: the sums of a thousand attempts, so many times. They are written
 * directly, since it is the page that is measured and not the counting; the sittings beside them are written by SQLite.
 */
async function fillCounters({ storage }: Service, course: Course, count: number): Promise<void> {
  const { exam } = course;
  if (!exam) throw new Error('The course has no exam');
  const sum: Contribution = new Map();
  const units = course.competencies.map(({ code }) => code);
  const index = new Map(exam.questions.map((question) => [question.id, question]));
  for (let number = 0; number < FEW; number += 1) {
    const random = seededRandom(`sheet ${number}`);
    const drawn = drawAttempt({ learner: 'x', course, quiz: exam, modulesDone: () => true }, { unitsLeft: units, last: undefined }, 1, new Date(), String(number));
    const questions = drawn.questions.flatMap(({ id }) => index.get(id) ?? []);
    const responses = Object.fromEntries(questions.map((question) => [question.id, typeOf(question).guess(question.body.original, random)]));
    const result = gradeAttempt({ quiz: exam, competencies: course.competencies, questions, responseTo: (id) => responses[id] });
    const seconds = Object.fromEntries(questions.map(({ id }) => [id, Math.floor(random() * 200)]));
    addTo(sum, contributionOf({ sitting: { responses, seconds }, graded: { gradedBy: course.version, result }, questions: index, competencies: course.competencies }));
  }
  for (const [path, value] of sum) sum.set(path, value * (count / FEW));
  counterModel(storage.connection);
  const counters = createCounterStore(storage.connection);
  await counters.add(await counters.select(course.id, exam.id), sum, []);
}

function fillSittings(file: string, count: number): void {
  const sqlite = new Sqlite(file);
  sqlite.exec('PRAGMA synchronous = OFF');
  sqlite.exec(`
    INSERT INTO c_sittings (id, doc)
    WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count - 1})
    SELECT printf('a%07d', i), json_object('_id', printf('a%07d', i), 'place', printf('psm-dasar:ujian-akhir:l%07d:000001', i), 'course', 'psm-dasar', 'quiz', 'ujian-akhir',
      'result', json_object('text', printf('%.*c', 200, 'x')), 'revision', 1) FROM numbers`);
  sqlite.foldLog();
  sqlite.close();
}

interface Shown {
  readonly service: Service;
  readonly cookie: string;
  close(): Promise<void>;
}

async function openWith(count: number): Promise<Shown> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const config = readConfig({ NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder });
  await (await startService(config)).stop();
  fillSittings(join(folder, 'bimtek.sqlite'), count);
  const service = await startService(config);
  const course = service.catalogue.courses().find(({ id }) => id === 'psm-dasar');
  if (!course) throw new Error('psm-dasar is not served');
  await fillCounters(service, course, count);
  const start = new URL(service.firstAdministratorLink ?? '').pathname;
  const form = await ask(service.address, start, {});
  const [session = ''] = form.headers['set-cookie']?.[0]?.split(';') ?? [];
  const csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  const entered = await ask(service.address, start, { cookie: session }, { _csrf: csrf, name: 'Rina Kartika', userName: 'rina', password: 'lumbung padi pagi' });
  const [cookie = session] = entered.headers['set-cookie']?.[0]?.split(';') ?? [];
  const close = async (): Promise<void> => {
    await service.stop();
    await rm(folder, { recursive: true });
  };
  return { service, cookie, close };
}

/** Milliseconds of the slowest page but 1%; each is asked some times and its best time counts, so that noise does not. */
async function slowest({ service, cookie }: Shown, attempts: number): Promise<number> {
  const times: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    let best = Infinity;
    for (let again = 0; again < TRIES; again += 1) {
      const began = performance.now();
      const { body } = await ask(service.address, PAGE, { cookie });
      best = Math.min(best, performance.now() - began);
      if (!body.includes(attempts.toLocaleString('id-ID'))) throw new Error('The page does not show what was counted');
    }
    times.push(best);
  }
  return times.sort((a, b) => a - b)[Math.floor(PAGES * MOST)] ?? 0;
}

export async function rows(): Promise<Row[]> {
  const [few, many] = [await openWith(FEW), await openWith(MANY)];
  await slowest(few, FEW);
  await slowest(many, MANY);
  const withFew = await slowest(few, FEW);
  const withMany = await slowest(many, MANY);
  await few.close();
  await many.close();
  const limit = withFew * MOST_SLOWER;
  const ratio = limit / withMany;
  const value = Number(withMany.toFixed(2));
  return [{ name: `item analysis page at ${MANY} attempts (counters written directly), 1.5 times that at ${FEW}`, value, unit: 'ms', limit: Number(limit.toFixed(2)), ratio, bar: 1, ok: ratio >= 1 }];
}
