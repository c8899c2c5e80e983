import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { parse } from 'yaml';
import { finishErasing } from '../../../server/administration/own-data/erase-account.ts';
import { exportLines } from '../../../server/storage/operations/documents.ts';
import { bringIn as bringInList } from '../classes/bring-in.ts';
import { jpegOf } from '../../assessment/photos.ts';
import { readAnswerKey } from '../../fixtures/answer-key.ts';
import { LearnerOverHttp } from '../../fixtures/http-learner.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../../fixtures/visitor.ts';

const QUIZ = '/courses/contoh-soal/quizzes/kuis-semua-jenis';
const written = parse(readFileSync('courses/contoh-soal/01-semua-jenis/quiz.yaml', 'utf8')) as { questions: { id: string }[] };
const numberOf = (id: string): number => written.questions.findIndex((question) => question.id === id) + 1;
const ESSAY = 'Bapak Kusnandar mengizinkan saya masuk.';
const LIST = 'Nama Lengkap;Kab/Kota;Desa/Kelurahan;No. HP\r\nRukmini Salsabila;Kota Bekasi;Kedungwaringin;0812 9999 7777\r\nAgus Hidayat;Kota Bekasi;Setu;0812 9999 6666\r\n';

/** What is in a ZIP, by name. */
const unzip = (bytes: Buffer): Promise<Map<string, Buffer>> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (problem, zip) => {
      if (problem) return reject(problem);
      const found = new Map<string, Buffer>();
      zip.on('entry', (entry: Entry) => readEntry(zip, entry, found).then(() => zip.readEntry(), reject));
      zip.on('end', () => resolve(found));
      zip.readEntry();
    });
  });
const readEntry = (zip: ZipFile, entry: Entry, into: Map<string, Buffer>): Promise<void> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (problem, stream) => {
      if (problem) return reject(problem);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => {
        into.set(entry.fileName, Buffer.concat(chunks));
        resolve();
      });
    });
  });

