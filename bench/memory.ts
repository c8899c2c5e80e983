import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeManyLessons } from '../test/content/many-lessons.ts';
import { enrolled } from './learner.ts';
import { load } from './load.ts';
import { serveBimtek, type Served } from './process.ts';
import { atMost, median, type Row } from './row.ts';

const LESSONS = 1000;
const COURSE = 'cuci-tangan';
const LEARNERS = 20;
const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 50_000);
const STARTS = 3;
const READY_MS = 1500;
const MEGABYTES = 200;

async function readyMs(serve: () => Promise<Served>): Promise<number> {
  const started = await serve();
  await started.stop();
  return started.readyMs;
}

/** Resident memory in MB: `VmRSS` of Linux's /proc (proc_pid_status(5)). */
const residentMb = (pid: number): number => Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A course of a thousand lessons: how soon its server is ready, and what it holds after having shown them all, many times. */
export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  writeManyLessons(join(folder, 'courses', COURSE), LESSONS);
  const serve = (env = {}) => serveBimtek(join(folder, 'data'), { COURSES_DIR: join(folder, 'courses'), ...env });
  const starts: number[] = [];
  for (let start = 1; start < STARTS; start++) starts.push(await readyMs(serve));
  starts.push(await readyMs(serve));
  const bimtek = await serve();
  const learners = await enrolled(bimtek.origin, LEARNERS, COURSE);
  // Each begins elsewhere, so that all lessons are shown and the place of everybody is kept with each page.
  const clients = learners.map(({ cookie }, number) =>
    Array.from({ length: LESSONS }, (_, index) => ({
      path: `/courses/${COURSE}/lessons/pelajaran-${(index + (number * LESSONS) / LEARNERS) % LESSONS}`,
      headers: { cookie },
    })),
  );
  await load(bimtek.origin, clients, { requests: REQUESTS });
  const megabytes = residentMb(bimtek.pid);
  await bimtek.stop();
  await rm(folder, { recursive: true });
  return [
    atMost(`from the process's start to ready, ${LESSONS} lessons`, median(starts), 'ms', READY_MS),
    atMost(`resident memory as started by npm start, ${LESSONS} lessons, after ${REQUESTS} requests`, megabytes, 'MB', MEGABYTES),
  ];
}
