import type { Worker } from 'node:worker_threads';
import { startThread } from '../workers/start-thread.ts';
import type { Drawing, Drawn } from './drawing-thread.ts';

/** Fonts and art take half of it. A paper leaves 2 MB behind; a thread that may keep little tidies up often. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };
/** Ten times an ordinary paper. Memory handed over for each would stay until the server tidies up, tens of megabytes later. */
const SHARED_BYTES = 1024 * 1024;
/** So long it waits for the next archive before it gives its memory back. */
const IDLE_MS = 20_000;

interface Thread {
  readonly worker: Worker;
  readonly shared: Uint8Array<SharedArrayBuffer>;
  isReady: boolean;
  readonly waiting: Map<number, (bytes: Buffer | undefined) => void>;
}

let thread: Thread | undefined;
let idle: NodeJS.Timeout | undefined;
let last = 0;
/** One paper after the other: there is one place for what is drawn. */
let turn: Promise<unknown> = Promise.resolve();

function end(ended: Thread): void {
  if (thread === ended) thread = undefined;
  clearTimeout(idle);
  for (const give of ended.waiting.values()) give(undefined);
  ended.waiting.clear();
  void ended.worker.terminate();
}

function hear(told: Drawn, by: Thread): void {
  if ('ready' in told) {
    by.isReady = true;
    return;
  }
  const give = by.waiting.get(told.id);
  by.waiting.delete(told.id);
  if (by.waiting.size === 0) by.worker.unref();
  give?.('length' in told ? Buffer.from(by.shared.subarray(0, told.length)) : undefined);
}

function start(): Thread {
  const shared = new Uint8Array(new SharedArrayBuffer(SHARED_BYTES));
  const worker = startThread(new URL('./drawing-thread', import.meta.url), import.meta.url, { workerData: shared, resourceLimits: LIMITS });
  const started: Thread = { worker, shared, isReady: false, waiting: new Map() };
  // It keeps no process alive that has nothing else to do, unless a paper is waited for.
  worker.unref();
  worker.on('message', (told: Drawn) => hear(told, started));
  // Out of memory, or broken: whoever waits draws by itself, and the next archive starts another.
  worker.on('error', () => end(started));
  worker.on('exit', () => end(started));
  return started;
}

function ask(now: Thread, drawing: Omit<Drawing, 'id'>): Promise<Buffer | undefined> {
  if (thread !== now) return Promise.resolve(undefined);
  last += 1;
  const id = last;
  return new Promise((resolve) => {
    now.waiting.set(id, resolve);
    now.worker.ref();
    now.worker.postMessage({ ...drawing, id } satisfies Drawing);
  });
}

/**
 * Draws one paper of many in a thread of its own, so that pages do not wait for it and what drawing leaves behind does not pile up
 * in the server. Undefined: not now (the thread is starting) or not there (this paper cannot be drawn); then draw it here.
 */
export function drawInThread(drawing: Omit<Drawing, 'id'>): Promise<Buffer | undefined> {
  const now = (thread ??= start());
  clearTimeout(idle);
  idle = setTimeout(() => end(now), IDLE_MS);
  idle.unref();
  if (!now.isReady || drawing.record.templateHash !== undefined) return Promise.resolve(undefined);
  const drawn = turn.then(() => ask(now, drawing));
  turn = drawn;
  return drawn;
}
