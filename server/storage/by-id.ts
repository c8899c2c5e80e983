import type { Model } from 'mongoose';

interface Change {
  readonly filter: Readonly<Record<string, unknown>> & { readonly _id: string };
  readonly update: UpdateFilter;
}

/**
 * Changes of one document, each with a condition of its own, one after the other in one request; whether any of them fitted. As direct as
 * `selectOptionalById`, for the one write that a class does all day: what is written has to have the types that the schema names, since
 * nothing is cast. One after the other, so that a server which reads before it writes loses none of them to its neighbour.
 */
export async function updateInTurn<T extends { _id: string }>(model: Model<T>, changes: readonly Change[]): Promise<boolean> {
  const [only] = changes;
  if (!only) return false;
  const { matchedCount } =
    changes.length === 1
      ? await model.collection.updateOne(only.filter as never, only.update as never)
      : await model.collection.bulkWrite(changes.map(({ filter, update }) => ({ updateOne: { filter: filter as never, update: update as never } })), { ordered: true });
  return matchedCount > 0;
}

export interface UpdateFilter {
  readonly $set?: Readonly<Record<string, unknown>>;
  readonly $unset?: Readonly<Record<string, 1>>;
  readonly $inc?: Readonly<Record<string, number>>;
}

/**
 * One document by its `_id`, as the database holds it. What nearly every request does some times, and twice as fast as
 * `findOne().lean()`, since there is nothing in it for Mongoose to cast: a string, validated by whoever asks.
 */
export async function selectOptionalById<T extends { _id: string }>(model: Model<T>, id: string): Promise<T | undefined> {
  // The driver's own filter type wants to know T's other fields; `_id` alone is enough for it.
  const found: unknown = await model.collection.findOne({ _id: id as never });
  return (found as T | null) ?? undefined;
}

/** Documents by their `_id`, in no order; as direct as `selectOptionalById`. */
export async function selectSomeById<T extends { _id: string }>(model: Model<T>, ids: readonly string[]): Promise<T[]> {
  const found: unknown[] = await model.collection.find({ _id: { $in: ids as never } }).toArray();
  return found as T[];
}

/** What is absent is left out, at every depth: a driver would write it as null. Dates and what else has a class stay as they are. */
export const withoutAbsent = <T extends object>(document: T): T => present(document) as T;

function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) kept[key] = present(inner);
  return kept;
}

/** Inserts a document with the types that its schema names, `schemaVersion` and defaults included: nothing is cast. Throws where its `_id` is there. */
export async function insertAsIs<T extends { _id: string }>(model: Model<T>, document: T): Promise<void> {
  await model.collection.insertOne(withoutAbsent(document) as never);
}

/** The same, where one that is there stays as it is. */
export async function insertOnce<T extends { _id: string }>(model: Model<T>, { _id, ...facts }: T): Promise<void> {
  await model.collection.updateOne({ _id: _id as never }, { $setOnInsert: withoutAbsent(facts) as never }, { upsert: true });
}

/** One document changed where the filter fits it, as it is afterwards; undefined where it does not. Nothing is cast. */
export async function updateAndSelect<T extends { _id: string }>(model: Model<T>, filter: Change['filter'], update: UpdateFilter): Promise<T | undefined> {
  const found: unknown = await model.collection.findOneAndUpdate(filter as never, update as never, { returnDocument: 'after' });
  return (found as T | null) ?? undefined;
}
