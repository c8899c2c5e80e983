import { execFile } from 'node:child_process';
import { cp, mkdir, open, rm, stat, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { standingId } from '../../server/assessment/standing-store.ts';
import { standingModel } from '../../server/assessment/standing-model.ts';
import { createVersionStore } from '../../server/content/version-store.ts';
import { COURSE, openApplication } from './application.ts';
import { learnOnce } from './learn-and-acknowledge.ts';
import { newFolder, openFile } from './open-embedded.ts';
import { bodyOf, entryModel } from './write-and-acknowledge.ts';

const PAGE = 4096;

describe('bimtek storage check', function () {
  // Each test starts the command line several times: on a machine that does other things, a start takes half a minute.
  this.timeout(240_000);
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const bimtek = async (...args: string[]): Promise<{ code: number; said: string }> => {
    const command = ['--import', 'tsx', 'server/cli/main.ts', 'storage', ...args];
    const done = promisify(execFile)(process.execPath, command, { env: { PATH: process.env['PATH'], DATA_DIR: folder } });
    return done.then(({ stdout }) => ({ code: 0, said: stdout }), ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, said: stdout + stderr }));
  };

  it('finds a standing that does not agree with its attempts, and counts it anew', async () => {
    const application = await openApplication(folder, (problem) => { throw problem; });
    const { storage, assessment } = application;
    await createVersionStore(storage.connection).save(COURSE);
    const [siti, budi] = [await learnOnce(application, 'siti', () => undefined), await learnOnce(application, 'budi', () => undefined)];
    const right = await assessment.standings.select(siti, COURSE.id);
    expect(right.units).to.have.length(2);
    const standings = standingModel(storage.connection);
    await standings.updateOne({ _id: right._id }, { $set: { 'quizzes.kuis-1.best': 3, units: [] }, $inc: { revision: 1 } });
    await standings.deleteOne({ _id: standingId(budi, COURSE.id) });
    await storage.close();

    const found = await bimtek('check');
    expect(found.code).to.equal(1);
    expect(found.said).to.contain(`standings, dokumen ${standingId(siti, COURSE.id)}: berbeda`).and.to.contain(standingId(budi, COURSE.id)).and.to.contain('2 masalah');
    const repaired = await bimtek('check', '--repair');
    expect(repaired.code).to.equal(0);
    expect(repaired.said.match(/sudah dihitung ulang/g)).to.have.length(2);
    expect(await bimtek('check')).to.deep.equal({ code: 0, said: 'Tidak ada masalah / no problem found.\n' });

    const again = await openApplication(folder, () => undefined);
    const mended = await again.assessment.standings.select(siti, COURSE.id);
    expect(mended.quizzes).to.deep.equal(right.quizzes);
    expect(mended.units).to.have.deep.members(right.units);
    expect((await again.learning.standings.of(budi, COURSE.id)).units).to.deep.equal((await again.learning.standings.of(siti, COURSE.id)).units);
    await again.storage.close();
  });

  it('finds that a log was cut short, says so until somebody goes on without, and takes no stop or kill for one', async () => {
    const file = join(folder, 'bimtek.sqlite');
    const connection = await openFile(file);
    const entries = entryModel(connection);
    await entries.init();
    for (let i = 0; i < 20; i++) await entries.create({ _id: `e${i}`, body: bodyOf(`e${i}`) });
    // As a kill leaves them: nothing of the log is brought into the file.
    const names = ['bimtek.sqlite', 'bimtek.sqlite-wal', 'bimtek.sqlite-acknowledged'];
    const as = async (kind: string): Promise<string> => {
      await mkdir(join(folder, kind));
      for (const name of names) await cp(join(folder, name), join(folder, kind, name));
      return join(folder, kind);
    };
    const [killed, cut] = [await as('killed'), await as('cut')];
    await connection.close();
    expect(await bimtek('check'), 'stopped').to.include({ code: 0 });
    folder = killed;
    expect(await bimtek('check'), 'killed').to.include({ code: 0 });
    folder = cut;
    const log = join(cut, 'bimtek.sqlite-wal');
    await truncate(log, (await stat(log)).size - 6000);
    for (let time = 0; time < 2; time++) {
      const found = await bimtek('check');
      expect(found.code).to.equal(1);
      expect(found.said).to.match(/pernah terpotong: \d kelompok tulisan/);
    }
    expect(await bimtek('check', '--repair')).to.include({ code: 0 });
    expect(await bimtek('check')).to.include({ code: 0 });
    folder = dirname(cut);
  });

  it('finds a damaged page', async () => {
    const file = join(folder, 'bimtek.sqlite');
    const connection = await openFile(file);
    await entryModel(connection).insertMany(Array.from({ length: 2000 }, (_, i) => ({ _id: `e${i}`, body: bodyOf(`e${i}`) })));
    await connection.close();
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(PAGE, 0xa5), 0, PAGE, Math.floor((await stat(file)).size / PAGE / 2) * PAGE);
    await handle.close();
    const { code, said } = await bimtek('check');
    expect(code).to.equal(1);
    expect(said).to.match(/rusak/);
    expect(said).not.to.match(/at \w+ \(/);
  });

  it('says what is no data file', async () => {
    const handle = await open(join(folder, 'bimtek.sqlite'), 'w');
    await handle.write('Ini catatan rapat, bukan basis data. '.repeat(200));
    await handle.close();
    const { code, said } = await bimtek('check');
    expect(code).to.equal(1);
    expect(said).to.contain('rusak').and.not.to.match(/at \w+ \(/);
  });
});
