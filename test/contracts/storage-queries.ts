import { expect } from 'chai';
import { ids, type Judged } from './storage-things.ts';

/** What is found, in which order, on which page. */
export function queriesContract({ things, promise }: Judged): void {
  describe('filters', () => {
    beforeEach(() =>
      things().insertMany([
        { _id: 'a', learner: 'l1', course: 'c1', score: 70, active: true, at: new Date(1000), place: { region: '32' } },
        { _id: 'b', learner: 'l1', course: 'c2', score: 69.5, active: false, at: new Date(2000), answers: { q1: { seen: { d: 3 } } } },
        { _id: 'c', learner: 'l2', course: 'c1', score: 100, at: new Date(3000), tags: ['x', 'y'] },
        { _id: 'd', learner: null, score: 0, answers: { q1: { seen: { d: 9 } } } },
      ]),
    );
    const found = async (filter: Record<string, unknown>): Promise<string[]> => ids(await things().find(filter).sort({ _id: 1 }).lean());
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
      expect(await things().countDocuments({ learner: 'l1' })).to.equal(2);
      expect(await things().countDocuments({ score: { $gte: 70 } })).to.equal(2);
      expect(await things().estimatedDocumentCount()).to.equal(4);
      expect(await things().distinct('course')).to.have.members(['c1', 'c2']);
      expect(await things().exists({ learner: 'nobody' })).to.equal(null);
    });
  });

  describe('order and pages', () => {
    beforeEach(() =>
      things().insertMany(Array.from({ length: 250 }, (_, i) => ({ _id: `k${String(i).padStart(3, '0')}`, learner: `l${i % 7}`, score: i % 10 }))),
    );
    promise('sort, skip, limit', async () => {
      const page = await things().find({ learner: 'l1' }).sort({ score: -1, _id: 1 }).skip(1).limit(3).lean();
      expect(page.map(({ _id, score }) => `${_id} ${score}`)).to.deep.equal(['k099 9', 'k169 9', 'k239 9']);
    });
    promise('missing values come first upwards and last downwards', async () => {
      await things().create([{ _id: 'none' }, { _id: 'null', learner: null }]);
      expect(ids(await things().find().sort({ learner: 1, _id: 1 }).limit(2).lean())).to.deep.equal(['none', 'null']);
      expect(ids(await things().find().sort({ score: -1, _id: -1 }).skip(250).lean())).to.deep.equal(['null', 'none']);
    });
    promise('pages by key give every document once', async () => {
      const seen: string[] = [];
      for (let last = ''; ; ) {
        const page = await things().find({ learner: 'l3', _id: { $gt: last } }).sort({ _id: 1 }).limit(10).lean();
        if (page.length === 0) break;
        seen.push(...ids(page));
        last = seen.at(-1) ?? '';
      }
      expect(seen).to.have.length(36);
      expect(new Set(seen).size).to.equal(36);
    });
    promise('a cursor gives every document once', async () => {
      const seen: string[] = [];
      for await (const thing of things().find({}).lean().cursor({ batchSize: 20 })) seen.push(thing._id);
      expect(seen).to.have.length(250);
      expect(new Set(seen).size).to.equal(250);
    });
    promise('a cursor goes in the order that was asked for', async () => {
      const seen: number[] = [];
      for await (const thing of things().find({ learner: { $ne: 'l0' } }).sort({ score: -1, _id: 1 }).lean().cursor()) seen.push(thing.score ?? NaN);
      expect(seen).to.deep.equal([...seen].sort((a, b) => b - a));
      expect(seen).to.have.length(214);
    });
    promise('projections', async () => {
      await things().create({ _id: 'p', learner: 'l', score: 1, place: { region: '32', village: 'v' }, answers: { q: [{ a: 1, b: 2 }] } });
      expect(await things().findOne({ _id: 'p' }, { score: 1 }).lean()).to.deep.equal({ _id: 'p', score: 1 });
      expect(await things().findOne({ _id: 'p' }, { _id: 0, 'place.village': 1 }).lean()).to.deep.equal({ place: { village: 'v' } });
      expect(await things().findOne({ _id: 'p' }, { answers: 0, place: 0 }).lean()).to.deep.equal({ _id: 'p', learner: 'l', score: 1 });
      expect(await things().findOne({ _id: 'p' }, { 'answers.q.a': 1 }).lean()).to.deep.equal({ _id: 'p', answers: { q: [{ a: 1 }] } });
    });
  });
}
