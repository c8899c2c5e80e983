import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Unavailable } from '../../server/errors.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { newFolder, openFile } from './open-embedded.ts';
import { bodyOf, entryModel } from './write-and-acknowledge.ts';

const WRITER = fileURLToPath(new URL('./write-and-acknowledge.ts', import.meta.url));
const NOBODY = 65_534;

const failureOf = async (promise: Promise<unknown>): Promise<Unavailable> => {
  const error: unknown = await promise.then(() => undefined, (problem: unknown) => problem);
  if (error instanceof Unavailable) return error;
  throw new Error(`expected Unavailable, got ${String(error)}`);
};

/** Nothing is forbidden to root: who is root is nobody meanwhile. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(NOBODY);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

describe('when storage cannot be used', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const fill = async (file: string, count: number): Promise<void> => {
    const connection = await openFile(file);
    const entries = entryModel(connection);
    await entries.insertMany(Array.from({ length: count }, (_, i) => ({ _id: `e${i}`, body: bodyOf(`e${i}`) })));
    await connection.close();
  };

  it('a data folder that cannot be made is named', async () => {
    await writeFile(join(folder, 'file'), 'x');
    const dataDir = join(folder, 'file', 'data');
    const error = await failureOf(openStorage({ dataDir }));
    expect(error.message).to.contain('Folder data');
    expect(error.facts).to.deep.equal({ folder: dataDir });
  });

  it('a data folder that cannot be written to is named', async () => {
    await chmod(folder, 0o555);
    const error = await asNobody(() => failureOf(openStorage({ dataDir: folder })));
    await chmod(folder, 0o700);
    expect(error.message).to.match(/Periksa (DATA_DIR|folder) dan izinnya/);
    expect(JSON.stringify(error.facts)).to.contain(folder);
  });

  it('a file that cannot be written to is named, and nothing is acknowledged', async () => {
    const file = join(folder, 'bimtek.sqlite');
    await fill(file, 5);
    await chmod(file, 0o444);
    await chmod(folder, 0o777);
    const error = await asNobody(() =>
      failureOf(openStorage({ dataDir: folder }).then(async (storage) => {
        await entryModel(storage.connection).create({ _id: 'new', body: 'x' }).finally(() => storage.close());
      })),
    );
    expect(error.message).to.match(/Folder data tidak boleh ditulisi|tidak bisa dibuka/);
    await chmod(file, 0o600);
    const connection = await openFile(file);
    expect(await entryModel(connection).countDocuments({})).to.equal(5);
    await connection.close();
  });

  it('a file that is no database is left as it is', async () => {
    const file = join(folder, 'bimtek.sqlite');
    await writeFile(file, 'Ini catatan rapat, bukan basis data. '.repeat(200));
    const before = await readFile(file);
    const error = await failureOf(openStorage({ dataDir: folder }));
    expect(error.message).to.contain('rusak');
    expect((await readFile(file)).equals(before)).to.equal(true);
  });

  it('a damaged page is an error for who meets it, never a wrong answer', async () => {
    const file = join(folder, 'bimtek.sqlite');
    await fill(file, 500);
    const handle = await open(file, 'r+');
    for (let page = 5; page < 40; page++) await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    await handle.close();
    const storage = await openStorage({ dataDir: folder });
    const error = await failureOf(entryModel(storage.connection).find({ body: /zzz/ }).lean());
    expect(error.message).to.contain('rusak');
    await storage.close();
  });

  it('a log that was cut short loses nothing but its end', async () => {
    const file = join(folder, 'bimtek.sqlite');
    const connection = await openFile(file);
    const entries = entryModel(connection);
    await entries.init();
    for (let i = 0; i < 20; i++) await entries.create({ _id: `e${i}`, body: bodyOf(`e${i}`) });
    await mkdir(join(folder, 'copy'));
    for (const name of ['bimtek.sqlite', 'bimtek.sqlite-wal']) await cp(join(folder, name), join(folder, 'copy', name));
    await connection.close();
    const log = join(folder, 'copy', 'bimtek.sqlite-wal');
    await truncate(log, (await stat(log)).size - 6000);
    const copy = await openStorage({ dataDir: join(folder, 'copy') });
    const kept = await entryModel(copy.connection).find().lean();
    expect(kept.length).to.be.within(15, 19);
    for (const { _id, body } of kept) expect(body).to.equal(bodyOf(_id));
    expect(kept.map(({ _id }) => _id)).to.have.members(Array.from({ length: kept.length }, (_, i) => `e${i}`));
    await copy.close();
  });

  for (const where of ['here', 'thread']) {
    it(`a disk that takes no more is said, and nothing is acknowledged that is not kept (writing ${where})`, async function () {
      this.timeout(60_000);
      const file = join(folder, 'bimtek.sqlite');
      await openFile(file).then((connection) => connection.close());
      // A limit on the size of files, in blocks of 1 KB, stands in for a full disk: writing fails in the same place.
      const writer = `trap '' XFSZ; ulimit -f 3000; exec "$@"`;
      const command = ['-c', writer, 'bash', process.execPath, '--import', 'tsx', WRITER, file, where, '0', '16'];
      const output = await promisify(execFile)('bash', command, { maxBuffer: 1e8 }).catch((error: { stdout: string }) => error);
      const lines = output.stdout.trim().split('\n');
      // Not always the last line: what is smaller than the write that failed may still have found its place.
      expect(lines.filter((line) => line.startsWith('failed')).join('\n')).to.match(/^failed Unavailable (Disk server gagal|Ruang disk server penuh)/);
      const connection = await openFile(file);
      const entries = entryModel(connection);
      const kept = new Set((await entries.find().lean()).map(({ _id }) => _id));
      const acknowledged = lines.filter((line) => line.startsWith('entry ')).map((line) => line.slice('entry '.length));
      expect(acknowledged.length).to.be.greaterThan(100);
      expect(acknowledged.filter((id) => !kept.has(id))).to.deep.equal([]);
      await entries.create({ _id: 'after', body: 'room again' });
      await connection.close();
    });
  }

  it('a file of a newer Bimtek is not touched', async () => {
    const file = join(folder, 'bimtek.sqlite');
    await fill(file, 1);
    const { Sqlite } = await import('../../server/storage/embedded/sqlite.ts');
    const sqlite = new Sqlite(file);
    sqlite.exec('PRAGMA user_version = 999');
    sqlite.close();
    expect((await failureOf(openStorage({ dataDir: folder }))).message).to.contain('lebih baru');
  });

  it('a database server that does not answer is said within some seconds', async function () {
    this.timeout(10_000);
    const error = await failureOf(openStorage({ dataDir: folder, mongodbUri: 'mongodb://127.0.0.1:9/' }));
    expect(error.message).to.contain('MONGODB_URI');
  });

  it('after closing, writing is refused', async () => {
    const storage = await openStorage({ dataDir: folder });
    const entries = entryModel(storage.connection);
    await storage.ready();
    expect(storage.isReady()).to.equal(true);
    const last = entries.create({ _id: 'last', body: 'x' });
    await last;
    await storage.close();
    expect(storage.isReady()).to.equal(false);
    const again = await openStorage({ dataDir: folder });
    expect((await entryModel(again.connection).findOne({ _id: 'last' }).lean())?.body).to.equal('x');
    await again.close();
  });
});
