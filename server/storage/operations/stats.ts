import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '../storage.ts';
import { DATABASE } from '../data-folder.ts';
import { collectionsOf } from './documents.ts';

export interface StorageStats {
  readonly engine: Storage['engine'];
  /** Of the database's file and its log; undefined for a server. */
  readonly bytes: number | undefined;
  readonly collections: readonly { readonly name: string; readonly documents: number; readonly indexes: readonly string[] }[];
}

export async function stats({ engine, connection }: Storage, dataDir: string): Promise<StorageStats> {
  const names = await collectionsOf(connection);
  const collections = await Promise.all(names.map(async (name) => ({ name, ...(await factsOf(connection, name)) })));
  return { engine, bytes: engine === 'embedded' ? await sizeOf(join(dataDir, DATABASE)) : undefined, collections };
}

async function factsOf({ db }: Storage['connection'], name: string): Promise<{ documents: number; indexes: string[] }> {
  if (!db) throw new TypeError('the connection is not open');
  const collection = db.collection(name);
  const [documents, indexes] = await Promise.all([collection.estimatedDocumentCount(), collection.listIndexes().toArray()]);
  return { documents, indexes: indexes.map((index) => String(index['name'])) };
}

async function sizeOf(file: string): Promise<number> {
  const sizes = await Promise.all(['', '-wal'].map((suffix) => stat(file + suffix).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
