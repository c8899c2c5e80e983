import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openAccounts } from '../../server/accounts/accounts.ts';
import { createStandingStore } from '../../server/assessment/standing-store.ts';
import { certificateModel } from '../../server/certification/certificate-model.ts';
import { serialModel } from '../../server/certification/serial-model.ts';
import { SessionStore } from '../../server/web/session-store.ts';
import { COURSE, ISSUER, openSite, type Site } from '../certification/site.ts';
import type { Plan, Won } from './racer.ts';

const PROCESSES = 4;
const THINGS = 12;
const NUMBERS = 40;
const RACER = fileURLToPath(new URL('./racer.ts', import.meta.url));
const engine = process.env.MONGODB_URI ? 'MongoDB' : 'the embedded engine';

interface Racer {
  run(plan: Plan): Promise<Won>;
}

async function startRacer(folder: string): Promise<Racer> {
  const child = spawn(process.execPath, ['--import', 'tsx', RACER, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  return {
    async run(plan) {
      child.stdin.write(`${JSON.stringify(plan)}\n`);
      const [[line], [code]] = await Promise.all([once(lines, 'line'), once(child, 'exit')]);
      expect(code).to.equal(0);
      return JSON.parse(String(line)) as Won;
    },
  };
}

describe(`races between ${PROCESSES} processes on ${engine}`, function () {
  this.timeout(120_000);
  const salt = randomBytes(4).toString('hex');
  let folder: string;
  let site: Site;
  let plan: Plan;
  let won: readonly Won[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-race-'));
    site = await openSite([COURSE], folder);
    await site.certification.settings.save({ ...ISSUER, documentNumber: '{n}/SK/{tahun}' }, 'admin');
    const { codes } = openAccounts(site.storage.connection, new SessionStore(site.storage.connection));
    const things = Array.from({ length: THINGS }, (_, index) => index);
    const people = await Promise.all(things.map((index) => site.person(`Pemenang ${index}`, { userName: `juara-${salt}-${index}` })));
    const sitters = await Promise.all(things.map((index) => site.person(`Peserta ${index}`, { userName: `peserta-${salt}-${index}` })));
    for (const person of people) await site.finish(person);
    for (const person of sitters) {
      await site.learning.enrolments.enrol(person._id, COURSE.id, COURSE.version);
      for (const lesson of COURSE.modules.flatMap((module) => module.lessons)) await site.learning.enrolments.markRead(person._id, COURSE.id, lesson.id);
    }
    plan = {
      codes: await Promise.all(people.map((person) => codes.issueCode('password-reset', person._id, 60_000))),
      userNames: things.map((index) => `nama-${salt}-${index}`),
      holders: people.map(({ _id }) => _id),
      sitters: sitters.map(({ _id }) => _id),
      patterns: [`{nomor}/${salt}/{bulan_romawi}/{tahun}`, `{n} / ${salt} / {bulan_romawi} / {tahun}`, `{nomor}/${salt}/XI/{tahun}`],
      numbers: NUMBERS,
    };
    const racers = await Promise.all(Array.from({ length: PROCESSES }, () => startRacer(folder)));
    won = await Promise.all(racers.map((racer) => racer.run(plan)));
  });
  after(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a code is redeemed once, a user name is taken once', () => {
    expect(won.flatMap(({ codes }) => codes)).to.have.members(plan.codes).and.to.have.length(THINGS);
    expect(won.flatMap(({ userNames }) => userNames)).to.have.members(plan.userNames).and.to.have.length(THINGS);
  });

  it('a certificate is issued once, and everybody is told the same serial', async () => {
    const certificates = await certificateModel(site.storage.connection).find({ learner: { $in: [...plan.holders] } }).lean();
    expect(certificates.map(({ learner }) => learner)).to.have.members(plan.holders).and.to.have.length(THINGS);
    for (const { learner, serial, _id } of certificates) {
      expect(won.filter((each) => each.certificates[learner]?.issued), learner).to.have.length(1);
      expect(new Set(won.map((each) => each.certificates[learner]?.serial))).to.deep.equal(new Set([serial]));
      expect(await serialModel(site.storage.connection).find({ slot: _id }).lean(), 'serials that lost are given back').to.have.length(1);
    }
    const numbers = certificates.map(({ record }) => record.documentNumber);
    expect(new Set(numbers).size, 'no number of the issuer is given twice').to.equal(THINGS);
  });

  it('an attempt is begun once, counted once, and one chance more is given once', async () => {
    const quiz = COURSE.modules[0]?.quiz;
    for (const learner of plan.sitters) {
      const attempts = new Set(won.map((each) => each.attempts[learner]).filter(Boolean));
      const { quizzes, grants } = await createStandingStore(site.storage.connection).select(learner, COURSE.id);
      expect(quizzes[quiz?.id ?? '']?.attempts, 'counted as many as were begun').to.equal(attempts.size);
      expect(grants).to.have.length(won.filter(({ granted }) => granted.includes(learner)).length);
    }
  });

  it('no document number is given twice, not even by patterns that print the same; a serial is reserved once', () => {
    const numbers = won.flatMap((each) => each.numbers);
    expect(numbers).to.have.length(PROCESSES * NUMBERS);
    expect(new Set(numbers).size).to.equal(PROCESSES * NUMBERS);
    expect(numbers.map((printed) => Number.parseInt(printed, 10)), 'and they begin at the beginning').to.include.members([1, 2, 3]);
    expect(new Set(won.flatMap(({ serials }) => serials)).size).to.equal(PROCESSES * NUMBERS);
  });
});
