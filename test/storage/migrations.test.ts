import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Connection } from 'mongoose';
import { Unavailable } from '../../server/errors.ts';
import { migrate, type Migration } from '../../server/storage/migrations.ts';
import { newFolder, openFile } from './open-embedded.ts';

/** What an earlier version kept, and the step that brings it to today's shape. */
const yesterday = [
  { _id: 'a', fullName: 'Siti Aminah', schemaVersion: 1 },
  { _id: 'b', fullName: 'Budi', schemaVersion: 1 },
];
const rename: Migration = {
  id: '2026-01-person-name',
  async run(connection) {
    await connection.collection('persons').updateMany({ schemaVersion: 1 }, { $rename: { fullName: 'name' }, $set: { schemaVersion: 2 } });
  },
};
const persons = (connection: Connection): Promise<unknown[]> => connection.collection('persons').find({}).toArray();

describe('migrations', () => {
  let folder: string;
  let connection: Connection;
  beforeEach(async () => {
    folder = await newFolder();
    connection = await openFile(join(folder, 'bimtek.sqlite'));
    await connection.collection('persons').insertMany(structuredClone(yesterday) as never[]);
  });
  afterEach(async () => {
    await connection.close();
    await rm(folder, { recursive: true });
  });

  it('bring a stored database of the version before to the shape of today, once', async () => {
    expect(await migrate(connection, [rename])).to.deep.equal([rename.id]);
    expect(await persons(connection)).to.deep.equal([
      { _id: 'a', schemaVersion: 2, name: 'Siti Aminah' },
      { _id: 'b', schemaVersion: 2, name: 'Budi' },
    ]);
    expect(await migrate(connection, [rename])).to.deep.equal([]);
  });

  it('run in the order of their ids, and only what is new', async () => {
    const ran: string[] = [];
    const step = (id: string): Migration => ({ id, run: async () => void ran.push(id) });
    await migrate(connection, [step('2'), step('1')]);
    await migrate(connection, [step('3'), step('1'), step('2')]);
    expect(ran).to.deep.equal(['1', '2', '3']);
  });

  it('begin again after one that failed', async () => {
    let tries = 0;
    const flaky: Migration = {
      id: '1',
      run: async () => {
        tries++;
        if (tries === 1) throw new Error('power cut');
      },
    };
    expect(await migrate(connection, [flaky]).catch((error: unknown) => String(error))).to.contain('power cut');
    expect(await migrate(connection, [flaky])).to.deep.equal(['1']);
  });

  it('run once when several processes start together', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openFile(join(folder, 'bimtek.sqlite'))));
    const count: Migration = {
      id: '1',
      run: async (own) => void (await own.collection('persons').updateMany({}, { $inc: { runs: 1 } })),
    };
    const ran = await Promise.all([connection, ...others].map((each) => migrate(each, [count])));
    expect(ran.flat()).to.deep.equal(['1']);
    expect(await connection.collection('persons').distinct('runs')).to.deep.equal([1]);
    await Promise.all(others.map((each) => each.close()));
  });

  it('refuse a database that a newer Bimtek has changed', async () => {
    await migrate(connection, [rename, { id: '2099-future', run: async () => {} }]);
    const error: unknown = await migrate(connection, [rename]).catch((problem: unknown) => problem);
    expect(error).to.be.instanceOf(Unavailable);
    expect(error).to.have.deep.property('facts', { migration: '2099-future' });
  });
});
