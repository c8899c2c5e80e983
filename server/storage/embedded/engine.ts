import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTick } from 'node:timers/promises';
import { Unavailable } from '../../errors.ts';
import { commitHere, type Committing } from './commit-here.ts';
import { noteLostCommits } from './commit-count.ts';
import { commitInThread } from './commit-in-thread.ts';
import { openFile } from './open-file.ts';
import type { Outcome, WriteRequest } from './operation.ts';
import type { Sqlite } from './sqlite.ts';
import { statements } from './statements.ts';

interface Waiting {
  readonly request: WriteRequest;
  readonly resolve: (outcomes: Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Where writing is done; `auto` begins here and moves to a thread once it is worth one. */
export type WriteWhere = 'auto' | 'here' | 'thread';

const LONGEST_QUEUE = 20_000;
const LARGEST_GROUP = 500;
/** After so many groups, or one that took so long, a thread of its own pays. */
const MANY_GROUPS = 300;
const LONG_GROUP_MS = 15;

/**
 * One open file. Reads go to `sqlite` directly; writes wait for the end of the tick, are carried out together
 * in one transaction and are answered after its COMMIT has reached the disk.
 */
export class Engine {
  readonly file: string;
  readonly sqlite: Sqlite;
  readonly #tables = new Set<string>();
  #committing: Committing;
  #where: WriteWhere;
  #groups = 0;
  #moving: Promise<void> | undefined;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;
  #closed = false;

  constructor(file: string, where: WriteWhere = 'auto') {
    this.file = file;
    mkdirSync(dirname(file), { recursive: true });
    this.sqlite = openFile(file);
    noteLostCommits(this.sqlite, file);
    this.#committing = commitHere(this.sqlite, file);
    this.#where = where;
  }

  /** Whether a collection has ever been written to. */
  hasTable(collection: string): boolean {
    if (this.#tables.has(collection)) return true;
    const found = this.sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").first([`c_${collection}`]);
    if (found) this.#tables.add(collection);
    return found !== undefined;
  }

  /** The names of all collections. */
  tables(): string[] {
    const rows = this.sqlite.prepare("SELECT substr(name, 3) FROM sqlite_schema WHERE type = 'table' AND name LIKE 'c\\_%' ESCAPE '\\' ORDER BY name").all([]);
    return rows.map(([name]) => String(name));
  }

  /** Resolved when all is on the disk; rejected with `Unavailable` when nothing of it is. */
  write(request: WriteRequest): Promise<Outcome[]> {
    if (this.#closed) return Promise.reject(new Unavailable('Penyimpanan sudah ditutup. Data belum tersimpan, coba lagi.'));
    if (this.#waiting.length >= LONGEST_QUEUE) return Promise.reject(new Unavailable('Server sedang sangat sibuk. Data belum tersimpan, coba lagi.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** What was asked before is still written. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#working) await this.#working;
    await this.#moving;
    await this.#committing.close();
    this.sqlite.foldLog();
    this.sqlite.close();
  }

  async #work(): Promise<void> {
    await nextTick();
    while (this.#waiting.length > 0) {
      await this.#commit(this.#waiting.splice(0, LARGEST_GROUP));
      await nextTick();
    }
    this.#working = undefined;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const began = performance.now();
    try {
      if (group.some(({ request }) => request.kind === 'define')) this.#tables.clear();
      const outcomes = await this.#committing.commit(group.map(({ request }) => request));
      group.forEach(({ resolve }, i) => resolve(outcomes[i] ?? []));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    await this.#moveIfWorthIt(performance.now() - began);
  }

  async #moveIfWorthIt(tookMs: number): Promise<void> {
    if (this.#where === 'here' || this.#moving || statements.hasSubscribers) return;
    this.#groups++;
    if (this.#where === 'auto' && this.#groups < MANY_GROUPS && tookMs < LONG_GROUP_MS) return;
    const moveBack = (): void => void (this.#committing = commitHere(this.sqlite, this.file));
    this.#moving = commitInThread(this.file, moveBack).then(
      (thread) => {
        const here = this.#committing;
        this.#committing = thread;
        return here.close();
      },
      () => void (this.#where = 'here'), // no thread to be had: slower, and as safe
    );
    if (this.#where === 'thread') await this.#moving;
  }
}
