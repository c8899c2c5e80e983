import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Sqlite } from '../server/storage/embedded/sqlite.ts';
import { enrolled, type Learner } from './learner.ts';
import { serveBimtek } from './process.ts';
import { median, type Row } from './row.ts';

const DOCUMENTS = 200_000;
const ROUNDS = 3;
const MOST_SLOWER = 2;
/** A page each so many milliseconds: a server with something to do, and not at its limit. */
const EVERY_MS = 15;
const FEWEST_PAGES = 400;
const MOST = 0.99;
const COURSE = 'psm-dasar';
const LESSON = `/courses/${COURSE}/lessons/apa-itu-psm`;
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Attempts of about 1 KB, written by SQLite itself. */
function fill(file: string): void {
  const sqlite = new Sqlite(file);
  sqlite.exec(`
    INSERT INTO c_attempts (id, doc)
    WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${DOCUMENTS - 1})
    SELECT printf('a%07d', i), json_object('_id', printf('a%07d', i), 'learner', printf('l%07d', i / 7), 'course', '${COURSE}', 'state', 'finished', 'number', 1,
           'answers', json_object('q-1', hex(randomblob(300)), 'q-2', printf('%.*c', 300, 'x')))
    FROM numbers`);
  sqlite.foldLog();
  sqlite.close();
}

/** Milliseconds of each page, asked one after the other until `isEnough`. */
async function pagesUntil(learner: Learner, isEnough: (pages: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isEnough(times.length)) {
    const began = performance.now();
    await learner.get(LESSON);
    times.push(performance.now() - began);
    await pause(EVERY_MS);
  }
  return times;
}

const slowest = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * MOST)] ?? 0;

/** Pages while one backup after the other is made, as an operator makes them. */
async function pagesDuringBackups(learner: Learner, dataDir: string, folder: string): Promise<{ times: number[]; seconds: number }> {
  const [times, durations]: [number[], number[]] = [[], []];
  while (times.length < FEWEST_PAGES) {
    const file = join(folder, `backup-${durations.length}-${Date.now()}.tar.gz`);
    const began = performance.now();
    const child = spawn(process.execPath, ['dist/server/cli/main.js', 'storage', 'backup', file], { cwd: ROOT, env: { PATH: process.env['PATH'], DATA_DIR: dataDir }, stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    let code: number | undefined;
    void ended.then(([status]: number[]) => (code = status ?? 1));
    times.push(...(await pagesUntil(learner, () => code !== undefined)));
    if (code !== 0) throw new Error(`the backup ended with ${code}`);
    durations.push(performance.now() - began);
    await rm(file);
  }
  return { times, seconds: median(durations) / 1000 };
}

/** How a page fares while a backup is made, beside the same page without one, in turn. */
export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const dataDir = join(folder, 'data');
  const first = await serveBimtek(dataDir);
  await first.stop();
  fill(join(dataDir, 'bimtek.sqlite'));
  const bimtek = await serveBimtek(dataDir);
  const [learner] = await enrolled(bimtek.origin, 1, COURSE);
  if (!learner) throw new TypeError('Nobody learns');
  await pagesUntil(learner, (pages) => pages >= FEWEST_PAGES);
  const rounds: { value: number; limit: number; seconds: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const limit = slowest(await pagesUntil(learner, (pages) => pages >= FEWEST_PAGES)) * MOST_SLOWER;
    const { times, seconds } = await pagesDuringBackups(learner, dataDir, folder);
    rounds.push({ value: slowest(times), limit, seconds });
  }
  await bimtek.stop();
  await rm(folder, { recursive: true });
  const ratio = median(rounds.map(({ value, limit }) => limit / value));
  const [value, limit] = [median(rounds.map((round) => round.value)), median(rounds.map((round) => round.limit))];
  const name = `slowest page but 1% while ${DOCUMENTS} documents are backed up (in ${median(rounds.map(({ seconds }) => seconds)).toFixed(1)} s), twice that without`;
  return [{ name, value: Number(value.toFixed(1)), unit: 'ms', limit: Number(limit.toFixed(1)), ratio, bar: 1, ok: ratio >= 1 }];
}
