import mongoose from 'mongoose';
import type { Fields } from './random-shape.ts';

/** What random steps are done to. Every answer is plain: counts, documents, or the code of a refusal. */
export interface Target {
  insertOne(document: Fields): Promise<unknown>;
  updateOne(filter: Fields, update: Fields, upsert: boolean): Promise<unknown>;
  updateMany(filter: Fields, update: Fields): Promise<unknown>;
  replaceOne(filter: Fields, replacement: Fields, upsert: boolean): Promise<unknown>;
  findOneAndUpdate(filter: Fields, update: Fields, returned: 'before' | 'after', upsert: boolean): Promise<unknown>;
  bulkWrite(operations: readonly Fields[], ordered: boolean): Promise<unknown>;
  deleteOne(filter: Fields): Promise<unknown>;
  deleteMany(filter: Fields): Promise<unknown>;
  find(filter: Fields, sort: Record<string, 1 | -1>, skip: number, limit: number): Promise<unknown>;
  countDocuments(filter: Fields): Promise<unknown>;
  everything(): Promise<unknown>;
}

type Counts = Pick<mongoose.mongo.UpdateResult, 'matchedCount' | 'modifiedCount' | 'upsertedCount' | 'upsertedId'>;
const counts = ({ matchedCount, modifiedCount, upsertedCount, upsertedId }: Counts): Fields => ({ matchedCount, modifiedCount, upsertedCount, upsertedId: upsertedId ?? null });

type BulkCounts = Pick<mongoose.mongo.BulkWriteResult, 'insertedCount' | 'matchedCount' | 'modifiedCount' | 'upsertedCount' | 'deletedCount'>;
const bulkCounts = ({ insertedCount, matchedCount, modifiedCount, upsertedCount, deletedCount }: BulkCounts): Fields => ({ insertedCount, matchedCount, modifiedCount, upsertedCount, deletedCount });

/** A collection of either engine, asked through the driver's interface. The documents given are copied: the driver writes into them. */
export function onCollection(raw: mongoose.Collection): Target {
  const copy = <T>(value: T): T => structuredClone(value);
  const aim = (filter: Fields) => copy(filter) as mongoose.mongo.Filter<mongoose.AnyObject>;
  return {
    insertOne: async (document) => (await raw.insertOne(copy(document))).acknowledged,
    updateOne: async (filter, update, upsert) => counts(await raw.updateOne(aim(filter), copy(update), { upsert })),
    // How far it came before it was refused is nobody's promise, so nothing is left of it.
    updateMany: (filter, update) =>
      raw.updateMany(aim(filter), copy(update)).then(counts, async (error: unknown) => {
        await raw.deleteMany({});
        throw error;
      }),
    replaceOne: async (filter, replacement, upsert) => counts((await raw.replaceOne(aim(filter), copy(replacement), { upsert })) as Counts),
    findOneAndUpdate: (filter, update, returnDocument, upsert) => raw.findOneAndUpdate(aim(filter), copy(update), { returnDocument, upsert }),
    bulkWrite: (operations, ordered) =>
      raw.bulkWrite(copy(operations) as never[], { ordered }).then(bulkCounts, (error: unknown) => {
        if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
        // Which of them failed is in the contract; FerretDB counts some from the wrong one.
        return { ...bulkCounts(error), failed: [error.writeErrors].flat().map(({ code }) => code) };
      }),
    deleteOne: async (filter) => (await raw.deleteOne(aim(filter))).deletedCount,
    deleteMany: async (filter) => (await raw.deleteMany(aim(filter))).deletedCount,
    find: (filter, sort, skip, limit) => raw.find(aim(filter), { sort, skip, limit }).toArray(),
    countDocuments: (filter) => raw.countDocuments(aim(filter)),
    everything: () => raw.find({}, { sort: { _id: 1 } }).toArray(),
  };
}
