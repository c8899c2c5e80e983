import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get as httpGet, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import supertest from 'supertest';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { bundleModel } from '../../server/certification/bundles/bundle-model.ts';
import { zipStream } from '../../server/certification/bundles/zip-stream.ts';
import { zipBytes, zipSize, type ZipEntry } from '../../server/certification/bundles/zip-layout.ts';
import { withdrawCertificate } from '../../server/certification/withdraw-certificate.ts';
import { byteRange } from '../../server/web/byte-range.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { infoOf, needs, textOf } from '../certification/pdf-tools.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const run = promisify(execFile);
const SETTINGS = {
  issuerLines: ['Dinas Sosial Kota Bekasi'], place: 'Bekasi', legalBasis: undefined, documentNumber: undefined, organiser: undefined, contact: undefined, signatories: [],
};
const NAMES = ['Siti Aminah', 'Sukarno', "Nur'aini", 'Wayan Sudarma', 'Agus Hidayat', 'Dra. Hj. Siti, M.Si.'];

/** Names in an archive, its sums checked, as a reader that is none of ours sees it. */
async function entriesOf(archive: Buffer): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bundle-'));
  try {
    await writeFile(join(folder, 'a.zip'), archive);
    const { stdout } = await run('python3', ['-c', 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print("\\n".join(z.namelist()))', join(folder, 'a.zip')]);
    return stdout.trim().split('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('archives of certificates', function () {
  this.timeout(60_000);
  const course = courseWith({ id: 'contoh' });
  const second = courseWith({ id: 'kedua' });
  let office: Office;
  let chief: AccountRecord;
  let chiefs: Browser;
  let server: Server;
  let origin: string;
  let cookie: string;
  let holders: AccountRecord[];

  const bundles = () => office.administration.certification.bundles;
  const prepare = async (browser: Browser, fields: Readonly<Record<string, string>> = {}): Promise<string> => {
    await browser.get('/admin/certificates');
    const { location, status } = await browser.post('/admin/certificates/bundles', fields);
    expect(status).to.equal(303);
    await bundles().settled();
    return location;
  };
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') => fetch(`${origin}${path}`, { method, headers: { cookie, ...headers }, redirect: 'manual' });
  const whole = async (path: string): Promise<Buffer> => Buffer.from(await (await ask(`${path}/papers.zip`)).arrayBuffer());

  beforeEach(async () => {
    office = await openOffice([course, second]);
    await office.administration.certification.settings.save(SETTINGS, 'test');
    chief = await office.account({ name: 'Rina Kartika', role: 'administrator', userName: 'rina' });
    chiefs = await office.browser(chief);
    holders = [];
    for (const [index, name] of NAMES.entries()) {
      const holder = await office.account({ name, role: 'learner', regionCode: index === 3 ? '51.71' : '32.75', village: 'Pengasinan' });
      await office.certify(holder, index === 4 ? second : course);
      holders.push(holder);
    }
    server = createServer(office.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const agent = supertest.agent(office.app);
    const token = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/sign-in')).text)?.[1];
    const signedIn = await agent.post('/sign-in').type('form').send({ userName: 'rina', password: 'tiga kata mudah', _csrf: token });
    cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await office.close();
  });

  it('are prepared, told how many and how large, and hold papers that sort, with both lists', async () => {
    const path = await prepare(chiefs, { regionCode: '32.75' });
    const { text } = await chiefs.get(path);
    expect(text).to.include('Siap: 5 sertifikat').and.to.include('Kota Bekasi').and.to.match(/Unduh ZIP, 0,\d MB/);
    const names = await entriesOf(await whole(path));
    expect(names.slice(-2)).to.deep.equal(['index.csv', 'index.xlsx']);
    const papers = names.slice(0, -2);
    expect(papers).to.deep.equal([...papers].sort());
    const people = papers.map((name) => /^32\.75_(.+)_PSM-\d{4}-\w{4}-\w{4}-\w{2}\.pdf$/.exec(name)?.[1]);
    expect(people).to.have.members(['Agus-Hidayat', 'Dra-Hj-Siti-M-Si', 'Nuraini', 'Siti-Aminah', 'Sukarno']);
  });

  it('go on where the connection was cut, and come out the same', async () => {
    const path = await prepare(chiefs);
    const all = await whole(path);
    const cut = await new Promise<Buffer>((done, failed) => {
      httpGet(`${origin}${path}/papers.zip`, { headers: { cookie } }, (response) => {
        response.once('data', (chunk: Buffer) => {
          response.destroy();
          done(chunk);
        });
      }).on('error', failed);
    });
    expect(cut.length).to.be.greaterThan(0).and.lessThan(all.length);
    const { headers } = await ask(`${path}/papers.zip`, {}, 'HEAD');
    expect(headers.get('content-length')).to.equal(String(all.length));
    const rest = await ask(`${path}/papers.zip`, { range: `bytes=${cut.length}-`, 'if-range': headers.get('etag') ?? '' });
    expect(rest.status).to.equal(206);
    expect(rest.headers.get('content-range')).to.equal(`bytes ${cut.length}-${all.length - 1}/${all.length}`);
    expect(Buffer.concat([cut, Buffer.from(await rest.arrayBuffer())]).equals(all)).to.equal(true);
  });

  it('answer every kind of range', async () => {
    const path = await prepare(chiefs);
    const all = await whole(path);
    const part = async (range: string, more: Record<string, string> = {}) => {
      const response = await ask(`${path}/papers.zip`, { range, ...more });
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), contentRange: response.headers.get('content-range') };
    };
    for (const [range, from, to] of [['bytes=0-0', 0, 1], ['bytes=100-70000', 100, 70_001], ['bytes=-22', all.length - 22, all.length], [`bytes=5-${all.length * 2}`, 5, all.length]] as const) {
      const { status, bytes } = await part(range);
      expect(status, range).to.equal(206);
      expect(bytes.equals(all.subarray(from, to)), range).to.equal(true);
    }
    for (const range of ['bytes=9-3', 'bytes=0-1,5-6', 'pages=1-2', 'bytes=-']) expect((await part(range)).status, range).to.equal(200);
    expect((await part('bytes=0-9', { 'if-range': '"of another archive"' })).status).to.equal(200);
    expect(await part(`bytes=${all.length}-`)).to.deep.include({ status: 416, contentRange: `bytes */${all.length}` });
  });

  it('are made again without what a holder has withdrawn, before anybody gets it', async () => {
    const path = await prepare(chiefs);
    const [first] = await office.administration.certification.certificates.selectOfLearner(holders[1]?._id ?? '');
    if (!first) throw new TypeError('nothing to withdraw');
    await withdrawCertificate(office.administration.certification, first, 'holder');
    const refused = await ask(`${path}/papers.zip`);
    expect([refused.status, refused.headers.get('location')]).to.deep.equal([303, path]);
    const { text } = await chiefs.get(path);
    expect(text).to.match(/sertifikat sudah disiapkan|Menghitung/);
    await bundles().settled();
    expect((await chiefs.get(path)).text).to.include('Siap: 5 sertifikat');
    const names = await entriesOf(await whole(path));
    expect(names.join()).to.not.include('Sukarno');
  });

  it('are their maker’s alone, and only with the scope they were made with', async () => {
    const path = await prepare(chiefs);
    const other = await office.browser(await office.account({ name: 'Budi', role: 'administrator' }));
    for (const end of ['', '/papers.zip', '/print.pdf']) expect((await other.get(`${path}${end}`)).status, end).to.equal(404);
    await office.administration.accounts.accounts.changeRole(chief._id, 'administrator', ['32.75']);
    const confined = await office.browser(chief);
    expect((await confined.get(path)).status).to.equal(404);
    const own = await prepare(confined);
    expect((await confined.get(own)).text).to.include('Siap: 5 sertifikat');
  });

  it('are taken over from a process that died, by one other', async () => {
    const bundle = await bundles().create({ by: chief._id, scope: [], filter: {}, words: [] });
    const model = bundleModel(office.connection);
    await model.updateOne({ _id: bundle._id }, { $set: { beatAt: new Date() } });
    const path = `/admin/certificates/bundles/${bundle._id}`;
    const waits = await chiefs.get(path);
    await bundles().settled();
    expect(waits.header('refresh'), 'asks again by itself').to.equal('3');
    expect((await chiefs.get(path)).text, 'the other is at it').to.include('Menghitung');
    await model.updateOne({ _id: bundle._id }, { $set: { beatAt: new Date(Date.now() - 60_000) } });
    await Promise.all([chiefs.get(path), chiefs.get(path)]);
    await bundles().settled();
    expect((await chiefs.get(path)).text).to.include('Siap: 6 sertifikat');
  });

  it('hold a class: its members’ certificates of its course', async () => {
    const { classes } = office.administration;
    const made = await classes.createClass({ name: 'Angkatan I', course: course.id, regions: [], organisations: [], trainers: [], by: chief._id });
    for (const index of [0, 4]) await classes.addMember(made._id, holders[index]?._id ?? '');
    const list = (await chiefs.get(`/admin/certificates?class=${made._id}`)).text;
    expect(list).to.include('1 sertifikat').and.to.include('Siti Aminah').and.to.include('Angkatan I').and.not.include('Agus Hidayat');
    expect((await chiefs.get(`/admin/certificates?class=${made._id}&course=kedua`)).text).to.include('0 sertifikat');
    const path = await prepare(chiefs, { class: made._id });
    expect(await entriesOf(await whole(path))).to.have.length(3);
    const confined = await office.browser(await office.account({ name: 'Budi', role: 'administrator', scope: ['51'] }));
    expect((await confined.get(`/admin/certificates?class=${made._id}`)).status, 'beyond reach').to.equal(404);
  });

  it('come as sheets for a printer: front pages in order', async function () {
    needs(this, 'pdfinfo', 'pdftotext');
    const path = await prepare(chiefs);
    const sheet = Buffer.from(await (await ask(`${path}/print.pdf?sheet=1`)).arrayBuffer());
    expect(await infoOf(sheet)).to.match(/Pages: +6\b/).and.to.match(/Tagged: +yes/);
    expect(await textOf(sheet, 6)).to.include('Wayan Sudarma');
    expect(await textOf(sheet, 2)).to.include('Dra. Hj. Siti, M.Si.');
    expect((await ask(`${path}/print.pdf?sheet=2`)).status).to.equal(404);
  });

  it('say it when there is nothing in them, and go after a week', async () => {
    const path = await prepare(chiefs, { from: '2001-01-01', to: '2001-01-02' });
    expect((await chiefs.get(path)).text).to.include('Tidak ada sertifikat');
    const id = path.split('/').at(-1) ?? '';
    await bundles().removeExpired();
    expect((await chiefs.get(path)).status).to.equal(200);
    const model = bundleModel(office.connection);
    const kept = await model.findOne({ _id: id }).lean();
    await model.create({ ...kept, _id: '000000001-old', createdAt: new Date(0) });
    await bundles().removeExpired();
    expect(await bundles().selectOptional('000000001-old')).to.equal(undefined);
  });
});

describe('an archive whose bytes are known before they are read', () => {
  const entries: readonly (ZipEntry & { readonly text: string })[] = ['', 'satu', 'ꦱꦶꦠꦶ'].map((text, index) => ({
    name: `${index}_${text}.txt`, size: Buffer.byteLength(text), crc: [0, 0x6f6f6ebf, 0][index] ?? 0, at: 0, text,
  }));
  const read = async ({ text }: { text: string }): Promise<Buffer> => Buffer.from(text);
  const bytesFrom = async (first: number, last: number): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of zipBytes(entries, read, { first, last })) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  it('gives the same bytes in any two parts', async () => {
    const size = zipSize(entries);
    const all = await bytesFrom(0, size - 1);
    expect(all).to.have.length(size);
    for (let cut = 1; cut < size; cut += 1) {
      expect(Buffer.concat([await bytesFrom(0, cut - 1), await bytesFrom(cut, size - 1)]).equals(all), `cut at ${cut}`).to.equal(true);
    }
  });

  it('fails rather than to put what follows elsewhere', async () => {
    const longer = zipBytes(entries, async () => Buffer.from('too long'), { first: 0, last: 1000 });
    const problem = await (async () => { for await (const chunk of longer) expect(chunk).to.be.instanceOf(Buffer); })().catch((thrown: Error) => thrown);
    expect(problem).to.be.instanceOf(Error);
  });

  it('reads ranges as the standard says', () => {
    expect(byteRange('bytes=2-5', 10)).to.deep.equal({ first: 2, last: 5 });
    expect(byteRange('bytes=-3', 10)).to.deep.equal({ first: 7, last: 9 });
    expect(byteRange('bytes=-30', 10)).to.deep.equal({ first: 0, last: 9 });
    expect(byteRange('bytes=10-', 10)).to.equal('unsatisfiable');
    expect(byteRange('bytes=-0', 10)).to.equal('unsatisfiable');
    for (const header of [undefined, '', 'bytes=', 'bytes=a-b', 'bytes=5-2']) expect(byteRange(header, 10), String(header)).to.equal(undefined);
  });
});

