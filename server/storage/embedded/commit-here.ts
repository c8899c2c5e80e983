import { setTimeout as pause } from 'node:timers/promises';
import { Committer } from './committer.ts';
import { asUnavailable, isBusy } from './faults.ts';
import type { Outcome, WriteRequest } from './operation.ts';
import type { Sqlite } from './sqlite.ts';
import { Turns } from './turns.ts';

/** Who carries out groups of requests, one group after the other. */
export interface Committing {
  /** Resolved after COMMIT, an outcome for each request. Rejected: nothing of the group is kept. */
  commit(requests: readonly WriteRequest[]): Promise<Outcome[][]>;
  close(): Promise<void>;
}

export const LONGEST_WAIT_MS = 10_000;

/** On this thread and its connection: no start-up cost, and the right choice as long as little is written. */
export function commitHere(sqlite: Sqlite, file: string): Committing {
  const committer = new Committer(sqlite, file);
  const turns = new Turns(file);
  return {
    async commit(requests) {
      try {
        await begin(committer, turns);
        return committer.commit(requests);
      } catch (error) {
        throw asUnavailable(error, file);
      } finally {
        turns.ended();
      }
    },
    async close() {
      committer.close();
    },
  };
}

// Another process may be writing. SQLite's own busy timeout would block this thread, pages included.
async function begin(committer: Committer, turns: Turns): Promise<void> {
  const stepBackMs = turns.stepBackMs();
  if (stepBackMs > 0) await pause(stepBackMs);
  const began = performance.now();
  for (let times = 0; ; times++) {
    const waitedMs = performance.now() - began;
    try {
      committer.begin();
      return turns.begun();
    } catch (error) {
      if (!isBusy(error) || waitedMs > LONGEST_WAIT_MS) throw error;
    }
    await pause(turns.pauseMs(times, waitedMs));
  }
}
