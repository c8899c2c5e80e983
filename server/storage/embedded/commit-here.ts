import { setTimeout as pause } from 'node:timers/promises';
import { Committer } from './committer.ts';
import { asUnavailable, isBusy } from './faults.ts';
import type { Outcome, WriteRequest } from './operation.ts';
import type { Sqlite } from './sqlite.ts';

/** Who carries out groups of requests, one group after the other. */
export interface Committing {
  /** Resolved after COMMIT, an outcome for each request. Rejected: nothing of the group is kept. */
  commit(requests: readonly WriteRequest[]): Promise<Outcome[][]>;
  close(): Promise<void>;
}

export const LONGEST_WAIT_MS = 10_000;

/** On this thread and its connection: no start-up cost, and the right choice as long as little is written. */
export function commitHere(sqlite: Sqlite, file: string): Committing {
  const committer = new Committer(sqlite);
  return {
    async commit(requests) {
      try {
        await begin(committer);
        return committer.commit(requests);
      } catch (error) {
        throw asUnavailable(error, file);
      }
    },
    async close() {},
  };
}

// Another process may be writing. SQLite's own busy timeout would block this thread, pages included.
async function begin(committer: Committer): Promise<void> {
  const end = Date.now() + LONGEST_WAIT_MS;
  for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
    try {
      return committer.begin();
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
    }
    await pause(wait);
  }
}
