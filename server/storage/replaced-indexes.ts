import type { Connection } from 'mongoose';
import type { Migration } from './migrations.ts';

/** Indexes that earlier versions made and that longer ones stand for today: each costs every write. Collection and name. */
const REPLACED: readonly (readonly [string, string])[] = [
  // By kind first, so that the codes of one kind are a piece of the index.
  ['codes', 'account_1_kind_1'],
  // With `_id` behind, for pages.
  ['attempts', 'due_1'],
];

/** Mongoose makes the indexes that a model declares, and leaves alone those that it declares no more. */
export const dropReplacedIndexes: Migration = {
  id: '2026-11-replaced-indexes',
  async run(connection: Connection) {
    for (const [collection, name] of REPLACED) {
      if (await hasIndex(connection, collection, name)) await connection.collection(collection).dropIndex(name);
    }
  },
};

async function hasIndex(connection: Connection, collection: string, name: string): Promise<boolean> {
  const collections = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  // A server that has no such collection refuses to list its indexes.
  if (!collections.some((known) => known.name === collection)) return false;
  return (await connection.collection(collection).indexes()).some((index) => index.name === name);
}
