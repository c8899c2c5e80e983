import { expect } from 'chai';
import mongoose from 'mongoose';
import { codeOf, ids, type Judged } from './storage-things.ts';

/** What comes back, and what holds when many want the same. */
export function documentsContract({ things, promise }: Judged): void {
  describe('documents', () => {
    promise('every type comes back as it was', async () => {
      const ref = new mongoose.Types.ObjectId();
      const at = new Date('2025-02-03T04:05:06.007Z');
      const answers = { q1: { at, ref, n: 1.5, no: null, list: [1, 'a', { b: at }], text: '~dini bukan tanggal', empty: {} } };
      await things().create({ _id: 'a', at, ref, bytes: Buffer.from([0, 1, 255]), active: false, score: 0.1 + 0.2, tags: [], answers });
      const thing = await things().findOne({ _id: 'a' }).lean().orFail();
      expect(thing.at).to.deep.equal(at);
      expect(String(thing.ref)).to.equal(String(ref));
      const bytes: unknown = thing.bytes; // the schema says Buffer, a lean document has what the driver gives
      expect(bytes instanceof mongoose.mongo.Binary && bytes.toString('hex')).to.equal('0001ff');
      expect(thing).to.include({ active: false, score: 0.1 + 0.2 });
      expect(thing.tags).to.deep.equal([]);
      expect(thing.answers).to.deep.equal(answers);
      expect((await things().findById('a'))?.bytes?.toString('hex')).to.equal('0001ff');
    });
    promise('texts of every script come back, and find their document', async () => {
      const texts = ['', 'Budi "Raja" \\ Siregar', "O'Neil", 'àéîõü', '新', '🙂 dua', 'a\nb\tc', '$a', '{"$a":1}', '~', '~s~', '\u2028'];
      await things().insertMany(texts.map((learner, i) => ({ _id: `t${i}`, learner })));
      for (const [i, learner] of texts.entries()) expect(ids(await things().find({ learner }).lean()), learner).to.deep.equal([`t${i}`]);
    });
    promise('an _id is taken once', async () => {
      await things().create({ _id: 'a', learner: 'first' });
      expect(await codeOf(things().create({ _id: 'a', learner: 'second' }))).to.equal(11000);
      expect((await things().findOne({ _id: 'a' }).lean())?.learner).to.equal('first');
    });
    promise('a duplicate names its key', async () => {
      await things().create({ _id: 'a' });
      const error: unknown = await things().create({ _id: 'a' }).catch((problem: unknown) => problem);
      expect(error).to.have.deep.property('keyPattern', { _id: 1 });
      expect(error).to.have.deep.property('keyValue', { _id: 'a' });
    });
    promise('a document can be saved again after a change', async () => {
      const thing = await things().create({ _id: 'a', learner: 'l', tags: ['x'], place: { region: '32' } });
      thing.set('place.village', 'Sukamaju');
      thing.tags?.push('y');
      await thing.save();
      expect(await things().findOne({ _id: 'a' }).lean()).to.deep.equal({ _id: 'a', learner: 'l', tags: ['x', 'y'], place: { region: '32', village: 'Sukamaju' } });
    });
  });

  describe('at the same time', () => {
    promise('increments add up', async () => {
      await Promise.all(Array.from({ length: 200 }, () => things().updateOne({ _id: 'n' }, { $inc: { count: 1 } }, { upsert: true })));
      expect((await things().findOne({ _id: 'n' }).lean())?.count).to.equal(200);
    });
    promise('of many who want one _id, one gets it', async () => {
      const codes = await Promise.all(Array.from({ length: 50 }, (_, i) => codeOf(things().create({ _id: 'slot', learner: `l${i}` }))));
      expect(codes.filter((code) => code === 'done')).to.have.length(1);
      expect(codes.filter((code) => code === 11000)).to.have.length(49);
    });
    promise('of many who redeem, one succeeds', async () => {
      await things().create({ _id: 'code' });
      const results = await Promise.all(Array.from({ length: 50 }, () => things().updateOne({ _id: 'code', at: { $exists: false } }, { $set: { at: new Date() } })));
      expect(results.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0)).to.equal(1);
    });
  });
}
