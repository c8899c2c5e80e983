import mongoose, { type Connection } from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/** Names of all collections that hold something, in their order. */
export async function collectionsOf(connection: Connection): Promise<string[]> {
  const collections = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  return collections.map(({ name }) => name).filter((name) => !name.startsWith('system.')).sort();
}

/** Every document of a collection once, in no particular order. */
export function documentsOf(connection: Connection, collection: string): AsyncIterable<Record<string, unknown>> {
  if (!connection.db) throw new TypeError('the connection is not open');
  return connection.db.collection(collection).find({}, { batchSize: 500 });
}

/** MongoDB's Extended JSON, in its relaxed form: readable without any engine, and by `mongoimport`. */
export const lineOf = (document: Record<string, unknown>): string => EJSON.stringify(document, { relaxed: true });

export const documentIn = (line: string): Record<string, unknown> => EJSON.parse(line, { relaxed: true });

/** JSON lines, `{"collection": ..., "document": ...}`, of everything that a database holds. */
export async function* exportLines(connection: Connection): AsyncIterable<string> {
  for (const collection of await collectionsOf(connection)) {
    for await (const document of documentsOf(connection, collection)) yield `{"collection":${JSON.stringify(collection)},"document":${lineOf(document)}}`;
  }
}
