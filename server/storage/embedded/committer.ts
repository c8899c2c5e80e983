import { CommitCount } from './commit-count.ts';
import type { Outcome, WriteRequest } from './operation.ts';
import type { Sqlite } from './sqlite.ts';
import { Writer } from './writer.ts';

/** Requests that came together, in one transaction: the fsync of its COMMIT is what each of them would cost alone. */
export class Committer {
  readonly #sqlite: Sqlite;
  readonly #writer: Writer;

  readonly #count: CommitCount;

  constructor(sqlite: Sqlite, file: string) {
    this.#sqlite = sqlite;
    this.#count = new CommitCount(sqlite, file);
    this.#writer = new Writer(sqlite);
  }

  /** Throws SQLITE_BUSY when another process is writing. */
  begin(): void {
    this.#sqlite.exec('BEGIN IMMEDIATE');
  }

  /** To be called after `begin`. When it throws, nothing of the requests is kept. */
  commit(requests: readonly WriteRequest[]): Outcome[][] {
    try {
      const outcomes = requests.map((request) => this.#writer.carryOut(request));
      const number = this.#count.raise();
      this.#sqlite.exec('COMMIT');
      this.#count.acknowledge(number);
      return outcomes;
    } catch (error) {
      this.#writer.forget();
      // A full or failing disk has ended the transaction already.
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#count.close();
  }
}
