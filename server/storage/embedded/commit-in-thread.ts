import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { Unavailable } from '../../errors.ts';
import { startThread } from '../../workers/start-thread.ts';
import type { Committing } from './commit-here.ts';
import { errorOf } from './driver-errors.ts';
import type { Fault } from './fault-data.ts';
import type { Outcome, WriteRequest } from './operation.ts';

/** What the thread answers to a group. */
export type Reply = { readonly outcomes: Outcome[][] } | { readonly failed: Fault };

/** What the thread is asked; null: to close its connection and end. */
export type Order = readonly WriteRequest[] | null;

/**
 * In a thread with a connection of its own, so that a slow disk's fsync holds up no page. Resolved when the
 * thread is ready to write; `onEnd` is called should it end by itself.
 */
export async function commitInThread(file: string, onEnd: () => void): Promise<Committing> {
  const worker = await start(file);
  let waiting: { resolve: (outcomes: Outcome[][]) => void; reject: (error: Error) => void } | undefined;
  let closing = false;
  let ended = false;
  worker.on('message', (reply: Reply) => {
    worker.unref();
    if ('outcomes' in reply) waiting?.resolve(reply.outcomes);
    else waiting?.reject(errorOf(reply.failed));
  });
  const end = (cause: unknown): void => {
    if (!ended && !closing) onEnd();
    ended = true;
    waiting?.reject(new Unavailable('Penulis data berhenti. Data mungkin belum tersimpan, coba lagi.', {}, { cause }));
  };
  worker.on('error', end);
  worker.on('exit', end);
  return {
    commit: (requests) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (ended) return end('the thread has ended');
        worker.ref(); // the process stays until it is answered
        worker.postMessage(requests satisfies Order);
      }),
    async close() {
      if (ended) return;
      closing = true;
      worker.ref();
      worker.postMessage(null satisfies Order);
      await once(worker, 'exit');
    },
  };
}

async function start(file: string): Promise<Worker> {
  const worker = startThread(new URL('./write-thread', import.meta.url), import.meta.url, { workerData: { file } });
  worker.unref();
  await once(worker, 'message');
  return worker;
}
