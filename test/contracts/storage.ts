import { expect } from 'chai';
import mongoose, { Schema, type Connection, type Model } from 'mongoose';
import { defineModel } from '../../server/storage/storage.ts';

/** A storage to judge: its connection, empty, and how to be rid of it. */
export interface Opened {
  readonly connection: Connection;
  close(): Promise<void>;
}

/** Titles of tests that an engine cannot be judged by, with the reason. */
export type NotRun = Readonly<Record<string, string>>;

export interface Thing {
  _id: string;
  learner?: string | null | undefined;
  course?: string;
  score?: number;
  count?: number;
  active?: boolean;
  at?: Date;
  ref?: mongoose.Types.ObjectId;
  bytes?: Buffer;
  tags?: string[];
  answers?: Record<string, unknown>;
  place?: { region?: string; village?: string };
  slot?: string;
}

function thingSchema(collection: string): Schema<Thing> {
  const schema = new Schema<Thing>(
    {
      _id: { type: String, required: true },
      learner: String,
      course: String,
      score: Number,
      count: Number,
      active: Boolean,
      at: Date,
      ref: Schema.Types.ObjectId,
      bytes: Buffer,
      tags: { type: [String], default: undefined },
      answers: { type: Schema.Types.Mixed },
      place: { type: new Schema({ region: String, village: String }, { _id: false }) },
      slot: String,
    },
    { versionKey: false, minimize: false, collection },
  );
  schema.index({ learner: 1, course: 1 });
  schema.index({ score: -1, _id: 1 });
  return schema;
}

let made = 0;

/** A model of things over an empty collection of its own, with its indexes. */
export async function thingModel(connection: Connection, unique = false): Promise<Model<Thing>> {
  const schema = thingSchema(`things${process.pid}x${made}`);
  if (unique) schema.index({ course: 1, slot: 1 }, { unique: true });
  const model = defineModel<Thing>(`Thing${made++}`, schema)(connection);
  await model.init();
  return model;
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? error.code : String(error)),
  );

const ids = (things: readonly { _id: string }[]): string[] => things.map(({ _id }) => _id);

/**
 * What the rooms may rely on, whichever engine holds the data. MongoDB's manual decides a disagreement.
 * `server/storage/embedded/README.md` lists what of MongoDB this covers.
 */
