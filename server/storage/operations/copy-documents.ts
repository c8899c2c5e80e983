import type { Connection } from 'mongoose';

const BATCH = 500;

/** Writes documents into a collection, each in the place of the one with its `_id`: may be done again after half of it. */
export async function copyDocuments(documents: AsyncIterable<Record<string, unknown>>, to: Connection, collection: string): Promise<number> {
  if (!to.db) throw new TypeError('the connection is not open');
  const target = to.db.collection(collection);
  let copied = 0;
  let batch: Record<string, unknown>[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await target.bulkWrite(batch.map((document) => ({ replaceOne: { filter: { _id: document['_id'] as never }, replacement: document, upsert: true } })), { ordered: false });
    copied += batch.length;
    batch = [];
  };
  for await (const document of documents) {
    batch.push(document);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return copied;
}
