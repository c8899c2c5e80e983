import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { certificatePosition, positionIn, writeCertificatePosition, type CertificateFilter } from '../../server/certification/certificate-filter.ts';
import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import { withdrawCertificate } from '../../server/certification/withdraw-certificate.ts';
import { writeCertificatesCsv } from '../../server/certification/write-certificates-csv.ts';
import { writeCertificatesZip } from '../../server/certification/write-certificates-zip.ts';
import { COURSE, ISSUER, openSite, type Site } from './site.ts';

const OTHER = { ...COURSE, id: 'psm-lanjutan', title: { original: 'Bimtek Lanjutan' }, level: 'lanjutan', certificate: { validMonths: undefined, prefix: 'PSML' } } as const;
const UNZIP = '/usr/bin/unzip';

/** Twice, a turn apart: bytes of buffers that have gone are given back on another thread. */
const collectGarbage = async (): Promise<void> => {
  setFlagsFromString('--expose-gc');
  for (let time = 0; time < 2; time += 1) {
    runInNewContext('gc')();
    await new Promise<void>((done) => void setImmediate(done));
  }
};

async function issueTo(site: Site, name: string, { region = '32.75', course = COURSE, on = '2026-11-24' } = {}): Promise<IssuedCertificate> {
  site.clock.now = new Date(`${on}T02:00:00Z`);
  const learner = await site.person(name, { regionCode: region });
  await site.finish(learner, course);
  const issue = await issueIfEligible(site.certification, learner._id, course.id);
  if (issue.kind !== 'issued') throw new Error(issue.kind);
  return issue.certificate;
}

const collect = async (records: AsyncIterable<IssuedCertificate>): Promise<IssuedCertificate[]> => {
  const all: IssuedCertificate[] = [];
  for await (const record of records) all.push(record);
  return all;
};

describe('Lists of certificates', function () {
  this.timeout(60_000);
  let site: Site;
  const namesOf = async (filter: CertificateFilter): Promise<string[]> =>
    (await collect(site.certification.certificates.streamRecords(filter))).map(({ record }) => record.holderName);

  before(async () => {
    site = await openSite([COURSE, OTHER]);
    await site.certification.settings.save(ISSUER, 'admin');
    await issueTo(site, 'Siti Rahmawati');
    await issueTo(site, 'Agus Hidayat', { region: '32.01', on: '2026-11-25' });
    await issueTo(site, 'Sítí Aminah', { region: '3.2', on: '2026-11-26' });
    await issueTo(site, 'Made Suardana', { region: '51.71', on: '2026-12-01', course: OTHER });
    const revoked = await issueTo(site, 'Dewi Anggraini', { on: '2026-12-02' });
    await revokeCertificate(site.certification, revoked, { by: 'admin', reason: 'Data tertukar.' });
    const withdrawn = await issueTo(site, 'Slamet Riyadi', { on: '2026-12-03' });
    await withdrawCertificate(site.certification, withdrawn, 'holder');
  });
  after(() => site.close());

  it('stand newest first', async () => {
    expect(await namesOf({})).to.deep.equal(['', 'Dewi Anggraini', 'Made Suardana', 'Sítí Aminah', 'Agus Hidayat', 'Siti Rahmawati']);
  });

  it('are confined to a course, to days, to a state', async () => {
    expect(await namesOf({ course: OTHER.id })).to.deep.equal(['Made Suardana']);
    expect(await namesOf({ from: '2026-11-25', to: '2026-11-26' })).to.deep.equal(['Sítí Aminah', 'Agus Hidayat']);
    expect(await namesOf({ state: 'revoked' })).to.deep.equal(['Dewi Anggraini']);
    expect(await namesOf({ state: 'withdrawn' })).to.deep.equal(['']);
    site.clock.now = new Date('2031-11-25T02:00:00Z');
    expect(await namesOf({ state: 'expired' })).to.deep.equal(['Siti Rahmawati']);
    expect(await namesOf({ state: 'valid' })).to.deep.equal(['Made Suardana', 'Sítí Aminah', 'Agus Hidayat']);
    site.clock.now = new Date('2026-12-03T02:00:00Z');
  });

  it('are confined to regions, whose codes count at their dots', async () => {
    expect(await namesOf({ regions: ['32'] })).to.deep.equal(['Dewi Anggraini', 'Agus Hidayat', 'Siti Rahmawati']);
    expect(await namesOf({ regions: ['32.75'] })).to.deep.equal(['Dewi Anggraini', 'Siti Rahmawati']);
    expect(await namesOf({ regions: ['32', '32.01', '32.75'] })).to.have.length(3);
    expect(await namesOf({ regions: ['32.01', '51'] })).to.deep.equal(['Made Suardana', 'Agus Hidayat']);
    expect(await namesOf({ regions: ['3'] })).to.deep.equal(['Sítí Aminah']);
    expect(await namesOf({ regions: ['32.75.01'] })).to.deep.equal([]);
    expect(await namesOf({ regions: [] })).to.deep.equal([]);
  });

  it('find a name by its beginning and a certificate by its serial', async () => {
    expect(await namesOf({ search: 'siti' })).to.deep.equal(['Sítí Aminah', 'Siti Rahmawati']);
    expect(await namesOf({ search: 'SITI  R' })).to.deep.equal(['Siti Rahmawati']);
    expect(await namesOf({ search: '{"$gt":""}' })).to.deep.equal([]);
    const [agus] = await collect(site.certification.certificates.streamRecords({ search: 'agus' }));
    expect(await namesOf({ search: agus?.serial.toLowerCase().replaceAll('-', '') })).to.deep.equal(['Agus Hidayat']);
    expect(await namesOf({ search: agus?.serial, regions: ['51'] }), 'and not beyond the scope').to.deep.equal([]);
  });

  it('are read page by page, forwards and backwards, without a gap', async () => {
    const { selectPage } = site.certification.certificates;
    for (const filter of [{}, { search: '' }, { search: 's' }, { regions: ['32'] }]) {
      const whole = (await collect(site.certification.certificates.streamRecords(filter))).map(({ _id }) => _id);
      const read: string[] = [];
      let position: string | undefined;
      for (;;) {
        const from = position === undefined ? undefined : certificatePosition.parse(position);
        const [one] = await selectPage(filter, { direction: 'forward', from }, 1);
        if (!one) break;
        read.push(one._id);
        position = writeCertificatePosition(positionIn(filter)(one));
      }
      expect(read).to.deep.equal(whole);
      const last = await selectPage(filter, { direction: 'forward', from: undefined }, whole.length).then((all) => all.at(-1));
      const back = await selectPage(filter, { direction: 'backward', from: last && positionIn(filter)(last) }, 10);
      expect(back.map(({ _id }) => _id)).to.deep.equal(whole.slice(0, -1).reverse());
    }
  });

  it('are counted no further than asked', async () => {
    expect(await site.certification.certificates.countUpTo({}, 1000)).to.equal(6);
    expect(await site.certification.certificates.countUpTo({}, 4)).to.equal(4);
    expect(await site.certification.certificates.countUpTo({ regions: [] }, 4)).to.equal(0);
  });
});

