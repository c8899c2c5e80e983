import { parentPort, workerData } from 'node:worker_threads';
import { LONGEST_WAIT_MS } from './commit-here.ts';
import type { Order, Reply } from './commit-in-thread.ts';
import { Committer } from './committer.ts';
import { faultOf } from './fault-data.ts';
import { asUnavailable, isBusy } from './faults.ts';
import { openFile } from './open-file.ts';
import { Turns } from './turns.ts';

/** The thread that writes; see `commit-in-thread.ts`. */
const { file }: { file: string } = workerData;
const sqlite = openFile(file);
/** Negative: in KiB. A quarter of what reading gets: what is written is found again in the system's own cache. */
sqlite.exec('PRAGMA cache_size = -16000');
const committer = new Committer(sqlite, file);
const turns = new Turns(file);

/** Blocking is no harm in this thread. */
const sleeping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const sleep = (ms: number): unknown => Atomics.wait(sleeping, 0, 0, ms);

function begin(): void {
  const stepBackMs = turns.stepBackMs();
  if (stepBackMs > 0) sleep(stepBackMs);
  const began = performance.now();
  for (let times = 0; ; times++) {
    const waitedMs = performance.now() - began;
    try {
      committer.begin();
      return turns.begun();
    } catch (error) {
      if (!isBusy(error) || waitedMs > LONGEST_WAIT_MS) throw error;
    }
    sleep(turns.pauseMs(times, waitedMs));
  }
}

function replyTo(order: NonNullable<Order>): Reply {
  try {
    begin();
    return { outcomes: committer.commit(order) };
  } catch (error) {
    return { failed: faultOf(asUnavailable(error, file)) };
  } finally {
    turns.ended();
  }
}

parentPort?.on('message', (order: Order) => {
  if (order) return parentPort?.postMessage(replyTo(order));
  committer.close();
  sqlite.close();
  parentPort?.close();
});
parentPort?.postMessage('ready');