describe('a person’s own data', function () {
  this.timeout(120_000);
  let site: TestService;
  let chief: Visitor;
  let classPath = '';
  const rukmini = { visitor: undefined as unknown as Visitor, id: '', userName: '', attempt: '' };
  let budi: LearnerOverHttp;
  let serial = '';

  const idOf = async (userName: string): Promise<string> => (await site.service.application.accounts.accounts.selectOptionalByUserName(userName))?._id ?? '';
  /** The documents that hold one of these. */
  const leftOf = async (pattern: RegExp): Promise<string[]> => (await everything()).split('\n').filter((line) => pattern.test(line));
  const everything = async (): Promise<string> => {
    const lines: string[] = [];
    for await (const line of exportLines(site.service.storage.connection)) lines.push(line);
    return lines.join('\n');
  };

  /** Somebody from a list, who signs in by a code, writes an essay and sends a photo. */
  const bringIn = async (): Promise<void> => {
    classPath = String((await chief.post('/admin/classes', { name: 'Bekasi', course: 'contoh-soal', regionCode: '' }, '/admin/classes')).headers.location);
    await bringInList(chief, classPath, LIST);
    const sheet = (await chief.post(`${classPath}/codes`, {}, classPath)).text;
    const part = sheet.slice(sheet.indexOf('<b>Rukmini Salsabila'));
    rukmini.userName = /rukmini\.salsabila\.[0-9a-z]{4}/.exec(part)?.[0] ?? '';
    rukmini.visitor = new Visitor(site);
    await rukmini.visitor.post('/use-code', { code: /class="secret">([^<]+)/.exec(part)?.[1] ?? '', password: 'lumbung padi pagi' }, '/use-code');
    rukmini.id = await idOf(rukmini.userName);
    rukmini.attempt = String((await rukmini.visitor.post(QUIZ, {}, QUIZ)).headers.location).split('/').slice(0, 3).join('/');
    const essay = `${rukmini.attempt}/questions/${numberOf('cs-essay')}`;
    await rukmini.visitor.post(essay, { response: ESSAY, go: 'next' }, essay);
    const file = `${rukmini.attempt}/questions/${numberOf('cs-file')}`;
    const there = String((await rukmini.visitor.post(file, { go: `files-${numberOf('cs-file')}` }, file)).headers.location).replace(/#.*$/, '');
    await rukmini.visitor.get(there);
    await rukmini.visitor.upload(there, { field: 'file', name: 'denah.jpg', bytes: jpegOf(6) });
    await rukmini.visitor.post(`${rukmini.attempt}/finish`, {}, `${rukmini.attempt}/confirm`);
    await rukmini.visitor.post('/courses/contoh-soal/lessons/x/report', {});
  };

  before(async () => {
    site = await startTestService();
    chief = await firstAdministrator(site);
    await bringIn();
    budi = new LearnerOverHttp(site, 'psm-dasar', readAnswerKey('courses/psm-dasar'));
    await budi.signUp('budi.santosa', { name: 'Budi Santosa', village: 'Jatimekar' });
    await budi.enrol();
    const { exam } = await budi.learn();
    await budi.get(await budi.sit(exam));
    const lesson = '/courses/psm-dasar/lessons/apa-itu-psm';
    await budi.post(`${lesson}/report`, { text: 'Ada salah ketik.' }, `${lesson}/report`);
    await budi.post('/learn/seen', {}, '/learn');
    await budi.post(`${lesson}/note`, { text: 'Tanyakan kepada Bu Wati.', known: '' }, lesson);
    await budi.post(`${lesson}/bookmark`, { on: 'yes' }, lesson);
    serial = /PSM-\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec((await budi.get('/certificates')).text)?.[0] ?? '';
    await budi.bytes(`/certificates/${serial}.pdf`);
  });
  after(() => site?.close());

  it('is declared by its room, collection by collection', () => {
    const declared = new Set(site.service.application.administration.personal.flatMap(({ collections }) => Object.keys(collections)));
    const there = Object.values(site.service.storage.connection.models).map((model) => model.collection.name);
    expect(there.filter((name) => !declared.has(name)), 'say in the room’s own *-personal.ts what it holds of people').to.deep.equal([]);
    // Leases are made where several processes share a database.
    expect([...declared].filter((name) => name !== 'leases' && !there.includes(name)), 'there is no such collection any more').to.deep.equal([]);
  });

  it('stands on a page of one’s own', async () => {
    const { text, status } = await budi.get('/account/data');
    expect(status).to.equal(200);
    expect(text).to.include(serial).and.to.include('7 dari 7 kompetensi tuntas');
  });

  it('is given as a copy of everything, without secrets and keys', async () => {
    const { body, type } = await rukmini.visitor.bytes('/account/data/download');
    expect(type).to.equal('application/zip');
    const files = await unzip(body);
    const json = (name: string): Record<string, unknown>[] => JSON.parse(files.get(`${name}.json`)?.toString() ?? 'null') as Record<string, unknown>[];
    expect([...files.keys()].filter((name) => name.endsWith('.json')).toSorted()).to.deep.equal(['akun', 'angkatan', 'capaian', 'catatan-audit', 'catatan-pelajaran', 'kepesertaan', 'kontak-pelatih', 'kunjungan', 'laporan-kesalahan', 'perangkat', 'percobaan', 'sertifikat'].map((name) => `${name}.json`));
    expect(json('akun')[0]).to.include({ name: 'Rukmini Salsabila', village: 'Kedungwaringin', userName: rukmini.userName });
    expect(JSON.stringify(json('percobaan'))).to.include(ESSAY);
    expect([...files.keys()].filter((name) => name.startsWith('jawaban/') && name.endsWith('.jpeg'))).to.have.length(1);
    expect(JSON.stringify([...files].map(([, bytes]) => bytes.toString('latin1')))).not.to.match(/argon2|passwordHash|"seed"|"arrangement"/);
    const budis = await unzip((await budi.bytes('/account/data/download')).body);
    expect(budis.get(`sertifikat/${serial}.pdf`)?.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(budis.get('catatan-pelajaran.json')?.toString()).to.include('Tanyakan kepada Bu Wati.');
    expect(budis.get('kunjungan.json')?.toString(), 'what was news last').to.include('psm-dasar');
    expect(budis.get('kepesertaan.json')?.toString()).to.match(/bookmarks.*apa-itu-psm/s);
    expect((JSON.parse(budis.get('laporan-kesalahan.json')?.toString() ?? '[]') as unknown[]).length).to.equal(1);
    expect((await new Visitor(site).get('/account/data/download')).status).to.equal(303);
  });

  it('goes only with the password, and a yes', async () => {
    const page = await budi.get('/account/delete');
    expect(page.text).to.include(`Sertifikat yang ditarik: ${serial}`).and.to.include('Yang tetap ada, tanpa nama');
    expect((await budi.post('/account/delete', { current: 'lumbung padi pagi' })).status).to.equal(422);
    const wrong = await budi.post('/account/delete', { current: 'salah', sure: 'yes' });
    expect([wrong.status, wrong.text.includes('Ini bukan kata sandi Anda yang sekarang.')]).to.deep.equal([422, true]);
    expect((await budi.get('/account')).status).to.equal(200);
  });

  it('is gone when it is erased: account, certificate, paper; the serial stays taken, results stay without a name', async () => {
    const id = await idOf('budi.santosa');
    const other = new Visitor(site);
    await other.signIn('budi.santosa');
    const erased = await budi.post('/account/delete', { current: 'lumbung padi pagi', sure: 'yes' }, '/account/delete');
    expect(erased.status).to.equal(303);
    expect((await budi.get('/')).text).to.include('Akun Anda sudah dihapus');
    expect((await budi.get('/learn')).status).to.equal(303);
    expect((await other.get('/learn')).status, 'on another device').to.equal(303);
    expect(await leftOf(/Budi Santosa|budi\.santosa|budi santosa|Jatimekar|Bu Wati|"bookmarks"/)).to.deep.equal([]);
    expect((await leftOf(new RegExp(id))).filter((line) => /"collection":"(visits|lesson-notes)"/.test(line))).to.deep.equal([]);
    expect((await new Visitor(site).signIn('budi.santosa')).status).to.equal(422);
    const verify = await new Visitor(site).get(`/v/${serial}`);
    expect(verify.text).to.match(/ditarik/i).and.not.to.include('Budi');
    expect((await chief.bytes(`/certificates/${serial}.pdf`)).status).to.equal(404);
    const { assessment } = site.service.application;
    expect((await assessment.standings.select(id, 'psm-dasar')).units.length, 'without a name').to.equal(7);
    const entries = await site.service.application.administration.auditLog.selectPage({ subject: id }, { direction: 'forward', from: undefined }, 10);
    expect(entries.map(({ action }) => action)).to.deep.equal(['account-erased', 'data-downloaded']);
    expect((await chief.get('/admin/audit')).text).to.include('akun yang sudah dihapus').and.not.to.include('Budi');
  });

  it('of a trainer holds the number that learners may call, and takes it away; one that somebody else set stays', async () => {
    const trainer = new Visitor(site);
    await trainer.signUp('arif.pelatih', { name: 'Arif Pelatih' });
    const { accounts } = site.service.application.accounts;
    await accounts.changeRole(await idOf('arif.pelatih'), 'trainer', []);
    const arif = new Visitor(site);
    await arif.signIn('arif.pelatih');
    await arif.post('/admin/contacts/psm-dasar', { name: 'Pak Arif', phone: '0812 9999 1111' }, '/admin/contacts');
    await chief.post('/admin/contacts/contoh-soal', { name: 'Bu Dewi', phone: '0812 9999 2222' }, '/admin/contacts');
    const copy = await unzip((await arif.bytes('/account/data/download')).body);
    expect(copy.get('kontak-pelatih.json')?.toString()).to.include('6281299991111').and.not.to.include('Dewi');
    await chief.post('/admin/contacts/contoh-soal', { name: 'Kak Arif', phone: '0812 9999 3333', userName: 'bukan.siapa' }, '/admin/contacts');
    expect((await chief.get('/admin/contacts')).text, 'whom nobody knows').to.include('Bu Dewi').and.not.to.include('Kak Arif');
    await chief.post('/admin/contacts/contoh-soal', { name: 'Kak Arif', phone: '0812 9999 3333', userName: 'Arif.Pelatih' }, '/admin/contacts');
    expect((await chief.get('/admin/contacts')).text).to.include('value="arif.pelatih"');
    expect((await arif.post('/account/delete', { current: 'lumbung padi pagi', sure: 'yes' }, '/account/delete')).status).to.equal(303);
    expect(await leftOf(/Pak Arif|Kak Arif|6281299991111|6281299993333/)).to.deep.equal([]);
    await chief.post('/admin/contacts/contoh-soal', { name: 'Bu Dewi', phone: '0812 9999 2222' }, '/admin/contacts');
    expect(await leftOf(/Bu Dewi/), 'who has no account stays').to.have.length(1);
  });

  it('lets the pages of staff stand, and the user name be taken again', async () => {
    for (const path of ['/admin/users', '/admin/results', `/admin/certificates/${serial}`, '/admin/certificates', '/admin/reports', '/admin/marking', classPath]) expect((await chief.get(path)).status, path).to.equal(200);
    expect((await chief.get('/admin/reports')).text).to.include('Ada salah ketik.');
    expect((await new Visitor(site).signUp('budi.santosa', { name: 'Orang Lain' })).status).to.equal(303);
  });

  it('is erased by an administrator who types whose it is, with essays, photos and the line of the list', async () => {
    const path = `/admin/users/${rukmini.id}/erase`;
    expect((await chief.get(path)).text).to.include(rukmini.userName);
    expect((await chief.post(path, { userName: 'salah' })).status).to.equal(422);
    expect((await chief.post(path, { userName: rukmini.userName })).status).to.equal(303);
    expect(await leftOf(/Rukmini|rukmini|Kedungwaringin|81299997777|Kusnandar/)).to.deep.equal([]);
    expect(await leftOf(/Agus Hidayat/), 'others on the same list').not.to.deep.equal([]);
    const files: string[] = [];
    for await (const key of site.service.storage.files.list('answers/')) files.push(key);
    expect(files).to.deep.equal([]);
    expect((await chief.get('/admin/marking')).text).to.include('Tidak ada jawaban yang menunggu');
    expect((await rukmini.visitor.get('/learn')).status).to.equal(303);
  });

  it('is not erased beyond an administrator’s reach, nor by oneself there', async () => {
    const rina = await idOf('rina');
    expect((await chief.get(`/admin/users/${rina}/erase`)).status).to.equal(403);
    const regional = new Visitor(site);
    await regional.signUp('agus.wilayah');
    await site.service.application.accounts.accounts.changeRole(await idOf('agus.wilayah'), 'administrator', ['11.01']);
    await regional.signIn('agus.wilayah');
    expect((await regional.get(`/admin/users/${await idOf('budi.santosa')}/erase`)).status).to.equal(404);
    const last = await chief.post('/account/delete', { current: 'lumbung padi pagi', sure: 'yes' }, '/account/delete');
    expect(last.status, 'the last administrator of everything').to.equal(409);
  });

  it('is erased to the end after a crash in the middle', async () => {
    const { accounts, administration, audit } = site.service.application;
    const id = await idOf('budi.santosa');
    await accounts.accounts.beginErasing(id);
    expect((await new Visitor(site).signIn('budi.santosa')).status).to.equal(422);
    expect(await finishErasing(administration, audit)).to.equal(1);
    expect(await leftOf(/Orang Lain/)).to.deep.equal([]);
    expect(await finishErasing(administration, audit)).to.equal(0);
  });
});
