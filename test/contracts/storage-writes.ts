import { expect } from 'chai';
import { codeOf, type Judged, type Thing } from './storage-things.ts';

/** What updates and deletions do, and say that they did. */
export function writesContract({ things, promise }: Judged): void {
  describe('updates', () => {
    const after = async (update: Record<string, unknown>, start: Partial<Thing>): Promise<unknown> => {
      await things().replaceOne({ _id: 'u' }, start, { upsert: true });
      await things().updateOne({ _id: 'u' }, update);
      return things().findOne({ _id: 'u' }).lean();
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
      await things().create([{ _id: 'a', score: 1 }, { _id: 'b', score: 2 }]);
      expect(await things().updateMany({}, { $set: { score: 2 } })).to.include({ matchedCount: 2, modifiedCount: 1 });
      expect(await things().updateOne({ _id: 'nobody' }, { $set: { score: 2 } })).to.include({ matchedCount: 0, modifiedCount: 0, upsertedCount: 0 });
      expect(await things().updateOne({ _id: 'a', score: { $lt: 2 } }, { $set: { score: 3 } })).to.include({ matchedCount: 0 });
    });
    promise('an upsert begins with what the filter says', async () => {
      const result = await things().updateOne({ _id: 'a', course: 'c', score: { $lt: 5 } }, { $setOnInsert: { learner: 'l' }, $inc: { count: 1 } }, { upsert: true });
      expect(result).to.include({ matchedCount: 0, upsertedCount: 1, upsertedId: 'a' });
      await things().updateOne({ _id: 'a' }, { $setOnInsert: { learner: 'other' }, $inc: { count: 1 } }, { upsert: true });
      expect(await things().find().lean()).to.deep.equal([{ _id: 'a', course: 'c', learner: 'l', count: 2 }]);
    });
    promise('an upsert whose filter misses an _id that is there is a duplicate', async () => {
      await things().create({ _id: 'a', score: 9 });
      expect(await codeOf(things().updateOne({ _id: 'a', score: { $lt: 5 } }, { $set: { score: 5 } }, { upsert: true }))).to.equal(11000);
    });
    promise('findOneAndUpdate gives the document before or after', async () => {
      await things().create({ _id: 'a', score: 1 });
      expect(await things().findOneAndUpdate({ _id: 'a' }, { $inc: { score: 1 } }).lean()).to.deep.equal({ _id: 'a', score: 1 });
      expect(await things().findOneAndUpdate({ _id: 'a' }, { $inc: { score: 1 } }, { returnDocument: 'after' }).lean()).to.deep.equal({ _id: 'a', score: 3 });
      expect(await things().findOneAndUpdate({ _id: 'b' }, { $inc: { score: 1 } }).lean()).to.equal(null);
      expect(await things().findOneAndUpdate({ _id: 'b' }, { $inc: { score: 1 } }, { upsert: true, returnDocument: 'after' }).lean()).to.deep.equal({ _id: 'b', score: 1 });
      expect(await things().findOneAndUpdate({}, { $set: { learner: 'top' } }, { sort: { score: -1 }, returnDocument: 'after' }).lean()).to.deep.equal({ _id: 'a', score: 3, learner: 'top' });
    });
    promise('findOneAndUpdate gives the fields that were asked for', async () => {
      await things().create({ _id: 'a', score: 1, learner: 'l' });
      expect(await things().findOneAndUpdate({ _id: 'a' }, { $inc: { score: 1 } }, { returnDocument: 'after', projection: { score: 1 } }).lean()).to.deep.equal({ _id: 'a', score: 2 });
    });
    promise('findOneAndDelete gives what it deleted, once', async () => {
      await things().create([{ _id: 'a', score: 1 }, { _id: 'b', score: 2 }]);
      expect(await things().findOneAndDelete({}, { sort: { score: 1 } }).lean()).to.deep.equal({ _id: 'a', score: 1 });
      expect(await things().findOneAndDelete({ _id: 'a' }).lean()).to.equal(null);
      expect(await things().countDocuments()).to.equal(1);
    });
    promise('deleteOne and deleteMany count', async () => {
      await things().create([{ _id: 'a', score: 1 }, { _id: 'b', score: 1 }, { _id: 'c', score: 2 }]);
      expect(await things().deleteOne({ score: 1 })).to.include({ deletedCount: 1 });
      expect(await things().deleteMany({ score: { $gte: 1 } })).to.include({ deletedCount: 2 });
      expect(await things().deleteMany({})).to.include({ deletedCount: 0 });
    });
    promise('what MongoDB refuses is refused with its code', async () => {
      await things().create({ _id: 'a', learner: 'l', answers: { text: 'x' } });
      const { collection } = things();
      const filter = { learner: 'l' };
      expect(await codeOf(collection.updateOne(filter, { $inc: { learner: 1 } }))).to.equal(14);
      expect(await codeOf(collection.updateOne(filter, { $set: { 'answers.text.deep': 1 } }))).to.equal(28);
      expect(await codeOf(collection.updateOne(filter, { $set: { learner: 'a' }, $unset: { learner: 1 } }))).to.equal(40);
      expect(await codeOf(collection.updateOne(filter, { $push: { learner: 'm' as never } }))).to.equal(2);
      expect(await things().findOne({ _id: 'a' }).lean()).to.deep.equal({ _id: 'a', learner: 'l', answers: { text: 'x' } });
    });
    promise('an _id cannot be changed', async () => {
      await things().create({ _id: 'a' });
      expect(await codeOf(things().collection.updateOne({}, { $set: { _id: 'b' as never } }))).to.equal(66);
    });
  });
}
