import fc from 'fast-check';
import { bodyOf, filterOf, id, sortOf, type Fields, type Shape } from './random-shape.ts';
import { updateOf } from './random-updates.ts';
import type { Target } from './target.ts';

/** One random call on a collection. */
export interface Step {
  readonly text: string;
  readonly act: (target: Target) => Promise<unknown>;
}

const step = (name: string, given: unknown, act: Step['act']): Step & fc.WithToStringMethod => {
  const text = `${name} ${JSON.stringify(given)}`;
  return { text, act, [fc.toStringMethod]: () => text };
};


/**
 * Writes in one call; filters go by `_id`, so that it is clear which document is met.
 */
function bulkOf(shape: Shape): fc.Arbitrary<{ list: Fields[]; ordered: boolean }> {
  const [body, update] = [bodyOf(shape), updateOf(shape)];
  const one = fc.oneof(
    fc.tuple(id, body).map(([_id, fields]): Fields => ({ insertOne: { document: { _id, ...fields } } })),
    fc.tuple(id, update, fc.boolean()).map(([_id, u, upsert]): Fields => ({ updateOne: { filter: { _id }, update: u, upsert } })),
    fc.tuple(id, body, fc.boolean()).map(([_id, fields, upsert]): Fields => ({ replaceOne: { filter: { _id }, replacement: fields, upsert } })),
    id.map((_id): Fields => ({ deleteOne: { filter: { _id } } })),
  );
  return fc.oneof(
    fc.array(one, { minLength: 1, maxLength: 4 }).map((list) => ({ list, ordered: true })),
    fc.array(one, { minLength: 1, maxLength: 4 }).map((list) => ({ list, ordered: false })),
  );
}

const anyStep = (shape: Shape): fc.Arbitrary<Step> => {
  const [body, filter, update, sort] = [bodyOf(shape), filterOf(shape), updateOf(shape), sortOf(shape)];
  const byId = filter.filter((f) => typeof f['_id'] === 'string');
  const documents = fc.array(fc.tuple(id, body), { minLength: 1, maxLength: 4 }).map((list) => list.map(([_id, fields]) => ({ _id, ...fields })));
  const which = fc.constantFrom<'before' | 'after'>('before', 'after');
  return fc.oneof(
    { arbitrary: fc.tuple(id, body).map(([_id, fields]) => step('insertOne', { _id, ...fields }, (target) => target.insertOne({ _id, ...fields }))), weight: 2 },
    { arbitrary: fc.tuple(documents, fc.boolean()).map(([list, ordered]) => step('insertMany', { list, ordered }, (target) => target.bulkWrite(list.map((document) => ({ insertOne: { document } })), ordered))), weight: 2 },
    { arbitrary: fc.tuple(byId, update, fc.boolean()).map(([f, u, upsert]) => step('updateOne', { f, u, upsert }, (target) => target.updateOne(f, u, upsert))), weight: 5 },
    fc.tuple(filter, update).map(([f, u]) => step('updateMany', { f, u }, (target) => target.updateMany(f, u))),
    fc.tuple(id, body, fc.boolean()).map(([_id, fields, upsert]) => step('replaceOne', { _id, fields, upsert }, (target) => target.replaceOne({ _id }, fields, upsert))),
    { arbitrary: fc.tuple(id, update, which, fc.boolean()).map(([_id, u, returned, upsert]) => step('findOneAndUpdate', { _id, u, returned, upsert }, (target) => target.findOneAndUpdate({ _id }, u, returned, upsert))), weight: 2 },
    { arbitrary: bulkOf(shape).map(({ list, ordered }) => step('bulkWrite', { list, ordered }, (target) => target.bulkWrite(list, ordered))), weight: 2 },
    id.map((_id) => step('deleteOne', { _id }, (target) => target.deleteOne({ _id }))),
    filter.map((f) => step('deleteMany', f, (target) => target.deleteMany(f))),
    { arbitrary: fc.tuple(filter, sort, fc.nat(2), fc.integer({ min: 1, max: 4 })).map(([f, s, skip, limit]) => step('find', { f, s, skip, limit }, (target) => target.find(f, s, skip, limit))), weight: 3 },
    filter.map((f) => step('countDocuments', f, (target) => target.countDocuments(f))),
  );
};

export const sequence = (shape: Shape, length: number): fc.Arbitrary<Step[]> => fc.array(anyStep(shape), { minLength: length, maxLength: length });
