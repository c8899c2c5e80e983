import { BadValue, Unsupported } from './faults.ts';
import type { FieldTypes } from './field-types.ts';
import type { IndexDescription } from './operation.ts';
import { partsOf, valueAt } from './path.ts';
import type { Bindable, Sqlite } from './sqlite.ts';
import type { TaggedDocument } from './tagged.ts';
import { columnOf, translate, type Column } from './translate.ts';

/** The statements that make an index; throws `Unsupported` for kinds of index that the engine does not have. */
export function indexStatements(collection: string, table: string, index: IndexDescription, types: FieldTypes): string[] {
  const columns = Object.entries(index.key).map(([path, direction]) => ({ column: columnFor(path, types), direction }));
  const list = columns.map(({ column, direction }) => `${column.sql}${direction === -1 ? ' DESC' : ''}`).join(', ');
  const partial = index.partialFilterExpression ? literal(translate(index.partialFilterExpression, types)) : undefined;
  const name = `"${collection}.${index.name}"`;
  if (!index.unique) return [`CREATE INDEX ${name} ON ${table} (${list})`];
  // SQLite lets NULL repeat in a unique index, MongoDB takes null and missing for one value. The index beside
  // holds the few documents in which a field of the key is NULL.
  const nulls = columns.map(({ column }) => `ifnull(${column.sql}, x'')`).join(', ');
  const isNull = `(${columns.map(({ column }) => `${column.sql} IS NULL`).join(' OR ')})`;
  const isThere = index.sparse ? ` AND (${columns.map(({ column }) => `${column.json} IS NOT NULL`).join(' OR ')})` : '';
  return [
    `CREATE UNIQUE INDEX ${name} ON ${table} (${list})${partial ? ` WHERE ${partial}` : ''}`,
    `CREATE UNIQUE INDEX "${collection}.${index.name}~null" ON ${table} (${nulls}) WHERE ${isNull}${isThere}${partial ? ` AND ${partial}` : ''}`,
  ];
}

function columnFor(path: string, types: FieldTypes): Column {
  const column = columnOf(path, types);
  if (column === undefined || column.type === 'binary') throw new Unsupported(`an index on ${path}, which no schema declares as a single value`);
  return column;
}

function literal({ sql, params, exact }: ReturnType<typeof translate>): string {
  if (!exact) throw new Unsupported('this partialFilterExpression');
  const rest = [...params];
  return sql.replace(/\?/g, () => quote(rest.shift() ?? null));
}

const quote = (value: Bindable): string =>
  value === null ? 'NULL' : typeof value === 'number' ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;

/** `{ a: 1, b: -1 }` and options as the driver takes them, checked. */
export function describeIndex(key: Readonly<Record<string, unknown>>, options: Readonly<Record<string, unknown>>, partial: TaggedDocument | undefined): IndexDescription {
  const directions: Record<string, 1 | -1> = {};
  for (const [path, direction] of Object.entries(key)) {
    if (direction !== 1 && direction !== -1) throw new Unsupported(`an index of kind ${JSON.stringify(direction)}`);
    directions[path] = direction;
  }
  if (Object.keys(directions).length === 0) throw new BadValue('an index needs a key', 67, 'CannotCreateIndex');
  const { name, unique, sparse, partialFilterExpression: _, background: __, ...others } = options;
  const [other] = Object.keys(others).filter((option) => others[option] !== undefined);
  if (other !== undefined) throw new Unsupported(`the index option ${other}`);
  return {
    name: typeof name === 'string' ? name : Object.entries(directions).flat().join('_'),
    key: directions,
    unique: unique === true,
    sparse: sparse === true,
    ...(partial ? { partialFilterExpression: partial } : {}),
  };
}

export function readIndexes(sqlite: Sqlite, collection: string): IndexDescription[] {
  const rows = sqlite.prepare('SELECT description FROM indexes WHERE collection = ? ORDER BY rowid').all([collection]);
  return rows.map((row): IndexDescription => JSON.parse(String(row[0])));
}

/** Which index refused a document, from SQLite's message, and the values that it refused. */
export function violatedIndex(sqlite: Sqlite, collection: string, message: string, document: TaggedDocument): { index: string; keyPattern: Readonly<Record<string, number>>; keyValue: TaggedDocument } {
  const name = /index '([^']*?)(~null)?'/.exec(message)?.[1]?.slice(collection.length + 1);
  const index = readIndexes(sqlite, collection).find((known) => known.name === name);
  const keyPattern = index?.key ?? { _id: 1 };
  const values = Object.keys(keyPattern).map((path) => [path, valueAt(document, partsOf(path)) ?? null] as const);
  return { index: index?.name ?? '_id_', keyPattern, keyValue: Object.fromEntries(values) };
}