describe('a ZIP that is larger than 4 GB', () => {
  it('says in 64 bits where things stand', async function () {
    this.timeout(30_000);
    // Entries that claim their size and are never made: only the end of the archive is looked at.
    const claimed = { length: 0x7000_0000 } as unknown as Buffer;
    async function* contents() {
      for (const name of ['a', 'b', 'c', 'd']) yield { name, at: 0, crc: 0, bytes: claimed };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of zipStream(contents())) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const end = Buffer.concat(chunks);
    const folder = await mkdtemp(join(tmpdir(), 'bimtek-zip64-'));
    try {
      // Python reads the directory of a file that has a hole where the entries would be.
      const script = `
import os, sys, zipfile
tail = open(sys.argv[1], 'rb').read()
heads = 4 * 31
with open(sys.argv[2], 'wb') as out:
    out.truncate(heads + 4 * 0x70000000)
    out.seek(0, os.SEEK_END)
    out.write(tail[heads:])
print([(i.filename, i.header_offset, i.file_size) for i in zipfile.ZipFile(sys.argv[2]).infolist()])
`;
      await writeFile(join(folder, 'tail'), end);
      const { stdout } = await run('python3', ['-c', script, join(folder, 'tail'), join(folder, 'large.zip')]);
      const step = 0x7000_0000 + 31;
      expect(stdout.trim()).to.equal(`[${['a', 'b', 'c', 'd'].map((name, index) => `('${name}', ${index * step}, ${0x7000_0000})`).join(', ')}]`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
