import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Schema } from 'mongoose';
import { defineModel, openStorage } from '../server/storage/storage.ts';
import type { Row } from './row.ts';

const WRITERS = 50;
const FSYNC_MS = 30;
const LONGEST_MS = 50;
const SECONDS = 5;
const NS_A_MS = 1e6;

const HERE = fileURLToPath(import.meta.url);
const run = promisify(execFile);

/** No row where there is no `strace`, whose delayed fsync stands in for a slow disk. */
export async function slowDiskRows(): Promise<Row[]> {
  if (!(await run('strace', ['-V']).then(() => true, () => false))) return [];
  const slow = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:delay_exit=${FSYNC_MS * 1000}`];
  const { stdout } = await run('strace', [...slow, process.execPath, '--import', 'tsx', HERE, 'child']);
  const { delay, saved }: { delay: number; saved: number } = JSON.parse(stdout);
  const ratio = LONGEST_MS / delay;
  const name = `event loop's delay for the slowest 1%, ${WRITERS} writers, an fsync of ${FSYNC_MS} ms (${saved} saved a second)`;
  return [{ name, value: Number(delay.toFixed(1)), unit: 'ms', limit: LONGEST_MS, ratio, bar: 1, ok: ratio >= 1 }];
}

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const storage = await openStorage({ dataDir: folder });
  const entries = defineModel('Entry', new Schema({ _id: String, body: String }, { versionKey: false, collection: 'entries' }))(storage.connection);
  await storage.ready();
  let [n, saved, running] = [0, 0, true];
  const writers = Array.from({ length: WRITERS }, async () => {
    while (running) {
      await entries.create({ _id: `e${n++}`, body: 'x'.repeat(1000) });
      saved++;
    }
  });
  await pause(1500); // a server that has run for a moment
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  saved = 0;
  await pause(SECONDS * 1000);
  delay.disable();
  console.log(JSON.stringify({ delay: delay.percentile(99) / NS_A_MS, saved: Math.round(saved / SECONDS) }));
  running = false;
  await Promise.all(writers);
  await storage.close();
  await rm(folder, { recursive: true });
}

if (process.argv[1] === HERE && process.argv[2] === 'child') await measure();
