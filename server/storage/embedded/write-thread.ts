import { parentPort, workerData } from 'node:worker_threads';
import { LONGEST_WAIT_MS } from './commit-here.ts';
import type { Order, Reply } from './commit-in-thread.ts';
import { Committer } from './committer.ts';
import { faultOf } from './fault-data.ts';
import { asUnavailable } from './faults.ts';
import { openFile } from './open-file.ts';

/** The thread that writes; see `commit-in-thread.ts`. */
const { file }: { file: string } = workerData;
const sqlite = openFile(file);
sqlite.waitForOthers(LONGEST_WAIT_MS); // blocking is no harm here
const committer = new Committer(sqlite);

function replyTo(order: NonNullable<Order>): Reply {
  try {
    committer.begin();
    return { outcomes: committer.commit(order) };
  } catch (error) {
    return { failed: faultOf(asUnavailable(error, file)) };
  }
}

parentPort?.on('message', (order: Order) => {
  if (order) return parentPort?.postMessage(replyTo(order));
  sqlite.close();
  parentPort?.close();
});
parentPort?.postMessage('ready');
