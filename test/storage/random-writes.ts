import fc from 'fast-check';
import type mongoose from 'mongoose';

type Raw = mongoose.Collection;
type Fields = Record<string, unknown>;

/** One random call on a collection. */
export interface Step {
  readonly text: string;
  readonly act: (raw: Raw) => Promise<unknown>;
}

const id = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.constantFrom('', 'x', 'y', 'é', '~z');
const number = fc.constantFrom(-2, 0, 1, 2.5, 7);
const date = fc.constantFrom(0, 1.7e12).map((ms) => new Date(ms));
const free = fc.oneof(text, number, fc.boolean(), date, fc.constant(null), fc.array(number, { maxLength: 2 }), fc.record({ n: number }, { noNullPrototype: true }));

const body = fc.record(
  { learner: text, score: number, active: fc.boolean(), at: date, tags: fc.array(text, { maxLength: 3 }), answers: fc.record({ q1: free, q2: free }, { requiredKeys: [], noNullPrototype: true }) },
  { requiredKeys: [], noNullPrototype: true },
);

const filter: fc.Arbitrary<Fields> = fc.oneof(
  { arbitrary: id.map((_id): Fields => ({ _id })), weight: 4 },
  fc.tuple(id, number).map(([_id, score]): Fields => ({ _id, score: { $lt: score } })),
  text.map((learner): Fields => ({ learner })),
  number.map((score): Fields => ({ score: { $gte: score } })),
  fc.boolean().map((there): Fields => ({ 'answers.q1': { $exists: there } })),
  fc.tuple(text, number).map(([learner, score]): Fields => ({ $or: [{ learner }, { score }] })),
);

// What changes nothing counts as modified on FerretDB, and not on MongoDB.
const growth = fc.constantFrom(-2, 1, 2.5, 7);

const PATHS: readonly (readonly [operator: string, path: string, operand: fc.Arbitrary<unknown>])[] = [
  ['$set', 'learner', text],
  ['$set', 'answers.q1', free],
  ['$set', 'answers.q2.deep', free],
  ['$set', 'tags.1', text],
  ['$unset', 'answers.q1', fc.constant('')],
  ['$unset', 'learner', fc.constant('')],
  ['$inc', 'score', growth],
  ['$inc', 'answers.count', growth],
  ['$inc', 'learner', growth],
  ['$mul', 'score', fc.constantFrom(-1, 2)],
  ['$min', 'score', number],
  ['$max', 'answers.best', number],
  ['$max', 'at', date],
  ['$push', 'tags', text],
  ['$push', 'answers.q1', number],
  ['$push', 'tags', fc.array(text, { minLength: 1, maxLength: 2 }).map((items) => ({ $each: items }))],
  ['$addToSet', 'tags', text],
  ['$addToSet', 'tags', fc.array(text, { minLength: 1, maxLength: 3 }).map((items) => ({ $each: items }))],
  ['$pull', 'tags', text],
  ['$pullAll', 'tags', fc.array(text, { maxLength: 2 })],
  ['$pop', 'tags', fc.constantFrom(1, -1)],
  ['$rename', 'answers.q1', fc.constant('answers.q3')],
  ['$setOnInsert', 'course', text],
];

const change = fc.constantFrom(...PATHS).chain(([operator, path, operand]) => operand.map((value) => ({ operator, path, value })));
// No two at one path: that they contradict each other is in the contract, and FerretDB does not always see it.
const update = fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: ({ path }) => path.split('.').slice(0, 2).join('.').replace('tags.1', 'tags') }).map((changes) =>
  changes.reduce<Record<string, Fields>>((all, { operator, path, value }) => ({ ...all, [operator]: { ...all[operator], [path]: value } }), {}),
);

const counts = ({ matchedCount, modifiedCount, upsertedCount, upsertedId }: mongoose.mongo.UpdateResult): Fields => ({
  matchedCount, modifiedCount, upsertedCount, upsertedId: upsertedCount ? String(upsertedId).length : null,
});

const step = (name: string, given: unknown, act: Step['act']): Step & fc.WithToStringMethod => {
  const text = `${name} ${JSON.stringify(given)}`;
  return { text, act, [fc.toStringMethod]: () => text };
};

/** How far it came before it was refused is nobody's promise, so nothing is left of it. */
const updateMany = (raw: Raw, f: Fields, u: Fields): Promise<unknown> =>
  raw.updateMany(f, u).then(counts, async (error: unknown) => {
    await raw.deleteMany({});
    throw error;
  });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.tuple(id, body).map(([_id, fields]) => step('insertOne', { _id, ...fields }, async (raw) => (await raw.insertOne({ ...fields, _id: _id as never })).acknowledged)), weight: 2 },
  { arbitrary: fc.tuple(filter.filter((f) => '_id' in f), update, fc.boolean()).map(([f, u, upsert]) => step('updateOne', { f, u, upsert }, async (raw) => counts(await raw.updateOne(f, u, { upsert })))), weight: 4 },
  fc.tuple(filter, update).map(([f, u]) => step('updateMany', { f, u }, (raw) => updateMany(raw, f, u))),
  fc.tuple(id, body, fc.boolean()).map(([_id, fields, upsert]) => step('replaceOne', { _id, fields, upsert }, async (raw) => counts(await raw.replaceOne({ _id: _id as never }, fields, { upsert })))),
  fc.tuple(id, update, fc.constantFrom<'before' | 'after'>('before', 'after')).map(([_id, u, returnDocument]) => step('findOneAndUpdate', { _id, u, returnDocument }, (raw) => raw.findOneAndUpdate({ _id: _id as never }, u, { returnDocument }))),
  id.map((_id) => step('deleteOne', { _id }, async (raw) => (await raw.deleteOne({ _id: _id as never })).deletedCount)),
  filter.map((f) => step('deleteMany', f, async (raw) => (await raw.deleteMany(f)).deletedCount)),
  filter.map((f) => step('find', f, (raw) => raw.find(f, { sort: { score: -1, _id: 1 }, limit: 3 }).toArray())),
  filter.map((f) => step('count', f, (raw) => raw.countDocuments(f))),
);

export const sequence = (length: number): fc.Arbitrary<Step[]> => fc.array(anyStep, { minLength: length, maxLength: length });
