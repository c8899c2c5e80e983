import { expect } from 'chai';
import mongoose from 'mongoose';
import { codeOf, ids, type Judged, type Thing } from './storage-things.ts';

/** Many writes in one call, and what unique indexes refuse. */
export function bulkContract({ things, startUnique, promise }: Judged): void {
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
      const result = await things().bulkWrite(operations);
      expect(result).to.include({ insertedCount: 1, upsertedCount: 1, matchedCount: 4, modifiedCount: 4, deletedCount: 1 });
      expect(await things().find().lean()).to.deep.equal([{ _id: 'b', learner: 'new', course: 'c' }]);
    });
    promise('stop at the first failure when ordered', async () => {
      await things().create({ _id: 'b' });
      expect(await codeOf(things().insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]))).to.equal(11000);
      expect(ids(await things().find().sort({ _id: 1 }).lean())).to.deep.equal(['a', 'b']);
    });
    promise('go on after a failure when not ordered, and say what failed', async () => {
      await things().create({ _id: 'b' });
      const error: unknown = await things().insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }], { ordered: false }).catch((problem: unknown) => problem);
      expect(error).to.be.instanceOf(mongoose.mongo.MongoBulkWriteError);
      expect(error).to.have.property('insertedCount', 2);
      expect(error).to.have.nested.property('writeErrors[0].index', 1);
      expect(ids(await things().find().sort({ _id: 1 }).lean())).to.deep.equal(['a', 'b', 'c']);
    });
    promise('insert first, then change, then delete when not ordered', async () => {
      await things().create({ _id: 'b' });
      const operations: mongoose.AnyBulkWriteOperation<Thing>[] = [
        { deleteOne: { filter: { _id: 'c' } } },
        { updateOne: { filter: { _id: 'a' }, update: { $set: { score: 5 } } } },
        { insertOne: { document: { _id: 'b' } } },
        { insertOne: { document: { _id: 'a', score: 1 } } },
        { insertOne: { document: { _id: 'c' } } },
      ];
      const error: unknown = await things().bulkWrite(operations, { ordered: false }).catch((problem: unknown) => problem);
      expect(error).to.include({ insertedCount: 2, matchedCount: 1, deletedCount: 1 });
      expect(error).to.have.nested.property('writeErrors[0].index', 2);
      expect(await things().find().sort({ _id: 1 }).lean()).to.deep.equal([{ _id: 'a', score: 5 }, { _id: 'b' }]);
    });
  });

  describe('unique indexes', () => {
    beforeEach(startUnique);
    promise('refuse a second document with the same key', async () => {
      await things().create({ _id: 'a', course: 'c', slot: 's' });
      expect(await codeOf(things().create({ _id: 'b', course: 'c', slot: 's' }))).to.equal(11000);
      await things().create({ _id: 'b', course: 'c', slot: 't' });
      expect(ids(await things().find({ course: 'c' }).sort({ _id: 1 }).lean())).to.deep.equal(['a', 'b']);
    });
    promise('refuse a change that leads to the same key', async () => {
      await things().create([{ _id: 'a', course: 'c', slot: 's' }, { _id: 'b', course: 'c', slot: 't' }]);
      expect(await codeOf(things().updateOne({ _id: 'b' }, { $set: { slot: 's' } }))).to.equal(11000);
      expect((await things().findOne({ _id: 'b' }).lean())?.slot).to.equal('t');
    });
    promise('a duplicate names its index', async () => {
      await things().create({ _id: 'a', course: 'c', slot: 's' });
      const error: unknown = await things().create({ _id: 'b', course: 'c', slot: 's' }).catch((problem: unknown) => problem);
      expect(error).to.have.deep.property('keyPattern', { course: 1, slot: 1 });
      expect(error).to.have.deep.property('keyValue', { course: 'c', slot: 's' });
    });
    promise('take null and missing for one value', async () => {
      await things().create({ _id: 'a', course: 'c' });
      expect(await codeOf(things().create({ _id: 'b', course: 'c' }))).to.equal(11000);
      await things().create({ _id: 'c', course: 'd' });
    });
    promise('are listed', async () => {
      const indexes: { name?: string | undefined; unique?: unknown }[] = await things().listIndexes();
      expect(indexes.map(({ name }) => name)).to.have.members(['_id_', 'learner_1_course_1', 'score_-1__id_1', 'course_1_slot_1']);
      expect(indexes.find(({ name }) => name === 'course_1_slot_1')?.unique).to.equal(true);
    });
  });
}
