import { setTimeout as pause } from 'node:timers/promises';
import type { Assessment } from '../assessment.ts';
import type { AttemptRecord } from '../attempt-model.ts';
import { finishAttempt } from '../finish-attempt.ts';

/** When a network comes back, a class sends all at once: until that is over, grading waits. */
const CALM_MS = 1000;

const lines = new WeakMap<Assessment, Promise<void>>();

/**
 * Grades and counts an attempt that has been closed, after those before it. What is closed is safe: whoever looks at its result, or the
 * next round for what is due (`settleFinishedAttempts`), does the same if this comes to nothing.
 */
export function settleSoon(assessment: Assessment, attempt: AttemptRecord): void {
  const before = lines.get(assessment) ?? pause(CALM_MS, undefined, { ref: false });
  const settled = before.then(() => finishAttempt(assessment, attempt)).then(() => undefined, assessment.report);
  lines.set(assessment, settled);
  void settled.then(() => lines.get(assessment) === settled && lines.delete(assessment));
}
