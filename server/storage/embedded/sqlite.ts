import Database from 'libsql';
import { asUnavailable } from './faults.ts';

/** What may be bound. A boolean or an object would end the process inside libsql 0.5, hence this narrow door. */
export type Bindable = string | number | null;
export type Row = readonly (string | number | null)[];

export interface Prepared {
  run(params: readonly Bindable[]): number;
  first(params: readonly Bindable[]): Row | undefined;
  all(params: readonly Bindable[]): Row[];
}

/**
 * One connection to one file, with the statements it has prepared. All calls are synchronous, block the thread
 * and throw `SqliteError` with a `code` such as `SQLITE_FULL`; reading throws `Unavailable`.
 */
export class Sqlite {
  readonly #database: InstanceType<typeof Database>;
  readonly #file: string;
  readonly #prepared = new Map<string, Prepared>();

  constructor(file: string) {
    this.#file = file;
    this.#database = new Database(file);
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    if (this.#prepared.size >= MOST_STATEMENTS) this.#prepared.clear();
    const prepared = new Statement(this.#database, this.#file, sql);
    this.#prepared.set(sql, prepared);
    return prepared;
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
}

// Filters built from user input have few shapes; a bound keeps a faulty caller from filling the memory.
const MOST_STATEMENTS = 500;

class Statement implements Prepared {
  readonly #statement: Database.Statement<[readonly Bindable[]]>;
  readonly #file: string;
  constructor(database: InstanceType<typeof Database>, file: string, sql: string) {
    this.#file = file;
    this.#statement = database.prepare<[readonly Bindable[]]>(sql);
    // Rows as arrays; an object a row costs more, and `get()` would add a key of its own to it.
    if (/^\s*(SELECT|PRAGMA|WITH|EXPLAIN)/i.test(sql)) this.#statement.raw(true);
  }

  run(params: readonly Bindable[]): number {
    return this.#statement.run(params).changes;
  }

  first(params: readonly Bindable[]): Row | undefined {
    try {
      const row: unknown = this.#statement.get(params);
      return isRow(row) ? row : undefined;
    } catch (error) {
      throw asUnavailable(error, this.#file);
    }
  }

  all(params: readonly Bindable[]): Row[] {
    try {
      return this.#statement.all(params).filter(isRow);
    } catch (error) {
      throw asUnavailable(error, this.#file);
    }
  }
}

const isRow = (row: unknown): row is Row => Array.isArray(row);
