import { expect } from 'chai';
import fc from 'fast-check';
import { Query } from 'mingo';
import mongoose, { type Model } from 'mongoose';
import { thingModel, type Opened, type Thing } from '../contracts/storage-things.ts';
import { openEmbedded } from './open-embedded.ts';

const CASES = Number(process.env['STORAGE_CASES'] ?? 500);

const REFS = ['65f000000000000000000001', '65f000000000000000000002', '65f0000000000000000000ff'];
const text = fc.constantFrom('', 'a', 'b', 'ab', 'B', '~', '~da', 'é', '新', 'z');
const number = fc.constantFrom(-1, 0, 1, 2, 10, 0.1, 0.30000000000000004, 69.99999999999999, 70, 1e21);
const date = fc.constantFrom(0, 1000, 1e12, 1.7e12).map((ms) => new Date(ms));
const ref = fc.constantFrom(...REFS).map((hex) => new mongoose.Types.ObjectId(hex));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof({ arbitrary: value, weight: 5 }, { arbitrary: fc.constant(null), weight: 1 });
const anything = fc.oneof(text, number, fc.boolean(), date, fc.constant(null), fc.array(fc.oneof(text, number), { maxLength: 3 }), fc.record({ n: number }, { requiredKeys: [], noNullPrototype: true }));

const scalar = fc.oneof(text, number, fc.boolean(), date, ref, fc.constant(null));

/** What is asked of each path. Lists and objects are left out: mingo's `$in` and ranges take them differently from MongoDB. */
const FIELDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  learner: maybe(text),
  course: text,
  score: maybe(number),
  active: fc.boolean(),
  at: date,
  ref,
  tags: text,
  'answers.q1': scalar,
  'answers.list.n': number,
  'place.region': text,
};

const document = fc.record(
  {
    learner: maybe(text), course: text, score: maybe(number), active: fc.boolean(), at: date, ref, tags: fc.array(text, { maxLength: 3 }),
    answers: fc.record({ q1: anything, list: fc.array(fc.record({ n: number }, { requiredKeys: [], noNullPrototype: true }), { minLength: 1, maxLength: 3 }) }, { requiredKeys: [], noNullPrototype: true }),
    place: fc.record({ region: text }, { requiredKeys: [], noNullPrototype: true }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

// A range from null is left out: MongoDB lets it match what is missing, mingo does not.
const notNull = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => value.filter((v) => v !== null);

const condition = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    value,
    value.map((v) => ({ $eq: v })),
    value.map((v) => ({ $ne: v })),
    fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), notNull(value)).map(([operator, v]) => ({ [operator]: v })),
    fc.tuple(notNull(value), notNull(value)).map(([a, b]) => ({ $gte: a, $lt: b })),
    fc.tuple(fc.constantFrom('$in', '$nin'), fc.array(value, { maxLength: 3 })).map(([operator, v]) => ({ [operator]: v })),
    fc.boolean().map((v) => ({ $exists: v })),
    notNull(value).map((v) => ({ $not: { $gte: v } })),
  );

const oneField = fc.constantFrom(...Object.keys(FIELDS)).chain((path) => condition(FIELDS[path] ?? text).map((wanted) => ({ [path]: wanted })));

const filter: fc.Arbitrary<Record<string, unknown>> = fc.letrec<{ filter: Record<string, unknown> }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    oneField,
    fc.tuple(oneField, oneField).map(([a, b]) => ({ ...a, ...b })),
    fc.tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 })).map(([operator, branches]) => ({ [operator]: branches })),
  ),
})).filter;

describe('random filters on the embedded engine', () => {
  let opened: Opened;
  let things: Model<Thing>;
  before(async () => {
    opened = await openEmbedded();
    things = await thingModel(opened.connection);
  });
  after(() => opened.close());

  it(`find and count what mingo finds (${CASES} cases)`, async function () {
    this.timeout(60_000 + CASES * 20);
    const { collection } = things;
    let documents: Record<string, unknown>[] = [];
    let used = Infinity;
    const sample = fc.sample(document, { numRuns: 60 * Math.ceil(CASES / 25), seed: 7 });
    const refill = async (): Promise<void> => {
      documents = sample.splice(0, 60).map((fields, i) => ({ _id: `d${i}`, ...fields }));
      await collection.deleteMany({});
      await collection.insertMany(structuredDocuments(documents));
      used = 0;
    };
    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        if (used++ >= 25 && sample.length > 0) await refill();
        const query = new Query(wanted, {});
        const expected = documents.filter((candidate) => query.test(candidate)).map(({ _id }) => _id);
        const found = await collection.find(wanted).toArray();
        expect(found.map(({ _id }) => String(_id)).sort(), JSON.stringify(wanted)).to.deep.equal([...expected].sort());
        expect(await collection.countDocuments(wanted)).to.equal(expected.length);
      }),
      { numRuns: CASES },
    );
  });
});

const structuredDocuments = (documents: readonly Record<string, unknown>[]): never[] => documents.map((document) => ({ ...document })) as never[];
