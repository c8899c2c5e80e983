import type { Regrading } from '../assessment.ts';
import { workOn } from './regrade.ts';

/** Regrades that this process is at, in the background, one after the other. */
export interface RegradeWork {
  /** Does what is under way in this regrade; failures are reported, and it is gone on with later. */
  start(id: string): void;
  /** Goes on with whatever was left by a process that is gone. */
  resume(): Promise<void>;
  /** Leaves off after the page under way; the next start goes on from there. */
  stop(): Promise<void>;
}

export function createRegradeWork(assessment: Regrading): RegradeWork {
  const stopped = new AbortController();
  const waiting = new Set<string>();
  let working: Promise<void> = Promise.resolve();

  const start = (id: string): void => {
    if (waiting.has(id) || stopped.signal.aborted) return;
    waiting.add(id);
    working = working
      .then(() => workOn(assessment, id, { signal: stopped.signal }))
      .catch(assessment.report)
      .finally(() => waiting.delete(id));
  };

  return {
    start,
    async resume() {
      for (const { _id } of await assessment.regrades.selectUnderWay()) start(_id);
    },
    async stop() {
      stopped.abort();
      await working;
    },
  };
}
