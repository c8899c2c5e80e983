import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { Turns } from '../../server/storage/embedded/turns.ts';
import { newFolder, openFile } from './open-embedded.ts';
import { entryModel } from './write-and-acknowledge.ts';

const RACER = fileURLToPath(new URL('./race.ts', import.meta.url));
const PROCESSES = 4;
const LOADER = fileURLToPath(new URL('./write-under-load.ts', import.meta.url));
const TIMES = 60;
const LANES = 8;
const WRITES = 100;


describe('several processes on one file', () => {
  it(`${PROCESSES} of them: a slot is won once, every count counts`, async function () {
    this.timeout(60_000);
    const folder = await newFolder();
    const file = join(folder, 'bimtek.sqlite');
    const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', RACER, file, String(TIMES)]);
    const outputs = await Promise.all(Array.from({ length: PROCESSES }, run));
    const won = outputs.flatMap(({ stdout }) => stdout.split('\n').filter(Boolean));
    expect(won).to.have.length(TIMES);
    expect(new Set(won).size).to.equal(TIMES);
    const connection = await openFile(file);
    expect((await entryModel(connection).findOne({ _id: 'counter' }).lean())?.count).to.equal(PROCESSES * TIMES);
    await connection.close();
    await rm(folder, { recursive: true });
  });

  for (const where of ['here', 'auto']) {
    it(`${PROCESSES} of them under load: nobody is refused, no write is lost (writing ${where})`, async function () {
      this.timeout(60_000);
      const folder = await newFolder();
      const file = join(folder, 'bimtek.sqlite');
      const children = await Promise.all(
        Array.from({ length: PROCESSES }, async () => {
          const child = spawn(process.execPath, ['--import', 'tsx', LOADER, file, where, String(LANES), String(WRITES)], { stdio: ['pipe', 'pipe', 'inherit'] });
          const lines = createInterface(child.stdout);
          await once(lines, 'line');
          return { child, lines };
        }),
      );
      // Who waits for ten seconds is refused, and ends with another code.
      const ends = await Promise.all(
        children.map(async ({ child, lines }) => {
          child.stdin.write('go\n');
          const [[line], [code]] = await Promise.all([once(lines, 'line'), once(child, 'exit')]);
          return { code: Number(code), acknowledged: Number(JSON.parse(String(line)).acknowledged) };
        }),
      );
      expect(ends).to.deep.equal(Array.from({ length: PROCESSES }, () => ({ code: 0, acknowledged: LANES * WRITES * 2 })));
      const entries = entryModel(await openFile(file));
      expect((await entries.findOne({ _id: 'counter' }).lean())?.count).to.equal(PROCESSES * LANES * WRITES);
      expect(await entries.countDocuments({ body: 'x' })).to.equal(PROCESSES * LANES * WRITES);
      await entries.db.close();
      await rm(folder, { recursive: true });
    });
  }

  it('who writes without a gap steps back for one who has waited, once', async () => {
    const folder = await newFolder();
    const [writer, waiting] = [new Turns(join(folder, 'file')), new Turns(join(folder, 'file'))];
    writer.ended();
    expect(writer.stepBackMs(), 'nobody waits').to.equal(0);
    expect([0, 1, 2, 9].map((times) => waiting.pauseMs(times, 10))).to.deep.equal([1, 2, 4, 20]);
    const impatient = new Turns(join(folder, 'file'));
    impatient.pauseMs(9, 1000);
    const other = new Turns(join(folder, 'file'));
    expect(other.stepBackMs(), 'it has not written just now').to.equal(0);
    other.ended();
    expect(other.stepBackMs()).to.be.greaterThan(20);
    other.ended();
    expect(other.stepBackMs()).to.equal(0);
    impatient.begun();
    await rm(folder, { recursive: true });
  });

  it('one sees at once what another was told is written', async () => {
    const folder = await newFolder();
    const [one, other] = await Promise.all([openFile(join(folder, 'bimtek.sqlite')), openFile(join(folder, 'bimtek.sqlite'))]);
    const [here, there] = [entryModel(one), entryModel(other)];
    await Promise.all([here.init(), there.init()]);
    for (let i = 0; i < 50; i++) {
      const [writes, reads] = i % 2 === 0 ? [here, there] : [there, here];
      await writes.updateOne({ _id: 'shared' }, { $set: { count: i } }, { upsert: true });
      expect((await reads.findOne({ _id: 'shared' }).lean())?.count).to.equal(i);
    }
    await Promise.all([one.close(), other.close()]);
    await rm(folder, { recursive: true });
  });
});
