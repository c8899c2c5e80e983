import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import type { Sqlite } from './sqlite.ts';

/** Digits of a note, so that a shorter number leaves nothing of a longer one. */
const WIDTH = 16;

/** Commits counted in the file itself, a row that changes with each: what is in the file, and no more than that. */
export const COMMITS_TABLE = 'CREATE TABLE IF NOT EXISTS commits (n INTEGER NOT NULL)';

/** Writes that were acknowledged and are not in the file: the first and the last number of a commit. */
export interface LostCommits {
  readonly first: number;
  readonly last: number;
}

const acknowledgedIn = (file: string): string => `${file}-acknowledged`;
const lostIn = (file: string): string => `${file}-lost`;

const numberIn = (path: string): number => {
  try {
    return Number.parseInt(readFileSync(path, 'latin1'), 10) || 0;
  } catch {
    return 0;
  }
};

const countedIn = (sqlite: Sqlite): number => Number(sqlite.prepare('SELECT n FROM commits').first([])?.[0] ?? 0);

/**
 * SQLite takes a log of writes that somebody has cut short for one that a crash has ended, and says nothing. So the number of the last
 * acknowledged commit is noted beside the file as well: after its fsync, and without one of its own, so that after a power cut the note may
 * be older than the file, and is never newer. A file that holds fewer commits than the note has lost some.
 */
export class CommitCount {
  readonly #sqlite: Sqlite;
  readonly #file: string;
  #note: number | undefined;

  constructor(sqlite: Sqlite, file: string) {
    this.#sqlite = sqlite;
    this.#file = file;
  }

  /** Within the transaction: this one's number. */
  raise(): number {
    if (this.#sqlite.prepare('UPDATE commits SET n = n + 1').run([]) === 0) this.#sqlite.prepare('INSERT INTO commits (n) VALUES (1)').run([]);
    return countedIn(this.#sqlite);
  }

  /** After COMMIT, before anybody is told. Of processes that commit in turn the later may be overwritten: a note too low claims nothing. */
  acknowledge(number: number): void {
    try {
      const path = acknowledgedIn(this.#file);
      this.#note ??= openSync(path, existsSync(path) ? 'r+' : 'w', 0o600);
      writeSync(this.#note, String(number).padStart(WIDTH, '0'), 0);
    } catch {
      // A note that cannot be written leaves the old one, which claims less; the write itself is safe.
    }
  }

  close(): void {
    if (this.#note !== undefined) closeSync(this.#note);
    this.#note = undefined;
  }
}

/** To be called before anything is written: sees whether the file holds what was acknowledged, and keeps what it finds until somebody has looked. */
export function noteLostCommits(sqlite: Sqlite, file: string): void {
  // In this order: a commit is in the file before it is in the note.
  const acknowledged = numberIn(acknowledgedIn(file));
  const counted = countedIn(sqlite);
  if (counted >= acknowledged) return;
  writeFileSync(lostIn(file), JSON.stringify({ first: counted + 1, last: acknowledged } satisfies LostCommits), { mode: 0o600 });
  rmSync(acknowledgedIn(file), { force: true });
}

export function lostCommitsOf(file: string): LostCommits | undefined {
  if (!existsSync(lostIn(file))) return undefined;
  const lost: LostCommits = JSON.parse(readFileSync(lostIn(file), 'utf8'));
  return lost;
}

/** Somebody has been told, and goes on with what is there. */
export const forgetLostCommits = (file: string): void => rmSync(lostIn(file), { force: true });
