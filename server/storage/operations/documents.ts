import mongoose, { type Connection } from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/** Names of all collections that hold something, in their order. */
export async function collectionsOf(connection: Connection): Promise<string[]> {
  const collections = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  return collections.map(({ name }) => name).filter((name) => !name.startsWith('system.')).sort();
}

/** Every document of a collection, in the order of `_id`, from behind `after` on. */
export function documentsOf(connection: Connection, collection: string, after?: unknown): AsyncIterable<Record<string, unknown>> {
  const filter = after === undefined ? {} : { _id: { $gt: after as never } };
  return connection.db?.collection(collection).find(filter, { sort: { _id: 1 }, batchSize: 500 }) ?? [];
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
