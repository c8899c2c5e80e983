import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Conflict, Invalid } from '../../server/errors.ts';
import { Sqlite } from '../../server/storage/embedded/sqlite.ts';
import { backup } from '../../server/storage/operations/backup.ts';
import { check } from '../../server/storage/operations/check.ts';
import { exportLines } from '../../server/storage/operations/documents.ts';
import { move } from '../../server/storage/operations/move.ts';
import { restore } from '../../server/storage/operations/restore.ts';
import { stats } from '../../server/storage/operations/stats.ts';
import { openSecret } from '../../server/storage/secrets.ts';
import { openStorage, type Storage } from '../../server/storage/storage.ts';
import { isFerretdbBuilt, startFerretdb } from '../../scripts/ferretdb.ts';
import { newFolder } from './open-embedded.ts';
import { bodyOf, entryModel } from './write-and-acknowledge.ts';

const LONG_KEY = `certificates/${'a'.repeat(100)}/${'b'.repeat(100)}.pdf`;
const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

describe('operating storage', () => {
  let folder: string;
  let dataDir: string;
  let storage: Storage;
  beforeEach(async () => {
    folder = await newFolder();
    dataDir = join(folder, 'data');
    storage = await openStorage({ dataDir });
    const entries = entryModel(storage.connection);
    await storage.ready();
    await entries.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: `e${i}`, body: bodyOf(`e${i}`), count: i / 3 })));
    await storage.files.put(LONG_KEY, Buffer.from('a certificate'));
    await storage.files.put('uploads/empty', new Uint8Array());
    await openSecret(dataDir, 'session');
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  });

  describe('backup and restore', () => {
    it('bring back everything: documents, indexes, secrets, files', async () => {
      const file = join(folder, 'backup.tar.gz');
      await backup(storage, dataDir, file);
      const target = join(folder, 'restored');
      expect(await restore(file, { dataDir: target })).to.equal(undefined);
      const restored = await openStorage({ dataDir: target });
      const [before, after] = [await all(exportLines(storage.connection)), await all(exportLines(restored.connection))];
      expect(after).to.deep.equal(before).and.to.have.length(300);
      expect(String(await restored.files.get(LONG_KEY))).to.equal('a certificate');
      expect((await restored.files.get('uploads/empty'))?.length).to.equal(0);
      expect(await openSecret(target, 'session')).to.equal(await openSecret(dataDir, 'session'));
      expect((await stat(join(target, 'secrets', 'session'))).mode & 0o077).to.equal(0);
      await restored.close();
    });

    it('make a file that tar can read', async () => {
      const file = join(folder, 'backup.tar.gz');
      await backup(storage, dataDir, file);
      const { stdout } = await promisify(execFile)('tar', ['tzf', file]);
      expect(stdout.trim().split('\n')).to.deep.equal(['bimtek-backup.json', 'bimtek.sqlite', 'secrets/session', `files/${LONG_KEY}`, 'files/uploads/empty', 'checksums.json']);
    });

    it('take one moment of the database while others write', async () => {
      const entries = entryModel(storage.connection);
      let running = true;
      const writing = (async () => {
        // Two counters that are equal or one apart at every moment.
        for (let n = 0; running; n++) for (const _id of ['left', 'right']) await entries.updateOne({ _id }, { $set: { count: n } }, { upsert: true });
      })();
      await backup(storage, dataDir, join(folder, 'backup.tar.gz'));
      running = false;
      await writing;
      await restore(join(folder, 'backup.tar.gz'), { dataDir: join(folder, 'restored') });
      const restored = await openStorage({ dataDir: join(folder, 'restored') });
      const [left, right] = await Promise.all(['left', 'right'].map((_id) => entryModel(restored.connection).findOne({ _id }).lean()));
      expect((left?.count ?? 0) - (right?.count ?? 0)).to.be.within(0, 1);
      await restored.close();
    });

    it('overwrite nothing without a word, and nothing for good', async () => {
      const file = join(folder, 'backup.tar.gz');
      await backup(storage, dataDir, file);
      expect(await failureOf(backup(storage, dataDir, file))).to.be.instanceOf(Conflict);
      const target = join(folder, 'used');
      await restore(file, { dataDir: target });
      await writeFile(join(target, 'note'), 'mine');
      expect(await failureOf(restore(file, { dataDir: target }))).to.be.instanceOf(Conflict);
      const aside = await restore(file, { dataDir: target, overwrite: true });
      expect(await readFile(join(aside ?? '', 'note'), 'utf8')).to.equal('mine');
      expect(await readdir(target)).to.have.members(['bimtek.sqlite', 'files', 'secrets']);
    });

    it('refuse what is cut short, damaged or no backup, and leave the folder alone', async () => {
      const file = join(folder, 'backup.tar.gz');
      await backup(storage, dataDir, file);
      const bad = join(folder, 'bad');
      const target = join(folder, 'restored');
      await copyFile(file, bad);
      await truncate(bad, (await stat(bad)).size - 100);
      expect(await failureOf(restore(bad, { dataDir: target })), 'cut short').to.be.instanceOf(Invalid);
      const bytes = await readFile(file);
      bytes.writeUInt8(bytes.readUInt8(2000) ^ 0xff, 2000);
      await writeFile(bad, bytes);
      expect(await failureOf(restore(bad, { dataDir: target })), 'damaged').to.be.instanceOf(Invalid);
      await writeFile(bad, 'no backup');
      expect(await failureOf(restore(bad, { dataDir: target })), 'no backup').to.be.instanceOf(Invalid);
      expect(await readdir(folder)).to.have.members(['data', 'backup.tar.gz', 'bad']);
    });
  });

  describe('moving', () => {
    it('copies everything and can be begun again', async () => {
      const other = await openStorage({ dataDir: join(folder, 'other') });
      await entryModel(other.connection).create([{ _id: 'e5', body: 'half of it was there' }]);
      expect(await all(move(storage.connection, other.connection))).to.deep.equal([{ collection: 'entries', documents: 300, was: false }]);
      expect(await all(move(storage.connection, other.connection))).to.deep.equal([{ collection: 'entries', documents: 300, was: true }]);
      expect(await all(exportLines(other.connection))).to.have.members(await all(exportLines(storage.connection)));
      await other.close();
    });

    it('says when the other place holds something else as well', async () => {
      const other = await openStorage({ dataDir: join(folder, 'other') });
      await entryModel(other.connection).create([{ _id: 'stranger' }]);
      expect(await failureOf(all(move(storage.connection, other.connection)))).to.be.instanceOf(Conflict);
      await other.close();
    });

    it('goes to a server and back, and a server’s backup can be restored [needs FerretDB]', async function () {
      this.timeout(30_000);
      if (!(await isFerretdbBuilt())) this.skip();
      const ferretdb = await startFerretdb();
      const server = await openStorage({ dataDir, mongodbUri: `${ferretdb.uri}bimtek` });
      await all(move(storage.connection, server.connection));
      const back = await openStorage({ dataDir: join(folder, 'back') });
      await all(move(server.connection, back.connection));
      const before = await all(exportLines(storage.connection));
      expect(await all(exportLines(back.connection))).to.have.members(before);
      await backup(server, dataDir, join(folder, 'server.tar.gz'));
      await restore(join(folder, 'server.tar.gz'), { dataDir: join(folder, 'restored') });
      const restored = await openStorage({ dataDir: join(folder, 'restored') });
      expect(await all(exportLines(restored.connection))).to.have.members(before);
      await Promise.all([server.close(), back.close(), restored.close()]);
      await ferretdb.stop();
    });
  });

  it('export is one JSON document a line', async () => {
    const [first = ''] = await all(exportLines(storage.connection));
    expect(JSON.parse(first)).to.deep.equal({ collection: 'entries', document: { _id: 'e0', body: bodyOf('e0'), count: 0 } });
  });

  it('stats count', async () => {
    const { engine, bytes, collections } = await stats(storage, dataDir);
    expect(engine).to.equal('embedded');
    expect(bytes).to.be.greaterThan(100_000);
    expect(collections).to.deep.equal([{ name: 'entries', documents: 300, indexes: ['_id_'] }]);
  });

  it('check finds nothing wrong with what is right', async () => {
    expect(await check(storage, dataDir)).to.deep.equal([]);
  });

  it('check finds documents and pages that are damaged', async () => {
    const sqlite = new Sqlite(join(dataDir, 'bimtek.sqlite'));
    sqlite.waitForOthers(1000);
    sqlite.exec(`UPDATE c_entries SET doc = '{"_id":"other"}' WHERE id = 'e7'`);
    sqlite.exec(`UPDATE c_entries SET doc = '{"_id":"e8", cut' WHERE id = 'e8'`);
    sqlite.close();
    expect(await check(storage, dataDir)).to.deep.equal(['entries, dokumen e7 (baris 8): _id di dalamnya berbeda', 'entries, dokumen e8 (baris 9): isinya bukan JSON']);
  });
});