export function storageContract(name: string, open: () => Promise<Opened>, notRun: NotRun = {}): void {
  describe(`storage contract: ${name}`, () => {
    let opened: Opened;
    let things: Model<Thing>;
    before(async function () {
      this.timeout(20_000);
      opened = await open();
    });
    after(() => opened.close());
    beforeEach(async () => {
      things = await thingModel(opened.connection);
    });

    const promise = (title: string, act: () => Promise<void>): void => {
      const reason = notRun[title];
      if (reason === undefined) it(title, act);
      else it.skip(`${title} [not run here: ${reason}]`);
    };

    describe('documents', () => {
      promise('every type comes back as it was', async () => {
        const ref = new mongoose.Types.ObjectId();
        const at = new Date('2025-02-03T04:05:06.007Z');
        const answers = { q1: { at, ref, n: 1.5, no: null, list: [1, 'a', { b: at }], text: '~dini bukan tanggal', empty: {} } };
        await things.create({ _id: 'a', at, ref, bytes: Buffer.from([0, 1, 255]), active: false, score: 0.1 + 0.2, tags: [], answers });
        const thing = await things.findOne({ _id: 'a' }).lean().orFail();
        expect(thing.at).to.deep.equal(at);
        expect(String(thing.ref)).to.equal(String(ref));
        const bytes: unknown = thing.bytes; // the schema says Buffer, a lean document has what the driver gives
        expect(bytes instanceof mongoose.mongo.Binary && bytes.toString('hex')).to.equal('0001ff');
        expect(thing).to.include({ active: false, score: 0.1 + 0.2 });
        expect(thing.tags).to.deep.equal([]);
        expect(thing.answers).to.deep.equal(answers);
        expect((await things.findById('a'))?.bytes?.toString('hex')).to.equal('0001ff');
      });
      promise('texts of every script come back, and find their document', async () => {
        const texts = ['', 'Budi "Raja" \\ Siregar', "O'Neil", 'àéîõü', '新', '🙂 dua', 'a\nb\tc', '$a', '{"$a":1}', '~', '~s~', '\u2028'];
        await things.insertMany(texts.map((learner, i) => ({ _id: `t${i}`, learner })));
        for (const [i, learner] of texts.entries()) expect(ids(await things.find({ learner }).lean()), learner).to.deep.equal([`t${i}`]);
      });
      promise('an _id is taken once', async () => {
        await things.create({ _id: 'a', learner: 'first' });
        expect(await codeOf(things.create({ _id: 'a', learner: 'second' }))).to.equal(11000);
        expect((await things.findOne({ _id: 'a' }).lean())?.learner).to.equal('first');
      });
      promise('a duplicate names its key', async () => {
        await things.create({ _id: 'a' });
        const error: unknown = await things.create({ _id: 'a' }).catch((problem: unknown) => problem);
        expect(error).to.have.deep.property('keyPattern', { _id: 1 });
        expect(error).to.have.deep.property('keyValue', { _id: 'a' });
      });
      promise('a document can be saved again after a change', async () => {
        const thing = await things.create({ _id: 'a', learner: 'l', tags: ['x'], place: { region: '32' } });
        thing.set('place.village', 'Sukamaju');
        thing.tags?.push('y');
        await thing.save();
        expect(await things.findOne({ _id: 'a' }).lean()).to.deep.equal({ _id: 'a', learner: 'l', tags: ['x', 'y'], place: { region: '32', village: 'Sukamaju' } });
      });
    });

    describe('filters', () => {
      beforeEach(() =>
        things.insertMany([
          { _id: 'a', learner: 'l1', course: 'c1', score: 70, active: true, at: new Date(1000), place: { region: '32' } },
          { _id: 'b', learner: 'l1', course: 'c2', score: 69.5, active: false, at: new Date(2000), answers: { q1: { seen: { d: 3 } } } },
          { _id: 'c', learner: 'l2', course: 'c1', score: 100, at: new Date(3000), tags: ['x', 'y'] },
          { _id: 'd', learner: null, score: 0, answers: { q1: { seen: { d: 9 } } } },
        ]),
      );
      const found = async (filter: Record<string, unknown>): Promise<string[]> => ids(await things.find(filter).sort({ _id: 1 }).lean());
      promise('equality', async () => {
        expect(await found({ learner: 'l1' })).to.deep.equal(['a', 'b']);
        expect(await found({ learner: 'l1', course: 'c2' })).to.deep.equal(['b']);
        expect(await found({ score: 69.5 })).to.deep.equal(['b']);
        expect(await found({ active: false })).to.deep.equal(['b']);
        expect(await found({ at: new Date(3000) })).to.deep.equal(['c']);
        expect(await found({ 'place.region': '32' })).to.deep.equal(['a']);
        expect(await found({ tags: 'y' })).to.deep.equal(['c']);
      });
      promise('null finds null and what is missing', async () => {
        expect(await found({ learner: null })).to.deep.equal(['d']);
        expect(await found({ course: null })).to.deep.equal(['d']);
        expect(await found({ learner: { $ne: null } })).to.deep.equal(['a', 'b', 'c']);
      });
      promise('$exists tells null from missing', async () => {
        expect(await found({ learner: { $exists: true } })).to.deep.equal(['a', 'b', 'c', 'd']);
        expect(await found({ course: { $exists: false } })).to.deep.equal(['d']);
        expect(await found({ 'answers.q1': { $exists: true } })).to.deep.equal(['b', 'd']);
      });
      promise('ranges', async () => {
        expect(await found({ score: { $gte: 70 } })).to.deep.equal(['a', 'c']);
        expect(await found({ score: { $gt: 69.5, $lt: 100 } })).to.deep.equal(['a']);
        expect(await found({ at: { $lte: new Date(2000) } })).to.deep.equal(['a', 'b']);
        expect(await found({ _id: { $gt: 'b' } })).to.deep.equal(['c', 'd']);
        expect(await found({ learner: { $gt: 'l1' } })).to.deep.equal(['c']);
      });
      promise('$in, $nin, $ne, $not', async () => {
        expect(await found({ _id: { $in: ['c', 'a', 'nobody'] } })).to.deep.equal(['a', 'c']);
        expect(await found({ learner: { $in: ['l2', null] } })).to.deep.equal(['c', 'd']);
        expect(await found({ learner: { $in: [] } })).to.deep.equal([]);
        expect(await found({ course: { $nin: ['c1'] } })).to.deep.equal(['b', 'd']);
        expect(await found({ course: { $ne: 'c1' } })).to.deep.equal(['b', 'd']);
        expect(await found({ score: { $not: { $gte: 70 } } })).to.deep.equal(['b', 'd']);
      });
      promise('$and, $or, $nor', async () => {
        expect(await found({ $or: [{ learner: 'l2' }, { score: { $lt: 1 } }] })).to.deep.equal(['c', 'd']);
        expect(await found({ $and: [{ learner: 'l1' }, { $or: [{ course: 'c2' }, { course: 'c9' }] }] })).to.deep.equal(['b']);
        expect(await found({ $nor: [{ learner: 'l1' }, { course: 'c1' }] })).to.deep.equal(['d']);
      });
      promise('a path into free fields', async () => {
        const fresh = { $or: [{ 'answers.q1.seen.d': { $exists: false } }, { 'answers.q1.seen.d': { $lt: 5 } }] };
        expect(await found(fresh)).to.deep.equal(['a', 'b', 'c']);
        expect(await found({ _id: 'd', ...fresh })).to.deep.equal([]);
      });
      promise('a regular expression', async () => {
        expect(await found({ learner: /^L2$/i })).to.deep.equal(['c']);
        expect(await found({ learner: { $regex: '^l' } })).to.deep.equal(['a', 'b', 'c']);
      });
      promise('counting and distinct values', async () => {
        expect(await things.countDocuments({ learner: 'l1' })).to.equal(2);
        expect(await things.countDocuments({ score: { $gte: 70 } })).to.equal(2);
        expect(await things.estimatedDocumentCount()).to.equal(4);
        expect(await things.distinct('course')).to.have.members(['c1', 'c2']);
        expect(await things.exists({ learner: 'nobody' })).to.equal(null);
      });
    });

    describe('order and pages', () => {
      beforeEach(() =>
        things.insertMany(Array.from({ length: 250 }, (_, i) => ({ _id: `k${String(i).padStart(3, '0')}`, learner: `l${i % 7}`, score: i % 10 }))),
      );
      promise('sort, skip, limit', async () => {
        const page = await things.find({ learner: 'l1' }).sort({ score: -1, _id: 1 }).skip(1).limit(3).lean();
        expect(page.map(({ _id, score }) => `${_id} ${score}`)).to.deep.equal(['k099 9', 'k169 9', 'k239 9']);
      });
      promise('missing values come first upwards and last downwards', async () => {
        await things.create([{ _id: 'none' }, { _id: 'null', learner: null }]);
        expect(ids(await things.find().sort({ learner: 1, _id: 1 }).limit(2).lean())).to.deep.equal(['none', 'null']);
        expect(ids(await things.find().sort({ score: -1, _id: -1 }).skip(250).lean())).to.deep.equal(['null', 'none']);
      });
      promise('pages by key give every document once', async () => {
        const seen: string[] = [];
        for (let last = ''; ; ) {
          const page = await things.find({ learner: 'l3', _id: { $gt: last } }).sort({ _id: 1 }).limit(10).lean();
          if (page.length === 0) break;
          seen.push(...ids(page));
          last = seen.at(-1) ?? '';
        }
        expect(seen).to.have.length(36);
        expect(new Set(seen).size).to.equal(36);
      });
      promise('a cursor gives every document once', async () => {
        const seen: string[] = [];
        for await (const thing of things.find({}).lean().cursor({ batchSize: 20 })) seen.push(thing._id);
        expect(seen).to.have.length(250);
        expect(new Set(seen).size).to.equal(250);
      });
      promise('a cursor goes in the order that was asked for', async () => {
        const seen: number[] = [];
        for await (const thing of things.find({ learner: { $ne: 'l0' } }).sort({ score: -1, _id: 1 }).lean().cursor()) seen.push(thing.score ?? NaN);
        expect(seen).to.deep.equal([...seen].sort((a, b) => b - a));
        expect(seen).to.have.length(214);
      });
      promise('projections', async () => {
        await things.create({ _id: 'p', learner: 'l', score: 1, place: { region: '32', village: 'v' }, answers: { q: [{ a: 1, b: 2 }] } });
        expect(await things.findOne({ _id: 'p' }, { score: 1 }).lean()).to.deep.equal({ _id: 'p', score: 1 });
        expect(await things.findOne({ _id: 'p' }, { _id: 0, 'place.village': 1 }).lean()).to.deep.equal({ place: { village: 'v' } });
        expect(await things.findOne({ _id: 'p' }, { answers: 0, place: 0 }).lean()).to.deep.equal({ _id: 'p', learner: 'l', score: 1 });
        expect(await things.findOne({ _id: 'p' }, { 'answers.q.a': 1 }).lean()).to.deep.equal({ _id: 'p', answers: { q: [{ a: 1 }] } });
      });
    });

    describe('updates', () => {
      const after = async (update: Record<string, unknown>, start: Partial<Thing>): Promise<unknown> => {
        await things.replaceOne({ _id: 'u' }, start, { upsert: true });
        await things.updateOne({ _id: 'u' }, update);
        return things.findOne({ _id: 'u' }).lean();
      };
      promise('$set, $unset, $inc, $min, $max', async () => {
        expect(await after({ $set: { 'answers.q1.chosen': ['A'] } }, {})).to.deep.equal({ _id: 'u', answers: { q1: { chosen: ['A'] } } });
        expect(await after({ $unset: { learner: 1, 'answers.q1': 1 } }, { learner: 'l', answers: { q1: 1, q2: 2 } })).to.deep.equal({ _id: 'u', answers: { q2: 2 } });
        expect(await after({ $inc: { score: 2, 'answers.n': -1 } }, { score: 1 })).to.deep.equal({ _id: 'u', score: 3, answers: { n: -1 } });
        expect(await after({ $min: { score: 5 }, $max: { count: 5 } }, { score: 7, count: 3 })).to.deep.equal({ _id: 'u', score: 5, count: 5 });
        expect(await after({ $max: { at: new Date(5) } }, { at: new Date(9) })).to.deep.equal({ _id: 'u', at: new Date(9) });
      });
      promise('$push, $addToSet, $pull', async () => {
        expect(await after({ $push: { tags: 'b' } }, { tags: ['a'] })).to.deep.equal({ _id: 'u', tags: ['a', 'b'] });
        expect(await after({ $addToSet: { tags: { $each: ['a', 'b', 'b'] } } }, { tags: ['a'] })).to.deep.equal({ _id: 'u', tags: ['a', 'b'] });
        expect(await after({ $pull: { tags: 'a' } }, { tags: ['a', 'b', 'a'] })).to.deep.equal({ _id: 'u', tags: ['b'] });
      });
      promise('$pull by a condition', async () => {
        expect(await after({ $pull: { tags: { $in: ['a', 'c'] } } }, { tags: ['a', 'b', 'c'] })).to.deep.equal({ _id: 'u', tags: ['b'] });
        expect(await after({ $pull: { 'answers.list': { n: { $gte: 2 } } } }, { answers: { list: [{ n: 1 }, { n: 2 }] } })).to.deep.equal({ _id: 'u', answers: { list: [{ n: 1 }] } });
      });
      promise('$push with $each, $position, $sort and $slice', async () => {
        expect(await after({ $push: { tags: { $each: ['c', 'a'], $sort: 1, $slice: -2 } } }, {})).to.deep.equal({ _id: 'u', tags: ['a', 'c'] });
        expect(await after({ $push: { tags: { $each: ['x', 'y'], $position: 1, $slice: 3 } } }, { tags: ['a', 'b'] })).to.deep.equal({ _id: 'u', tags: ['a', 'x', 'y'] });
      });
      promise('counts what it met and what it changed', async () => {
        await things.create([{ _id: 'a', score: 1 }, { _id: 'b', score: 2 }]);
        expect(await things.updateMany({}, { $set: { score: 2 } })).to.include({ matchedCount: 2, modifiedCount: 1 });
        expect(await things.updateOne({ _id: 'nobody' }, { $set: { score: 2 } })).to.include({ matchedCount: 0, modifiedCount: 0, upsertedCount: 0 });
        expect(await things.updateOne({ _id: 'a', score: { $lt: 2 } }, { $set: { score: 3 } })).to.include({ matchedCount: 0 });
      });
      promise('an upsert begins with what the filter says', async () => {
        const result = await things.updateOne({ _id: 'a', course: 'c', score: { $lt: 5 } }, { $setOnInsert: { learner: 'l' }, $inc: { count: 1 } }, { upsert: true });
        expect(result).to.include({ matchedCount: 0, upsertedCount: 1, upsertedId: 'a' });
        await things.updateOne({ _id: 'a' }, { $setOnInsert: { learner: 'other' }, $inc: { count: 1 } }, { upsert: true });
        expect(await things.find().lean()).to.deep.equal([{ _id: 'a', course: 'c', learner: 'l', count: 2 }]);
      });
      promise('an upsert whose filter misses an _id that is there is a duplicate', async () => {
        await things.create({ _id: 'a', score: 9 });
        expect(await codeOf(things.updateOne({ _id: 'a', score: { $lt: 5 } }, { $set: { score: 5 } }, { upsert: true }))).to.equal(11000);
      });
      promise('findOneAndUpdate gives the document before or after', async () => {
        await things.create({ _id: 'a', score: 1 });
        expect(await things.findOneAndUpdate({ _id: 'a' }, { $inc: { score: 1 } }).lean()).to.deep.equal({ _id: 'a', score: 1 });
        expect(await things.findOneAndUpdate({ _id: 'a' }, { $inc: { score: 1 } }, { returnDocument: 'after' }).lean()).to.deep.equal({ _id: 'a', score: 3 });
        expect(await things.findOneAndUpdate({ _id: 'b' }, { $inc: { score: 1 } }).lean()).to.equal(null);
        expect(await things.findOneAndUpdate({ _id: 'b' }, { $inc: { score: 1 } }, { upsert: true, returnDocument: 'after' }).lean()).to.deep.equal({ _id: 'b', score: 1 });
        expect(await things.findOneAndUpdate({}, { $set: { learner: 'top' } }, { sort: { score: -1 }, returnDocument: 'after' }).lean()).to.deep.equal({ _id: 'a', score: 3, learner: 'top' });
      });
      promise('findOneAndUpdate gives the fields that were asked for', async () => {
        await things.create({ _id: 'a', score: 1, learner: 'l' });
        expect(await things.findOneAndUpdate({ _id: 'a' }, { $inc: { score: 1 } }, { returnDocument: 'after', projection: { score: 1 } }).lean()).to.deep.equal({ _id: 'a', score: 2 });
      });
      promise('findOneAndDelete gives what it deleted, once', async () => {
        await things.create([{ _id: 'a', score: 1 }, { _id: 'b', score: 2 }]);
        expect(await things.findOneAndDelete({}, { sort: { score: 1 } }).lean()).to.deep.equal({ _id: 'a', score: 1 });
        expect(await things.findOneAndDelete({ _id: 'a' }).lean()).to.equal(null);
        expect(await things.countDocuments()).to.equal(1);
      });
      promise('deleteOne and deleteMany count', async () => {
        await things.create([{ _id: 'a', score: 1 }, { _id: 'b', score: 1 }, { _id: 'c', score: 2 }]);
        expect(await things.deleteOne({ score: 1 })).to.include({ deletedCount: 1 });
        expect(await things.deleteMany({ score: { $gte: 1 } })).to.include({ deletedCount: 2 });
        expect(await things.deleteMany({})).to.include({ deletedCount: 0 });
      });
      promise('what MongoDB refuses is refused with its code', async () => {
        await things.create({ _id: 'a', learner: 'l', answers: { text: 'x' } });
        const { collection } = things;
        const filter = { learner: 'l' };
        expect(await codeOf(collection.updateOne(filter, { $inc: { learner: 1 } }))).to.equal(14);
        expect(await codeOf(collection.updateOne(filter, { $set: { 'answers.text.deep': 1 } }))).to.equal(28);
        expect(await codeOf(collection.updateOne(filter, { $set: { learner: 'a' }, $unset: { learner: 1 } }))).to.equal(40);
        expect(await codeOf(collection.updateOne(filter, { $push: { learner: 'm' as never } }))).to.equal(2);
        expect(await things.findOne({ _id: 'a' }).lean()).to.deep.equal({ _id: 'a', learner: 'l', answers: { text: 'x' } });
      });
      promise('an _id cannot be changed', async () => {
        await things.create({ _id: 'a' });
        expect(await codeOf(things.collection.updateOne({}, { $set: { _id: 'b' as never } }))).to.equal(66);
      });
    });

    describe('bulk writes', () => {
      promise('do all in their order and count', async () => {
        const replacement = { _id: 'b', learner: 'new' };
        const operations: mongoose.AnyBulkWriteOperation<Thing>[] = [
          { insertOne: { document: { _id: 'a', score: 1 } } },
          { updateOne: { filter: { _id: 'a' }, update: { $inc: { score: 1 } } } },
          { updateOne: { filter: { _id: 'b' }, update: { $set: { score: 5 } }, upsert: true } },
          { replaceOne: { filter: { _id: 'b' }, replacement } },
          { updateMany: { filter: {}, update: { $set: { course: 'c' } } } },
          { deleteOne: { filter: { _id: 'a' } } },
        ];
        const result = await things.bulkWrite(operations);
        expect(result).to.include({ insertedCount: 1, upsertedCount: 1, matchedCount: 4, modifiedCount: 4, deletedCount: 1 });
        expect(await things.find().lean()).to.deep.equal([{ _id: 'b', learner: 'new', course: 'c' }]);
      });
      promise('stop at the first failure when ordered', async () => {
        await things.create({ _id: 'b' });
        expect(await codeOf(things.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]))).to.equal(11000);
        expect(ids(await things.find().sort({ _id: 1 }).lean())).to.deep.equal(['a', 'b']);
      });
      promise('go on after a failure when not ordered, and say what failed', async () => {
        await things.create({ _id: 'b' });
        const error: unknown = await things.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }], { ordered: false }).catch((problem: unknown) => problem);
        expect(error).to.be.instanceOf(mongoose.mongo.MongoBulkWriteError);
        expect(error).to.have.property('insertedCount', 2);
        expect(error).to.have.nested.property('writeErrors[0].index', 1);
        expect(ids(await things.find().sort({ _id: 1 }).lean())).to.deep.equal(['a', 'b', 'c']);
      });
    });

    describe('unique indexes', () => {
      beforeEach(async () => {
        things = await thingModel(opened.connection, true);
      });
      promise('refuse a second document with the same key', async () => {
        await things.create({ _id: 'a', course: 'c', slot: 's' });
        expect(await codeOf(things.create({ _id: 'b', course: 'c', slot: 's' }))).to.equal(11000);
        await things.create({ _id: 'b', course: 'c', slot: 't' });
        expect(ids(await things.find({ course: 'c' }).sort({ _id: 1 }).lean())).to.deep.equal(['a', 'b']);
      });
      promise('refuse a change that leads to the same key', async () => {
        await things.create([{ _id: 'a', course: 'c', slot: 's' }, { _id: 'b', course: 'c', slot: 't' }]);
        expect(await codeOf(things.updateOne({ _id: 'b' }, { $set: { slot: 's' } }))).to.equal(11000);
        expect((await things.findOne({ _id: 'b' }).lean())?.slot).to.equal('t');
      });
      promise('a duplicate names its index', async () => {
        await things.create({ _id: 'a', course: 'c', slot: 's' });
        const error: unknown = await things.create({ _id: 'b', course: 'c', slot: 's' }).catch((problem: unknown) => problem);
        expect(error).to.have.deep.property('keyPattern', { course: 1, slot: 1 });
        expect(error).to.have.deep.property('keyValue', { course: 'c', slot: 's' });
      });
      promise('take null and missing for one value', async () => {
        await things.create({ _id: 'a', course: 'c' });
        expect(await codeOf(things.create({ _id: 'b', course: 'c' }))).to.equal(11000);
        await things.create({ _id: 'c', course: 'd' });
      });
      promise('are listed', async () => {
        const indexes: { name?: string | undefined; unique?: unknown }[] = await things.listIndexes();
        expect(indexes.map(({ name }) => name)).to.have.members(['_id_', 'learner_1_course_1', 'score_-1__id_1', 'course_1_slot_1']);
        expect(indexes.find(({ name }) => name === 'course_1_slot_1')?.unique).to.equal(true);
      });
    });

    describe('at the same time', () => {
      promise('increments add up', async () => {
        await Promise.all(Array.from({ length: 200 }, () => things.updateOne({ _id: 'n' }, { $inc: { count: 1 } }, { upsert: true })));
        expect((await things.findOne({ _id: 'n' }).lean())?.count).to.equal(200);
      });
      promise('of many who want one _id, one gets it', async () => {
        const codes = await Promise.all(Array.from({ length: 50 }, (_, i) => codeOf(things.create({ _id: 'slot', learner: `l${i}` }))));
        expect(codes.filter((code) => code === 'done')).to.have.length(1);
        expect(codes.filter((code) => code === 11000)).to.have.length(49);
      });
      promise('of many who redeem, one succeeds', async () => {
        await things.create({ _id: 'code' });
        const results = await Promise.all(Array.from({ length: 50 }, () => things.updateOne({ _id: 'code', at: { $exists: false } }, { $set: { at: new Date() } })));
        expect(results.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0)).to.equal(1);
      });
    });
  });
}
