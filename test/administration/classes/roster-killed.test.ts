import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { startTestService } from '../../fixtures/service.ts';
import { Visitor } from '../../fixtures/visitor.ts';
import { settled } from './bring-in.ts';

const PEOPLE = 2500;
const CHILD = new URL('./apply-until-killed.ts', import.meta.url).pathname;

describe('a list that was being applied when the server was killed', function () {
  this.timeout(240_000);
  let dataDir = '';
  before(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'bimtek-killed-'))));
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('is applied to its end by the next one, with everybody in it once, and can be undone', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, dataDir, String(PEOPLE)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { path, roster } = JSON.parse(line) as { path: string; roster: string };

    const site = await startTestService({ DATA_DIR: dataDir });
    try {
      const { connection } = site.service.storage;
      const countOf = (collection: string, filter: object = {}): Promise<number> => connection.collection(collection).countDocuments(filter);
      const begun = await countOf('class-members');
      expect(begun, 'it was killed half-way').to.be.lessThan(PEOPLE);
      // The dead one's lease runs out.
      await connection.collection('rosters').updateMany({}, { $set: { until: new Date(0) } });
      await site.service.application.administration.rosterWork.resume();
      const rina = new Visitor(site);
      await rina.signIn('rina');
      const page = await settled(rina, roster);
      expect(page).to.include('2.500 peserta masuk angkatan ini.');
      const counted = async () => [await countOf('accounts', { role: 'learner' }), await countOf('logins'), await countOf('enrolments'), await countOf('class-members')];
      expect(await counted()).to.deep.equal([PEOPLE, PEOPLE + 1, PEOPLE, PEOPLE]);
      expect((await rina.get(`${path}`)).status).to.equal(200);
      await rina.get(roster);
      await rina.post(`${roster}/undo`);
      await settled(rina, roster);
      expect(await counted()).to.deep.equal([0, 1, 0, 0]);
    } finally {
      await site.close();
    }
  });
});
