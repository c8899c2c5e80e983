import { once } from 'node:events';
import { importTooHeavy } from '../content/import/notes/files.ts';
import type { Refused } from '../content/import/imported.ts';
import { startThread } from '../workers/start-thread.ts';
import type { Importing, Imports } from './importing-thread.ts';

/** A file of 20 MB takes half of this; beyond it the thread ends, not the server. */
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 };
/** The largest files that are taken need some ten seconds on a slow machine. */
const LONGEST_MS = 90_000;

const isOutOfMemory = (problem: unknown): boolean => problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';

async function run(request: Importing, longestMs: number): Promise<Imports | Refused> {
  const worker = startThread(new URL('./importing-thread', import.meta.url), import.meta.url, { workerData: request, resourceLimits: LIMITS });
  const limit = AbortSignal.timeout(longestMs);
  try {
    const [told]: [Imports | Refused] = (await once(worker, 'message', { signal: limit })) as [Imports | Refused];
    return told;
  } catch (problem) {
    if (!isOutOfMemory(problem) && !limit.aborted) throw problem;
    return { kind: 'refused', sentence: importTooHeavy().sentence };
  } finally {
    await worker.terminate();
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads questions in a thread of its own, so that no page waits for it; one upload after the other, so that many at once
 * need no more memory than one. A file that asks for more time or memory than any honest one is refused.
 */
export function importInThread(request: Importing, longestMs = LONGEST_MS): Promise<Imports | Refused> {
  const turn = last.then(() => run(request, longestMs));
  last = turn.catch(() => undefined);
  return turn;
}