describe('Certificates as files', function () {
  this.timeout(120_000);
  let site: Site;
  let folder: string;

  beforeEach(async () => {
    site = await openSite();
    await site.certification.settings.save(ISSUER, 'admin');
    folder = await mkdtemp(join(tmpdir(), 'bimtek-zip-'));
  });
  afterEach(async () => {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  const zipTo = async (file: string): Promise<void> => {
    const { certificates, pdfs } = site.certification;
    await writeCertificatesZip(certificates.streamRecords({}), pdfs, createWriteStream(file));
  };

  it('200 of them in a ZIP that other programs read, in the order of regions and names', async function () {
    if (!existsSync(UNZIP)) this.skip();
    const numbers = Array.from({ length: 200 }, (_, count) => count);
    await Promise.all(numbers.map((count) => issueTo(site, `Peserta ${String(count).padStart(3, '0')}`, { region: count % 2 ? '32.75' : '11.01' })));
    const file = join(folder, 'sertifikat.zip');
    await zipTo(file);
    expect(execFileSync(UNZIP, ['-t', file]).toString()).to.contain('No errors detected');
    execFileSync(UNZIP, ['-q', file, '-d', join(folder, 'out')]);
    const names = (await readdir(join(folder, 'out'))).sort();
    expect(names).to.have.length(200);
    expect(names[0]).to.match(/^11\.01_Peserta-000_PSM-2026-\w{4}-\w{4}-\w{2}\.pdf$/);
    expect(names.at(-1)).to.match(/^32\.75_Peserta-199_/);
    const [one] = await collect(site.certification.certificates.streamRecords({ search: 'peserta 000' }));
    const inside = await readFile(join(folder, 'out', names[0] ?? ''));
    expect(inside.equals(await site.certification.pdfs.bytesOf(one!)), 'the same bytes as the download').to.equal(true);
  });

  it('with names that every system can keep', async function () {
    if (!existsSync(UNZIP)) this.skip();
    const odd = ['Sukarno', "Nur'aini", 'Siti / Aminah', 'Dra. Hj. Siti, M.Si.', 'Łukasz Żółć', 'W'.repeat(100)];
    for (const name of odd) await issueTo(site, name);
    const stored = ['Sukarno', 'Nuraini', 'Siti-Aminah', 'Dra-Hj-Siti-M-Si', 'Łukasz-Żółć', 'W'.repeat(60)];
    const file = join(folder, 'sertifikat.zip');
    await zipTo(file);
    execFileSync(UNZIP, ['-q', file, '-d', join(folder, 'out')], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const names = (await readdir(join(folder, 'out'))).map((name) => /^32\.75_(.+)_PSM-2026-\w{4}-\w{4}-\w{2}\.pdf$/.exec(name)?.[1]?.normalize('NFC'));
    expect(names).to.have.members(stored);
  });

  it('leave out what its holder withdrew', async function () {
    if (!existsSync(UNZIP)) this.skip();
    await issueTo(site, 'Siti Rahmawati');
    await withdrawCertificate(site.certification, await issueTo(site, 'Agus Hidayat'), 'holder');
    await zipTo(join(folder, 'sertifikat.zip'));
    expect(execFileSync(UNZIP, ['-Z1', join(folder, 'sertifikat.zip')]).toString()).to.match(/^32\.75_Siti-Rahmawati_\S+\n$/);
  });

  it('hold few papers in memory, however many are read', async () => {
    const PAPERS = 240;
    const paper = Buffer.alloc(256 * 1024, 7);
    const certificate = await issueTo(site, 'Siti Rahmawati');
    const many = async function* () {
      for (let count = 0; count < PAPERS; count += 1) yield certificate;
    };
    let drawn = 0;
    let sent = 0;
    let mostUnsent = 0;
    const held: number[] = [];
    const bytesOf = async () => {
      drawn += 1;
      mostUnsent = Math.max(mostUnsent, drawn - Math.floor(sent / paper.length));
      if (drawn % 60 === 0) {
        await collectGarbage();
        held.push(process.memoryUsage().arrayBuffers / paper.length);
      }
      return Buffer.from(paper);
    };
    const slow = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _encoding, done) {
        sent += chunk.length;
        setImmediate(done);
      },
    });
    await writeCertificatesZip(many(), { bytesOfMany: bytesOf }, slow);
    expect(drawn).to.equal(PAPERS);
    expect(sent).to.be.greaterThan(PAPERS * paper.length);
    expect(mostUnsent, 'papers between being drawn and being sent').to.be.at.most(8);
    expect((held.at(-1) ?? 0) - (held[0] ?? 0), 'papers that stay in memory').to.be.at.most(8);
  });

  it('stop when the reader goes away, and never look whole when one fails', async () => {
    await issueTo(site, 'Siti Rahmawati');
    const forever = async function* () {
      const [certificate] = await collect(site.certification.certificates.streamRecords({}));
      for (;;) yield certificate!;
    };
    const gone = new Writable({ write(_chunk, _encoding, done) { done(new Error('the reader went away')); } });
    const failure = await writeCertificatesZip(forever(), site.certification.pdfs, gone).then(() => undefined, (problem: Error) => problem);
    expect(failure?.message).to.contain('the reader went away');

    const file = join(folder, 'half.zip');
    const broken = { bytesOfMany: () => Promise.reject(new Error('cannot be drawn')) };
    const problem = await writeCertificatesZip(forever(), broken, createWriteStream(file)).then(() => undefined, (thrown: Error) => thrown);
    expect(problem?.message).to.contain('cannot be drawn');
    expect((await readFile(file).catch(() => Buffer.alloc(0))).includes('PK\x05\x06'), 'no end of an archive').to.equal(false);
  });

  it('as a list that Excel opens and no cell of which is a formula', async () => {
    const siti = await issueTo(site, 'Siti "Ti"; Rahmawati');
    const evil = await issueTo(site, '=HYPERLINK("http://x","y")', { on: '2026-11-25' });
    const file = join(folder, 'daftar.csv');
    await writeCertificatesCsv(site.certification.certificates.streamRecords({}), '2026-11-25', createWriteStream(file));
    const text = await readFile(file, 'utf8');
    expect(text.charCodeAt(0), 'byte order mark').to.equal(0xfeff);
    const lines = text.slice(1).trimEnd().split('\r\n');
    expect(lines).to.have.length(3);
    expect(lines[0]).to.match(/^Nomor sertifikat;Nomor dokumen;Nama;/);
    expect(lines[1]).to.contain(evil.serial).and.to.contain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(lines[2]).to.contain(siti.serial).and.to.contain('"Siti ""Ti""; Rahmawati"').and.to.contain(';32.75;Kota Bekasi;').and.to.contain(';2026-11-24;2031-11-24;Berlaku;');
  });
});
