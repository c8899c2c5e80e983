import { expect } from 'chai';
import mongoose, { Schema, type Model } from 'mongoose';
import { thingModel, type Opened, type Thing } from '../contracts/storage-things.ts';
import { openEmbedded } from './open-embedded.ts';

/** What the engine does not have says so at once and by name, even when there is no document to meet. */
describe('what the embedded engine does not support', () => {
  let opened: Opened;
  let things: Model<Thing>;
  before(async () => {
    opened = await openEmbedded();
    things = await thingModel(opened.connection);
  });
  after(() => opened.close());

  const refusals: Readonly<Record<string, (raw: mongoose.Collection) => unknown>> = {
    $where: (raw) => raw.find({ $where: 'true' }).toArray(),
    $expr: (raw) => raw.findOne({ $or: [{ a: 1 }, { $expr: { $eq: ['$a', 1] } }] }),
    $text: (raw) => raw.countDocuments({ $text: { $search: 'x' } }),
    $type: (raw) => raw.deleteMany({ learner: { $not: { $type: 'string' } } }),
    $mod: (raw) => raw.updateOne({ score: { $mod: [2, 0] } }, { $set: { a: 1 } }),
    $nonsense: (raw) => raw.findOne({ tags: { $elemMatch: { $nonsense: 1 } } }),
    $bit: (raw) => raw.updateOne({}, { $bit: { score: { and: 1 } } }),
    'answers.$.a': (raw) => raw.updateOne({}, { $set: { 'answers.$.a': 1 } }),
    'updates by pipeline': (raw) => raw.updateOne({}, [{ $set: { a: 1 } }]),
    arrayFilters: (raw) => raw.updateMany({}, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] }),
    collation: (raw) => raw.find({}, { collation: { locale: 'id' } }).toArray(),
    hint: (raw) => raw.findOne({}, { hint: 'learner_1' }),
    'aggregation pipelines': (raw) => raw.aggregate([{ $match: {} }]).toArray(),
    'change streams': (raw) => raw.watch(),
    'an index on tags': (raw) => raw.createIndex({ tags: 1 }),
    'an index of kind "text"': (raw) => raw.createIndex({ learner: 'text' }),
    expireAfterSeconds: (raw) => raw.createIndex({ at: 1 }, { expireAfterSeconds: 60 }),
    'sorting by {"$meta":"textScore"}': (raw) => raw.find({}, { sort: { a: { $meta: 'textScore' } } }).toArray(),
    'the projection tags': (raw) => raw.findOne({}, { projection: { tags: { $slice: 1 } } }),
    Decimal128: (raw) => raw.insertOne({ a: mongoose.Types.Decimal128.fromString('1') }),
    bigint: (raw) => raw.insertOne({ a: 1n }),
    'regular expressions as values': (raw) => raw.insertOne({ a: /x/ }),
    'dates outside': (raw) => raw.insertOne({ a: new Date(8.64e15) }),
  };
  for (const [named, act] of Object.entries(refusals)) {
    it(`${named} is refused by name`, async () => {
      const error: unknown = await Promise.resolve()
        .then(() => act(things.collection))
        .catch((problem: unknown) => problem);
      expect(error).to.have.property('name', 'Unsupported');
      expect(error).to.have.property('message').that.contains(named);
    });
  }

  it('sessions and transactions are refused by name', async () => {
    const error: unknown = await opened.connection.startSession().catch((problem: unknown) => problem);
    expect(error).to.have.property('message').that.contains('sessions and transactions');
  });

  it('a schema with an index over a list is refused when its model is made ready', async () => {
    const schema = new Schema({ _id: String, regions: [String] }, { collection: 'lists' });
    schema.index({ regions: 1 });
    const error: unknown = await opened.connection.model('Lists', schema).init().catch((problem: unknown) => problem);
    expect(error).to.have.property('message').that.contains('an index on regions');
  });

  it('nothing of it was written', async () => {
    expect(await things.countDocuments({})).to.equal(0);
  });
});
