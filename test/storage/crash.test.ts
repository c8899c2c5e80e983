import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { lostCommitsOf } from '../../server/storage/embedded/commit-count.ts';
import { newFolder, openFile } from './open-embedded.ts';
import { bodyOf, entryModel } from './write-and-acknowledge.ts';

const KILLS = Number(process.env['STORAGE_KILLS'] ?? 5);
const LANES = 8;
const WRITER = fileURLToPath(new URL('./write-and-acknowledge.ts', import.meta.url));

/** Lines a process has printed in full; a line that was cut off by its death was never heard. */
async function linesOf(child: ChildProcess): Promise<string[]> {
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return Buffer.concat(chunks).toString().split('\n').slice(0, -1);
}

describe('a killed server', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it(`has kept everything it acknowledged, once (${KILLS} kills)`, async function () {
    this.timeout(KILLS * 10_000);
    const file = join(folder, 'bimtek.sqlite');
    const acknowledged = new Set<string>();
    const counted = new Map<string, number>();
    for (let round = 0; round < KILLS; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', WRITER, file, ['here', 'thread', 'auto'][round % 3] ?? 'auto', String(round), String(LANES)], { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = linesOf(child);
      if (child.stdout) await once(child.stdout, 'data');
      await pause(Math.random() * 400);
      child.kill('SIGKILL');
      for (const line of await lines) {
        const [kind, id = ''] = line.split(' ');
        expect(kind, line).to.be.oneOf(['entry', 'counter']);
        if (kind === 'entry') acknowledged.add(id);
        else counted.set(id, (counted.get(id) ?? 0) + 1);
      }
      await inspect(file, acknowledged, counted, round + 1);
    }
    expect(acknowledged.size).to.be.greaterThan(KILLS);
  });
});

async function inspect(file: string, acknowledged: ReadonlySet<string>, counted: ReadonlyMap<string, number>, kills: number): Promise<void> {
  const connection = await openFile(file);
  expect(lostCommitsOf(file), 'no kill is taken for a log that was cut short').to.equal(undefined);
  const entries = entryModel(connection);
  const kept = await entries.find({ body: { $exists: true } }).lean();
  const ids = new Set(kept.map(({ _id }) => _id));
  expect(ids.size, 'no entry is there twice').to.equal(kept.length);
  for (const { _id, body } of kept) expect(body, _id).to.equal(bodyOf(_id));
  expect([...acknowledged].filter((id) => !ids.has(id)), 'acknowledged and lost').to.deep.equal([]);
  for (const [lane, count] of counted) {
    const counter = await entries.findOne({ _id: `counter:${lane}` }).lean();
    // What a kill cut off between COMMIT and acknowledgement may be there as well: once for each kill and lane.
    expect(counter?.count, `counter ${lane}`).to.be.within(count, count + kills);
  }
  await connection.close();
}
