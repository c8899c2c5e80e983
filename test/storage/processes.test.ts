import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { newFolder, openFile } from './open-embedded.ts';
import { entryModel } from './write-and-acknowledge.ts';

const RACER = fileURLToPath(new URL('./race.ts', import.meta.url));
const PROCESSES = 4;
const TIMES = 60;

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
