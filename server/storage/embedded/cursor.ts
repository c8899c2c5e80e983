import type { Selection } from './operation.ts';
import type { Projection } from './options.ts';
import { selectAll, selectEach } from './select.ts';
import type { Sqlite } from './sqlite.ts';
import { untag } from './tagging.ts';

export interface Query {
  readonly sqlite: Sqlite;
  readonly table: string;
  readonly selection: Selection;
  readonly limit: number;
  readonly skip: number;
  readonly projection: Projection | undefined;
}

/** In the shape of the driver's `FindCursor`, as far as Mongoose uses it. */
export class Cursor {
  readonly #query: () => Query | undefined;
  #rows: Iterator<unknown> | undefined;

  /** `query` gives undefined when there is no such collection. */
  constructor(query: () => Query | undefined) {
    this.#query = query;
  }

  async toArray(): Promise<unknown[]> {
    const query = this.#query();
    if (!query) return [];
    const { sqlite, table, selection, limit, skip, projection } = query;
    return selectAll(sqlite, table, selection, limit, skip).map(({ document }) => untag(projection ? projection(document) : document));
  }

  async next(): Promise<unknown> {
    this.#rows ??= rowsOf(this.#query());
    const { value, done } = this.#rows.next();
    return done ? null : value;
  }

  async close(): Promise<void> {
    this.#rows = [][Symbol.iterator]();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<unknown> {
    for (let document = await this.next(); document !== null; document = await this.next()) yield document;
  }
}

function* rowsOf(query: Query | undefined): Iterator<unknown> {
  if (!query) return;
  const { sqlite, table, selection, limit, skip, projection } = query;
  const found = selection.sort || skip > 0 ? selectAll(sqlite, table, selection, limit, skip) : selectEach(sqlite, table, selection);
  let given = 0;
  for (const { document } of found) {
    if (given++ >= limit) return;
    yield untag(projection ? projection(document) : document);
  }
}
