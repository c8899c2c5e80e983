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
