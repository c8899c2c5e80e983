import { closeSync, existsSync, openSync, rmSync } from 'node:fs';

/** Who has waited this long for the file says so. */
const IMPATIENT_MS = 50;
/** A group that begins so soon after the last one leaves the others no gap to come in between. */
const BACK_TO_BACK_MS = 5;
/** How often who writes without a gap looks whether somebody waits. */
const LOOK_MS = 20;
/** Longer than the longest pause of those who wait, so that one of them comes in. */
const STEP_BACK_MS = 30;
const LONGEST_PAUSE_MS = 20;

/**
 * Several processes that write to one file have no queue: SQLite gives it to whoever asks at the right moment. Where one of them
 * writes without a gap to a slow disk, the others could ask in vain for seconds. So who has waited for long leaves a mark
 * beside the file, and who writes without a gap takes it away and steps back for a moment. A mark of a process that died costs
 * one such moment.
 */
export class Turns {
  readonly #mark: string;
  #marked = false;
  #endedAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(file: string) {
    this.#mark = `${file}-waiting`;
  }

  /** Before a group begins: milliseconds to step back, nearly always 0. */
  stepBackMs(): number {
    const now = performance.now();
    if (now - this.#endedAt > BACK_TO_BACK_MS || now - this.#lookedAt < LOOK_MS) return 0;
    this.#lookedAt = now;
    if (!existsSync(this.#mark)) return 0;
    this.#remove();
    return STEP_BACK_MS;
  }

  /** Another process is writing: how long to wait before asking again, after so many times and milliseconds. */
  pauseMs(times: number, waitedMs: number): number {
    if (waitedMs > IMPATIENT_MS) this.#leaveMark();
    return Math.min(2 ** times, LONGEST_PAUSE_MS);
  }

  /** The file is ours. */
  begun(): void {
    if (!this.#marked) return;
    this.#marked = false;
    this.#remove();
  }

  ended(): void {
    this.#endedAt = performance.now();
  }

  // Neither is needed for anything to be right, so neither may fail anything.
  #leaveMark(): void {
    this.#marked = true;
    try {
      closeSync(openSync(this.#mark, 'a', 0o600));
    } catch {}
  }

  #remove(): void {
    try {
      rmSync(this.#mark, { force: true });
    } catch {}
  }
}
