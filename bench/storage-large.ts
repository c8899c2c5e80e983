import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Schema, type Model } from 'mongoose';
import { Sqlite } from '../server/storage/embedded/sqlite.ts';
import { defineModel, openStorage } from '../server/storage/storage.ts';
import type { Row } from './row.ts';

const MANY = Number(process.env['BENCH_DOCUMENTS'] ?? 1_000_000);
const FEW = 1000;
const COURSES = 20;
const QUERIES = 3000;
const MOST = 0.99;
const LONGEST_OPENING_MS = 100;
/** How much slower the slowest but 1% may be with a thousand times as much. */
const MOST_SLOWER = 1.5;

interface Attempt {
  _id: string;
  learner: string;
  course: string;
  status: string;
  score: number;
}

const schema = new Schema<Attempt>({ _id: String, learner: String, course: String, status: String, score: Number }, { versionKey: false, collection: 'attempts' });
schema.index({ learner: 1 });
schema.index({ course: 1, status: 1, _id: 1 });
const attemptModel = defineModel<Attempt>('LargeAttempt', schema);

/** Written by SQLite itself: a million documents in seconds. */
function fill(file: string, count: number): void {
  const sqlite = new Sqlite(file);
  sqlite.exec('PRAGMA synchronous = OFF');
  sqlite.exec(`
    INSERT INTO c_attempts (id, doc)
    WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count - 1})
    SELECT printf('l%07d:c%02d', i, i % ${COURSES}),
           json_object('_id', printf('l%07d:c%02d', i, i % ${COURSES}), 'learner', printf('l%07d', i / 2), 'course', printf('c%02d', i % ${COURSES}),
                       'status', iif(i % 10 = 0, 'open', 'done'), 'score', i % 101, 'answers', json_object('text', printf('%.*c', 200, 'x')))
    FROM numbers`);
  sqlite.foldLog();
  sqlite.close();
}

const random = (below: number): number => Math.floor(Math.random() * below);
const idAt = (i: number): string => `l${String(i).padStart(7, '0')}:c${String(i % COURSES).padStart(2, '0')}`;

/** The shapes of query that the rooms make; `at` is where in the collection. */
const QUERIES_OF: readonly ((attempts: Model<Attempt>, at: number) => Promise<unknown>)[] = [
  (attempts, at) => attempts.findOne({ _id: idAt(at) }).lean(),
  (attempts, at) => attempts.find({ learner: `l${String(Math.floor(at / 2)).padStart(7, '0')}` }).lean(),
  (attempts, at) => attempts.find({ course: 'c07', status: 'done', _id: { $gt: idAt(at) } }).sort({ _id: 1 }).limit(20).lean(),
];

/**
 * Milliseconds of the slowest query but 1%. Each is asked some times and its best time counts, so that what is
 * left is the query's own slowness and not the machine's other work.
 */
async function slowest(attempts: Model<Attempt>, count: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < QUERIES; i++) {
    const query = QUERIES_OF[i % QUERIES_OF.length];
    const at = random(count - COURSES * 20); // a full page is behind it
    let best = Infinity;
    for (let again = 0; again < 5; again++) {
      const began = performance.now();
      await query?.(attempts, at);
      best = Math.min(best, performance.now() - began);
    }
    times.push(best);
  }
  return times.sort((a, b) => a - b)[Math.floor(QUERIES * MOST)] ?? 0;
}

async function openWith(count: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const first = await openStorage({ dataDir: folder });
  attemptModel(first.connection);
  await first.ready();
  await first.close();
  fill(join(folder, 'bimtek.sqlite'), count);
  const began = performance.now();
  const storage = await openStorage({ dataDir: folder });
  const attempts = attemptModel(storage.connection);
  await storage.ready();
  const openedIn = performance.now() - began;
  const close = async (): Promise<void> => {
    await storage.close();
    await rm(folder, { recursive: true });
  };
  return { attempts, openedIn, close };
}

export async function largeRows(): Promise<Row[]> {
  const [few, many] = [await openWith(FEW), await openWith(MANY)];
  await slowest(few.attempts, FEW);
  await slowest(many.attempts, MANY);
  const withFew = await slowest(few.attempts, FEW);
  const withMany = await slowest(many.attempts, MANY);
  await few.close();
  await many.close();
  const atMost = (name: string, value: number, limit: number): Row => {
    const ratio = limit / value;
    return { name, value: Number(value.toFixed(3)), unit: 'ms', limit: Number(limit.toFixed(3)), ratio, bar: 1, ok: ratio >= 1 };
  };
  return [
    atMost(`slowest query but 1% at ${MANY} attempts, 1.5 times that at ${FEW}`, withMany, withFew * MOST_SLOWER),
    atMost(`opening a file of ${MANY} documents`, many.openedIn, LONGEST_OPENING_MS),
  ];
}
