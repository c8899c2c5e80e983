import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Connection } from 'mongoose';
import { migrate } from '../../server/storage/migrations.ts';
import { widerClasses } from '../../server/storage/wider-classes.ts';
import { newFolder, openFile } from './open-embedded.ts';

describe('the step to classes of several regions', () => {
  let folder: string;
  let connection: Connection;
  const all = (name: string) => connection.collection(name).find({}, { sort: { _id: 1 } }).toArray();

  beforeEach(async () => {
    folder = await newFolder();
    connection = await openFile(join(folder, 'bimtek.sqlite'));
    await connection.collection('accounts').insertMany([{ _id: 'siti', nameKey: 'siti' }] as never[]);
    await connection.collection('classes').insertMany([{ _id: 'a', name: 'A', course: 'c', regionCode: '32.75', state: 'open', schemaVersion: 1 }, { _id: 'b', name: 'B', course: 'c', state: 'closed', schemaVersion: 1 }] as never[]);
    await connection.collection('class-members').insertMany([{ _id: 'a:gone', class: 'a', learner: 'gone' }, { _id: 'a:siti', class: 'a', learner: 'siti' }] as never[]);
  });
  afterEach(async () => {
    await connection.close();
    await rm(folder, { recursive: true });
  });

  it('gives each its regions, its lists and its counters, once', async () => {
    await migrate(connection, [widerClasses]);
    const classes = await all('classes');
    expect(classes[0]).to.deep.include({ _id: 'a', regions: ['32.75'], regionCode: '32.75', memberCount: 2, seatsLeft: 999_999_998, schemaVersion: 2 });
    expect(classes[1]).to.deep.include({ _id: 'b', regions: [], memberCount: 0, schemaVersion: 2 });
    expect((await all('class-places')).map(({ _id }) => _id)).to.deep.equal(['32.75~a', 'all~a', 'all~b']);
    expect((await all('class-members')).map(({ nameKey }) => nameKey)).to.deep.equal(['', 'siti']);
    await connection.collection('classes').updateOne({ _id: 'a' } as never, { $set: { memberCount: 7 } });
    await widerClasses.run(connection);
    expect((await all('classes'))[0], 'what is new already is left alone').to.include({ memberCount: 7 });
  });
});
