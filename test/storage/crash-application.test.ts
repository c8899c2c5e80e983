import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { recountFollows } from '../../server/administration/following/check-follows.ts';
import { countFollows } from '../../server/administration/following/count-follows.ts';
import { settleFinishedAttempts } from '../../server/assessment/finish-attempt.ts';
import { recountStandings } from '../../server/assessment/recount-standings.ts';
import { settleCertificates } from '../../server/certification/settle-certificates.ts';
import { ISSUER } from '../certification/site.ts';
import { COURSE, openApplication } from './application.ts';
import type { Acknowledged } from './learn-and-acknowledge.ts';
import { newFolder } from './open-embedded.ts';

const KILLS = Number(process.env['STORAGE_KILLS'] ?? 5);
const LANES = 6;
const LEARNER = fileURLToPath(new URL('./learn-and-acknowledge.ts', import.meta.url));
const LONGEST_LIFE_MS = 600;

/** What a process acknowledged until it was killed; a line that was cut off by its death was never heard. */
async function killedAtWork(folder: string, round: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', LEARNER, folder, String(round), String(LANES)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  // Every other one is killed early, the rest when they are in full swing.
  const sign = round % 2 === 0 ? '"certificate"' : '"learner"';
  for (let heard = ''; !heard.includes(sign); ) heard += String((await once(child.stdout, 'data'))[0]);
  await pause(Math.random() * LONGEST_LIFE_MS);
  child.kill('SIGKILL');
  await once(child, 'close');
  return Buffer.concat(chunks).toString().split('\n').slice(0, -1).map((line): Acknowledged => JSON.parse(line));
}

describe('a killed server of learners', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
    const { storage, certification } = await openApplication(folder, () => undefined);
    await certification.settings.save({ ...ISSUER, documentNumber: '{nomor}/PSM/{tahun}' }, 'admin');
    await storage.close();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it(`keeps every attempt, answer and certificate that it acknowledged, and its counters agree (${KILLS} kills)`, async function () {
    this.timeout(60_000 + KILLS * 15_000);
    const numbers = new Set<string>();
    const met = new Map<string, number>();
    for (let round = 0; round < KILLS; round += 1) {
      const acknowledged = await killedAtWork(folder, round);
      const faults: unknown[] = [];
      const application = await openApplication(folder, (fault) => faults.push(fault));
      const { assessment, certification, learning, storage } = application;
      for (const line of acknowledged) {
        met.set(line[0], (met.get(line[0]) ?? 0) + 1);
        const lost = `lost in round ${round}: ${JSON.stringify(line)}`;
        if (line[0] === 'learner') {
          expect(await learning.enrolments.selectOptional(line[1], COURSE.id), lost).to.not.equal(undefined);
        } else if (line[0] === 'certificate') {
          expect(await certification.certificates.selectOptional(line[1]), lost).to.include({ serial: line[2] });
          expect(numbers.has(line[3]), `${line[3]} was given twice`).to.equal(false);
          numbers.add(line[3]);
        } else {
          const attempt = await assessment.attempts.selectOptional(line[1]);
          expect(attempt, lost).to.not.equal(undefined);
          if (line[0] === 'finished') expect(attempt?.state, lost).to.equal('finished');
          if (line[0] === 'answer') expect(attempt?.answers[line[2]], lost).to.deep.include({ response: line[3], seen: { phone: line[4] } });
        }
      }
      // What a start does; afterwards nothing may be left to do.
      await settleFinishedAttempts(assessment);
      await settleCertificates(certification, (fault) => faults.push(fault));
      expect(faults).to.deep.equal([]);
      const wrong: string[] = [];
      for await (const id of recountStandings({ ...assessment, latest: async () => COURSE }, false)) wrong.push(id);
      expect(wrong, 'standings that do not agree with their attempts').to.deep.equal([]);
      // What was half written is looked at after the longest write, and once more.
      for (const later of [20_000, 40_000]) await countFollows(application.following, () => new Date(Date.now() + later));
      const astray: string[] = [];
      for await (const id of recountFollows(application.following, false)) astray.push(id);
      expect(astray, 'members of a class who are counted elsewhere than they stand').to.deep.equal([]);
      expect(await application.following.follows.selectDue(new Date(Date.now() + 60_000), 1), 'left to look at').to.deep.equal([]);
      for (const [kind, learner] of acknowledged) {
        if (kind === 'learner') expect((await certification.certificates.selectOfLearner(learner)).length, 'one certificate at most').to.be.at.most(1);
      }
      await storage.close();
    }
    expect(met.get('answer')).to.be.greaterThan(KILLS);
    expect(met.get('attempt')).to.be.greaterThan(KILLS);
    expect(met.get('certificate')).to.be.greaterThan(0);
  });
});
