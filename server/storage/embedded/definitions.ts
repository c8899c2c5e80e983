import { isUniqueFailure } from './fault-data.ts';
import { BadValue } from './faults.ts';
import { readIndexes } from './indexes.ts';
import type { Definition, IndexDescription } from './operation.ts';
import { tableOf } from './select.ts';
import type { Sqlite } from './sqlite.ts';

export function createCollection(sqlite: Sqlite, collection: string): void {
  sqlite.exec(`CREATE TABLE IF NOT EXISTS ${tableOf(collection)} (n INTEGER PRIMARY KEY, id NOT NULL UNIQUE, doc TEXT NOT NULL)`);
}

/** Changes what collections and indexes there are, inside the caller's transaction. */
export function define(sqlite: Sqlite, collection: string, definition: Definition): void {
  switch (definition.kind) {
    case 'create-collection': return createCollection(sqlite, collection);
    case 'drop-collection': return dropCollection(sqlite, collection);
    case 'create-index': return createIndex(sqlite, collection, definition.index, definition.statements);
    case 'drop-index': return dropIndex(sqlite, collection, definition.name);
  }
}

function dropCollection(sqlite: Sqlite, collection: string): void {
  sqlite.exec(`DROP TABLE IF EXISTS ${tableOf(collection)}`);
  sqlite.prepare('DELETE FROM indexes WHERE collection = ?').run([collection]);
}

function createIndex(sqlite: Sqlite, collection: string, index: IndexDescription, statements: readonly string[]): void {
  const known = readIndexes(sqlite, collection).find(({ name }) => name === index.name);
  if (known && JSON.stringify(known) === JSON.stringify(index)) return;
  if (known) throw new BadValue(`An existing index has the same name as the requested index ${index.name}, but other options`, 86, 'IndexKeySpecsConflict');
  try {
    for (const statement of statements) sqlite.exec(statement);
  } catch (error) {
    removeIndex(sqlite, collection, index.name);
    if (isUniqueFailure(error)) throw new BadValue(`E11000 duplicate key error collection: ${collection} index: ${index.name}: documents are there that share a key`, 11000, 'DuplicateKey');
    throw error;
  }
  sqlite.prepare('INSERT INTO indexes (collection, name, description) VALUES (?, ?, ?)').run([collection, index.name, JSON.stringify(index)]);
}

function dropIndex(sqlite: Sqlite, collection: string, name: string): void {
  if (!readIndexes(sqlite, collection).some((index) => index.name === name)) throw new BadValue(`index not found with name [${name}]`, 27, 'IndexNotFound');
  removeIndex(sqlite, collection, name);
  sqlite.prepare('DELETE FROM indexes WHERE collection = ? AND name = ?').run([collection, name]);
}

function removeIndex(sqlite: Sqlite, collection: string, name: string): void {
  for (const suffix of ['', '~null']) sqlite.exec(`DROP INDEX IF EXISTS "${collection}.${name}${suffix}"`);
}
