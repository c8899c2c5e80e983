import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { embeddedMongoose } from '../../server/storage/embedded/driver.ts';
import { Engine } from '../../server/storage/embedded/engine.ts';
import { MIGRATIONS } from '../../server/storage/prepare.ts';
import { startTestService } from '../fixtures/service.ts';

const { Schema } = mongoose;

/** Opens the database of a data folder as the version before declared it. */
async function openYesterday(dataDir: string): Promise<Connection> {
  const connection = await embeddedMongoose(new Engine(join(dataDir, 'bimtek.sqlite'))).createConnection('embedded://yesterday').asPromise();
  const codes = new Schema({ _id: String, kind: String, account: String, expiresAt: Date, schemaVersion: Number }, { versionKey: false, collection: 'codes' });
  codes.index({ account: 1, kind: 1 });
  const attempts = new Schema({ _id: String, due: Date, schemaVersion: Number }, { versionKey: false, collection: 'attempts' });
  attempts.index({ due: 1 });
  await Promise.all([connection.model('Code', codes).init(), connection.model('Attempt', attempts).init()]);
  return connection;
}

const namesIn = async (connection: Connection, collection: string): Promise<(string | undefined)[]> =>
  (await connection.collection(collection).indexes()).map(({ name }) => name);

describe('a stored database of the version before', function () {
  this.timeout(60_000);
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bimtek-yesterday-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('loses the indexes that others stand for, keeps its documents, once', async () => {
    const old = await openYesterday(dataDir);
    const code = { _id: 'kode', kind: 'enrolment', account: 'siti', expiresAt: new Date('2099-01-01T00:00:00Z'), schemaVersion: 1 };
    await old.collection('codes').insertOne(structuredClone(code) as never);
    expect(await namesIn(old, 'codes')).to.include('account_1_kind_1');
    expect(await namesIn(old, 'attempts')).to.include('due_1');
    await old.close();

    for (let start = 0; start < 2; start++) {
      const site = await startTestService({ DATA_DIR: dataDir, MONGODB_URI: '', COURSES_DIR: 'test/fixtures/courses' });
      const { connection } = site.service.storage;
      expect(await namesIn(connection, 'codes')).to.include('kind_1_account_1').and.not.to.include('account_1_kind_1');
      expect(await namesIn(connection, 'attempts')).to.include('due_1__id_1').and.not.to.include('due_1');
      expect(await connection.collection('codes').findOne({ _id: 'kode' as never })).to.deep.equal(code);
      const done = await connection.collection('migrations').find({ doneAt: { $exists: true } }).toArray();
      expect(done.map(({ _id }) => String(_id))).to.deep.equal(MIGRATIONS.map(({ id }) => id));
      await site.close();
    }
  });
});
