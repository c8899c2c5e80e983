import type { Model } from 'mongoose';

/**
 * Changes one document; whether there was one that fits. As direct as `selectOptionalById`, for the one write that a class does all day: what
 * is written has to have the types that the schema names, since nothing is cast.
 */
export async function updateDirectly<T extends { _id: string }>(model: Model<T>, filter: Readonly<Record<string, unknown>> & { readonly _id: string }, update: UpdateFilter): Promise<boolean> {
  const { matchedCount } = await model.collection.updateOne(filter as never, update as never);
  return matchedCount > 0;
}

export interface UpdateFilter {
  readonly $set?: Readonly<Record<string, unknown>>;
  readonly $unset?: Readonly<Record<string, 1>>;
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
