import Database from 'libsql';
import { asUnavailable, isBusy } from './faults.ts';
import { statements } from './statements.ts';

/** What may be bound. A boolean or an object would end the process inside libsql 0.5, hence this narrow door. */
export type Bindable = string | number | null;
export type Row = readonly (string | number | null)[];

export interface Prepared {
  /** How many rows it changed. Throws SQLite's own error. */
  run(params: readonly Bindable[]): number;
  /** Throws `Unavailable`, as `all` does. */
  first(params: readonly Bindable[]): Row | undefined;
  all(params: readonly Bindable[]): Row[];
}

// Filters built from user input have few shapes; a bound keeps a faulty caller from filling the memory.
const MOST_STATEMENTS = 500;
const PATIENCE_MS = 2000;

/** One connection to one file, with the statements it has prepared. All calls are synchronous and block the thread. */
export class Sqlite {
  readonly #database: InstanceType<typeof Database>;
  readonly #file: string;
  #waitMs = 0;
  readonly #prepared = new Map<string, Prepared>();

  constructor(file: string) {
    this.#file = file;
    this.#database = new Database(file);
  }

  /** Throws `SqliteError` with a `code` such as `SQLITE_FULL`. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    if (this.#prepared.size >= MOST_STATEMENTS) this.#prepared.clear();
    const prepared = this.#prepareAnew(sql);
    if (statements.hasSubscribers) statements.publish(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  /** How long a call may block for another process that writes; 0 is how a connection begins. */
  waitForOthers(ms: number): void {
    this.exec(`PRAGMA busy_timeout = ${ms}`);
    this.#waitMs = ms;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /**
   * Brings the log into the file. SQLite does so when its last connection closes, but libsql keeps prepared
   * statements until they are collected, and with them the connection.
   */
  foldLog(): void {
    try {
      this.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all([]);
    } catch {
      // Nothing is lost: the log stays beside the file, and whoever opens it reads both.
    }
  }

  close(): void {
    if (!this.#database.open) return;
    this.#prepared.clear();
    this.#database.close();
  }

  #prepareAnew(sql: string): Prepared {
    const statement = this.#read(() => this.#database.prepare<[readonly Bindable[]]>(sql));
    // Rows as arrays; an object a row costs more, and `get()` would add a key of its own to it.
    if (/^\s*(SELECT|PRAGMA|WITH|EXPLAIN)/i.test(sql)) statement.raw(true);
    return {
      run: (params) => statement.run(params).changes,
      first: (params) => {
        const row: unknown = this.#read(() => statement.get(params));
        return isRow(row) ? row : undefined;
      },
      all: (params) => this.#read(() => statement.all(params).filter(isRow)),
    };
  }

  #read<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (isBusy(error)) return this.#readPatiently(act);
      throw asUnavailable(error, this.#file);
    }
  }

  // Readers wait for nobody, except for the moment in which another process opens, repairs or leaves the file.
  #readPatiently<T>(act: () => T): T {
    const usual = this.#waitMs;
    this.waitForOthers(PATIENCE_MS);
    try {
      return act();
    } catch (error) {
      throw asUnavailable(error, this.#file);
    } finally {
      this.waitForOthers(usual);
    }
  }
}

const isRow = (row: unknown): row is Row => Array.isArray(row);
