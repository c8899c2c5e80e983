import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questionTypes } from '../server/assessment/question-types/registry.ts';
import { openCatalogue } from '../server/content/catalogue.ts';
import { CourseShelf } from '../server/content/course-shelf.ts';
import { VersionKeeper } from '../server/content/version-keeper.ts';
import { createMemoryVersionStore } from '../test/content/memory-version-store.ts';
import { writeManyLessons } from '../test/content/many-lessons.ts';
import type { Row } from './row.ts';

const LESSONS = 1000;
const ROUNDS = 7;
const START_MS = 1500;
const RELOAD_MS = 100;
const SHOWN_MS = 1000;
const CHECK_MS = 2000;
const CHECKS = 3;

function atMost(name: string, milliseconds: number, limit: number): Row {
  const value = Math.round(milliseconds * 10) / 10;
  return { name, value, unit: 'ms', limit, ratio: limit / value, bar: 1, ok: value <= limit };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const versions = () => new VersionKeeper(createMemoryVersionStore(), (fault) => console.error(fault));

/** Reading again what one changed lesson leaves of a course of a thousand, the watching not counted. */
async function reload(folder: string, lesson: string): Promise<number> {
  const shelf = new CourseShelf({ formats: questionTypes }, versions(), (fault) => console.error(fault));
  const course = join(folder, 'besar');
  await shelf.read([course], undefined);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    appendFileSync(lesson, `\nPerubahan ${round}.\n`);
    const start = performance.now();
    await shelf.read([course], new Set([course]));
    shelf.arrange();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** The command line as an author starts it, from its start to its end. */
function check(folder: string): number {
  const times = Array.from({ length: CHECKS }, () => {
    const start = performance.now();
    execFileSync(process.execPath, ['bin/bimtek.js', 'check', folder]);
    return performance.now() - start;
  });
  return median(times);
}

export async function rows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bimtek-bench-'));
  try {
    const lesson = writeManyLessons(join(folder, 'besar'), LESSONS);
    let changed = () => {};
    const start = performance.now();
    const catalogue = await openCatalogue({
      folders: [folder],
      formats: questionTypes,
      versions: createMemoryVersionStore(),
      onChange: () => changed(),
      onFault: (fault) => console.error(fault),
    });
    const started = performance.now() - start;
    await catalogue.settled();
    const shown: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const seen = new Promise<void>((resolve) => (changed = resolve));
      const saved = performance.now();
      appendFileSync(lesson, `\nSuntingan ${round}.\n`);
      await seen;
      shown.push(performance.now() - saved);
    }
    await catalogue.close();
    return [
      atMost(`bimtek check of ${LESSONS} lessons`, check(folder), CHECK_MS),
      atMost(`start with ${LESSONS} lessons`, started, START_MS),
      atMost('reload after one changed file', await reload(folder, lesson), RELOAD_MS),
      atMost('a saved file is shown', median(shown), SHOWN_MS),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
