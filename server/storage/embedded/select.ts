import { compare } from './compare.ts';
import { matches } from './match.ts';
import { partsOf, valuesAt } from './path.ts';
import type { Selection, SortKeys } from './operation.ts';
import type { Bindable, Row, Sqlite } from './sqlite.ts';
import type { Tagged, TaggedDocument } from './tagged.ts';

/** A document and where it stands; `text` is its JSON. */
export interface Found {
  readonly n: number;
  readonly text: string;
  readonly document: TaggedDocument;
}

/** A collection's table. Names come from the program, never from a request; still only these characters pass. */
export function tableOf(collection: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(collection)) throw new TypeError(`a collection cannot be called ${JSON.stringify(collection)}`);
  return `"c_${collection}"`;
}

export const parseDocument = (text: string): TaggedDocument => JSON.parse(text);

/** At most `limit` documents (Infinity: all), `skip` left out. Reads no more rows than it has to. */
export function selectAll(sqlite: Sqlite, table: string, selection: Selection, limit = Infinity, skip = 0): Found[] {
  if (selection.sort) return sorted([...selectEach(sqlite, table, selection)], selection.sort).slice(skip, skip + limit);
  if (selection.where.exact) return rowsOf(sqlite, table, selection, limit, skip).map(foundIn);
  const found: Found[] = [];
  let passed = 0;
  for (const row of selectEach(sqlite, table, selection, limit === Infinity ? Infinity : (limit + skip) * 2)) {
    if (passed++ < skip) continue;
    found.push(row);
    if (found.length >= limit) break;
  }
  return found;
}

/** The first one, as for `selectAll` with a limit of 1, and the cheaper way to it. */
export function selectFirst(sqlite: Sqlite, table: string, selection: Selection): Found | undefined {
  const { where, orderBy, sort } = selection;
  if (sort || !where.exact) return selectAll(sqlite, table, selection, 1)[0];
  const row = sqlite.prepare(`SELECT n, doc FROM ${table} WHERE ${where.sql}${orderBy ? ` ORDER BY ${orderBy}` : ''} LIMIT 1`).first(where.params);
  return row && foundIn(row);
}

const BATCH = 100;

/**
 * One document after the other, in SQLite's order. The first batch is read at once; who asks for more gets the
 * rest by position, so that a document is given once even when others change in between.
 */
export function* selectEach(sqlite: Sqlite, table: string, selection: Selection, expected = BATCH): Iterable<Found> {
  const first = rowsOf(sqlite, table, selection, Math.max(expected, 1), 0);
  yield* keep(first.map(foundIn), selection);
  if (first.length < expected) return;
  const seen = new Set(first.map((row) => row[0]));
  const rest = positionsOf(sqlite, table, selection).filter((n) => !seen.has(n));
  const statement = sqlite.prepare(`SELECT n, doc FROM ${table} WHERE n IN (SELECT value FROM json_each(?))`);
  for (let i = 0; i < rest.length; i += BATCH) {
    const batch = rest.slice(i, i + BATCH);
    const rows = new Map(statement.all([JSON.stringify(batch)]).map((row) => [Number(row[0]), row]));
    yield* keep(batch.map((n) => rows.get(n)).filter((row) => row !== undefined).map(foundIn), selection);
  }
}

/** Positions of all rows that SQLite finds, as one string: a million rows of one number each would cost seconds. */
export function positionsOf(sqlite: Sqlite, table: string, { where, orderBy }: Selection): number[] {
  const inner = `SELECT n FROM ${table} WHERE ${where.sql}${orderBy ? ` ORDER BY ${orderBy}` : ''}`;
  const row = sqlite.prepare(`SELECT group_concat(n) FROM (${inner})`).first(where.params);
  return typeof row?.[0] === 'string' ? row[0].split(',').map(Number) : [];
}

function rowsOf(sqlite: Sqlite, table: string, { where, orderBy }: Selection, limit: number, skip: number): Row[] {
  const params: Bindable[] = [...where.params];
  let sql = `SELECT n, doc FROM ${table} WHERE ${where.sql}${orderBy ? ` ORDER BY ${orderBy}` : ''}`;
  if (limit !== Infinity || skip > 0) {
    sql += ' LIMIT ? OFFSET ?';
    params.push(limit === Infinity ? -1 : limit, skip);
  }
  return sqlite.prepare(sql).all(params);
}

function foundIn(row: Row): Found {
  const text = String(row[1]);
  return { n: Number(row[0]), text, document: parseDocument(text) };
}

const keep = (found: readonly Found[], { where, filter }: Selection): readonly Found[] =>
  where.exact ? found : found.filter(({ document }) => matches(document, filter));

/** Sorted as MongoDB sorts: of an array, its least element counts upwards and its greatest downwards. */
export function sorted(found: Found[], keys: SortKeys): Found[] {
  const paths = keys.map(([path, direction]) => ({ parts: partsOf(path), direction }));
  const ranked = found.map((item) => ({ item, by: paths.map(({ parts, direction }) => extremeAt(item.document, parts, direction)) }));
  ranked.sort((a, b) => paths.reduce((order, { direction }, i) => order || compare(a.by[i], b.by[i]) * direction, 0));
  return ranked.map(({ item }) => item);
}

function extremeAt(document: TaggedDocument, parts: readonly string[], direction: 1 | -1): Tagged | undefined {
  const values = valuesAt(document, parts).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return values.reduce<Tagged | undefined>((best, value, i) => (i === 0 || compare(value, best) * direction < 0 ? value : best), undefined);
}
