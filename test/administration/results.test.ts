import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { attemptId } from '../../server/assessment/attempt-id.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const namesIn = (html: string): string[] => [...html.matchAll(/<th scope="row"><a[^>]*>([^<]+)</g)].map((match) => match[1] ?? '');
const BOM = '\ufeff';

describe('administration: results', () => {
  const course = courseWith({ id: 'contoh' });
  const other = courseWith({ id: 'lanjutan', shortTitle: { original: 'Lanjutan' } });
  let office: Office;
  let siti: AccountRecord;
  let wayan: AccountRecord;
  let trainer: AccountRecord;
  let chiefs: Browser;
  let bekasis: Browser;
  let trainers: Browser;

  /** As if three exams had been sat and the second unit missed each time. */
  const exhaust = (learner: string) =>
    office.administration.assessment.standings.change(learner, course.id, () => ({
      quizzes: {
        'kuis-1': { best: 80, passed: true, attempts: 1, lastAttempt: 'a', lastFinishedAt: new Date() },
        'ujian-akhir': { best: 60, passed: false, attempts: 3, lastAttempt: 'b', lastFinishedAt: new Date('2026-01-01') },
      },
      units: [
        { code: 'PSM.D.01', score: 90, met: true, attempt: 'b', edition: 1 },
        { code: 'PSM.D.02', score: 69.9, met: false, attempt: 'b', edition: 1 },
      ],
    }));

  const sitExam = (learner: string, number: number) =>
    office.administration.assessment.attempts.createOnce({
      _id: attemptId(learner, course.id, 'ujian-akhir', number),
      learner, course: course.id, version: course.version, quiz: 'ujian-akhir', kind: 'exam', number, state: 'finished',
      questions: [], seed: 'x', startedAt: new Date('2026-01-01'), finishedAt: new Date('2026-01-01'), answers: {}, marked: {}, schemaVersion: 1,
    });

  const enrol = async (account: AccountRecord) => {
    const { enrolments } = office.administration.learning;
    await enrolments.enrol(account._id, course.id, course.version);
    for (const lesson of course.modules.flatMap((module) => module.lessons)) await enrolments.markRead(account._id, course.id, lesson.id);
  };

  before(async () => {
    office = await openOffice([course, other]);
    chiefs = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    bekasis = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    trainer = await office.account({ name: 'Tuti Pelatih', role: 'trainer' });
    trainers = await office.browser(trainer);
    siti = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75', village: 'Pengasinan' });
    wayan = await office.account({ name: '=HYPERLINK("x")', role: 'learner', regionCode: '51.71', village: '+62 @desa' });
    await office.account({ name: 'Belum Ikut', role: 'learner', regionCode: '32.75' });
    for (const account of [siti, wayan]) {
      await enrol(account);
      await exhaust(account._id);
      for (const number of [1, 2, 3]) await sitExam(account._id, number);
    }
  });
  after(() => office.close());

  it('shows how far everybody is who is in the course', async () => {
    const { status, text } = await trainers.get('/admin/results');
    expect(status).to.equal(200);
    expect(namesIn(text)).to.have.members(['Siti Rahmawati', '=HYPERLINK(&#34;x&#34;)']);
    expect(text).to.contain('2 / 2').and.to.contain('1 / 1').and.to.contain('1 / 2').and.to.contain('Kesempatan habis');
    expect(namesIn((await trainers.get('/admin/results?course=lanjutan')).text)).to.deep.equal([]);
    expect(namesIn((await trainers.get('/admin/results?state=certified')).text)).to.deep.equal([]);
    expect(namesIn((await trainers.get('/admin/results?q=siti&regionCode=32&state=exhausted')).text)).to.deep.equal(['Siti Rahmawati']);
  });

  it('shows an administrator of a region its learners and nobody else, also in the file', async () => {
    for (const address of ['/admin/results', '/admin/results?regionCode=32', '/admin/results?state=exhausted']) {
      expect(namesIn((await bekasis.get(address)).text), address).to.deep.equal(['Siti Rahmawati']);
    }
    expect(namesIn((await bekasis.get('/admin/results?regionCode=51')).text)).to.deep.equal([]);
    const file = (await bekasis.bytes('/admin/results/export.csv')).body.toString('utf8');
    expect(file).to.contain('Siti Rahmawati').and.not.to.contain('HYPERLINK');
    expect((await bekasis.bytes('/admin/results/export.csv?regionCode=51.71')).body.toString('utf8').trim().split('\r\n')).to.have.length(1);
    expect((await bekasis.get(`/admin/results/${wayan._id}/contoh`)).status).to.equal(404);
  });

  it('writes a file that a spreadsheet opens and that runs no formula', async () => {
    const file = await chiefs.bytes('/admin/results/export.csv?course=contoh');
    expect(file.header('content-type')).to.contain('text/csv');
    expect(file.header('content-disposition')).to.match(/^attachment; filename="hasil-contoh-\d{4}-\d{2}-\d{2}\.csv"$/);
    const text = file.body.toString('utf8');
    expect(text.startsWith(BOM)).to.equal(true);
    const lines = text.slice(1).trimEnd().split('\r\n');
    expect(lines[0]).to.match(/^Nama;Nama pengguna;Kode wilayah;/).and.to.contain('PSM.D.01;PSM.D.02;');
    const [, , ...cells] = (lines.find((line) => line.startsWith('Siti')) ?? '').split(';');
    expect(cells.slice(0, 11)).to.deep.equal(['32.75', 'Kota Bekasi', 'Pengasinan', '2', '2', '1', '1', '1', '2', '90', '69']);
    const formula = lines.find((line) => line.includes('HYPERLINK'));
    expect(formula).to.match(/^"'=HYPERLINK/).and.to.contain("'+62 @desa");
  });

  it('gives the file to administrators only', async () => {
    expect((await trainers.get('/admin/results/export.csv')).status).to.equal(403);
    expect((await trainers.get('/admin/results')).text).not.to.contain('export.csv');
    const hers = await office.browser(siti);
    for (const path of ['/admin/results', '/admin/results/export.csv', `/admin/results/${siti._id}/contoh`]) expect((await hers.get(path)).status, path).to.equal(403);
  });

  it('shows one learner: each unit against its minimum, never rounded up', async () => {
    const { status, text } = await trainers.get(`/admin/results/${siti._id}/contoh`);
    expect(status).to.equal(200);
    expect(text).to.contain('Siti Rahmawati').and.to.contain('Pengasinan, Kota Bekasi');
    expect(text).to.match(/data-l="Nilai">69</);
    expect(text).to.contain('3 dari 3 kesempatan').and.to.contain('Beri satu kesempatan lagi');
    expect(text, 'no way to private data for a trainer').not.to.contain(`/admin/users/${siti._id}`);
    expect((await chiefs.get(`/admin/results/${siti._id}/contoh`)).text).to.contain(`/admin/users/${siti._id}`);
    for (const path of [`/admin/results/${siti._id}/lanjutan`, '/admin/results/nobody/contoh', `/admin/results/${siti._id}/X`]) {
      expect((await trainers.get(path)).status, path).to.equal(404);
    }
  });

  it('shows it on the page of the user too', async () => {
    const { text } = await chiefs.get(`/admin/users/${siti._id}`);
    expect(text).to.contain('2 dari 2 pelajaran').and.to.contain('1 dari 2 kompetensi tuntas');
    expect(text).to.contain(`action="/admin/results/${siti._id}/contoh/grant"`);
  });

  it('gives one attempt more, with a reason that is kept, once', async () => {
    const page = `/admin/results/${siti._id}/contoh`;
    await trainers.get(page);
    const empty = await trainers.post(`${page}/grant`, { quiz: 'ujian-akhir', reason: ' ' });
    expect(empty.status).to.equal(422);
    expect(empty.text).to.contain('Tulis alasannya.');
    const given = await trainers.post(`${page}/grant`, { quiz: 'ujian-akhir', reason: 'Listrik padam saat ujian' });
    expect(given.location).to.equal(page);
    const { text } = await trainers.get(page);
    expect(text).to.contain('Listrik padam saat ujian').and.to.contain('Tuti Pelatih').and.to.contain('3 dari 4 kesempatan');
    expect(text).to.contain('Siti Rahmawati mendapat satu kesempatan lagi.');
    expect((await trainers.post(`${page}/grant`, { quiz: 'ujian-akhir', reason: 'lagi' })).status, 'one is left').to.equal(409);
    expect((await trainers.post(`${page}/grant`, { quiz: 'kuis-9', reason: 'lagi' })).status).to.equal(404);
  });

  it('gives somebody more time, with a reason', async () => {
    const page = `/admin/results/${siti._id}/contoh`;
    expect((await trainers.get(page)).text).to.contain('Waktu tambahan');
    const refused = await trainers.post(`${page}/extra-time`, { percent: '33', reason: '' });
    expect([refused.status, refused.text.includes('Pilih waktu tambahannya.'), refused.text.includes('Tulis alasannya.')]).to.deep.equal([422, true, true]);
    expect((await trainers.post(`${page}/extra-time`, { percent: '50', reason: 'Membaca dengan kaca pembesar' })).status).to.equal(303);
    expect((await trainers.get(page)).text).to.contain('50 persen lebih lama').and.contain('Membaca dengan kaca pembesar');
  });

  it('gives attempts within reach only, and none to oneself', async () => {
    await bekasis.get('/admin/results');
    expect((await bekasis.post(`/admin/results/${wayan._id}/contoh/grant`, { reason: 'x' })).status).to.equal(404);
    await enrol(trainer);
    await exhaust(trainer._id);
    for (const number of [1, 2, 3]) await sitExam(trainer._id, number);
    await trainers.get('/admin/results');
    expect((await trainers.post(`/admin/results/${trainer._id}/contoh/extra-time`, { percent: '50', reason: 'x' })).status).to.equal(403);
    expect((await trainers.post(`/admin/results/${trainer._id}/contoh/grant`, { reason: 'x' })).status).to.equal(403);
    expect((await bekasis.post(`/admin/results/${trainer._id}/contoh/grant`, { reason: 'x' })).status).to.equal(404);
    const hers = await office.browser(siti);
    await hers.get('/account');
    expect((await hers.post(`/admin/results/${siti._id}/contoh/grant`, { reason: 'x' })).status).to.equal(403);
  });

  it('pages through a class', async () => {
    for (let n = 1; n <= 60; n += 1) {
      const account = await office.account({ name: `Peserta ${String(n).padStart(2, '0')}`, role: 'learner', regionCode: '33.74' });
      await office.administration.learning.enrolments.enrol(account._id, course.id, course.version);
    }
    const first = await chiefs.get('/admin/results?regionCode=33.74');
    expect(namesIn(first.text)).to.have.length(50);
    const next = (/href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? '').replaceAll('&amp;', '&');
    const second = await chiefs.get(next);
    expect(namesIn(second.text)).to.deep.equal(Array.from({ length: 10 }, (_, index) => `Peserta ${51 + index}`));
    expect(second.text).to.contain('60 peserta');
    const previous = (/href="([^"]+)" rel="prev"/.exec(second.text)?.[1] ?? '').replaceAll('&amp;', '&');
    expect(namesIn((await chiefs.get(previous)).text)).to.deep.equal(namesIn(first.text));
    expect((await chiefs.bytes('/admin/results/export.csv?regionCode=33.74')).body.toString('utf8').trimEnd().split('\r\n')).to.have.length(61);
  });
});

describe('administration: results of somebody who moves', () => {
  it('follow the confirmed region, not what the learner states', async () => {
    const course = courseWith({ id: 'contoh' });
    const office = await openOffice([course]);
    const mover = await office.account({ name: 'Pindah Wilayah', role: 'learner', regionCode: '32.75', village: 'Pengasinan' });
    await office.administration.learning.enrolments.enrol(mover._id, course.id, course.version);
    const own = await office.browser(mover);
    const bekasis = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    const balis = await office.browser(await office.account({ name: 'Admin Denpasar', role: 'administrator', scope: ['51.71'] }));
    const sees = async (browser: Browser) => namesIn((await browser.get('/admin/results?q=pindah')).text).includes('Pindah Wilayah');
    expect([await sees(bekasis), await sees(balis)]).to.deep.equal([true, false]);
    expect((await own.get('/account')).text).to.include('hasil Anda baru terlihat admin wilayah baru setelah dikonfirmasi');
    expect((await own.post('/account', { name: 'Pindah Wilayah', regionCode: '51.71', village: 'Sesetan', phone: '', email: '' })).location).to.equal('/account');
    expect([await sees(bekasis), await sees(balis)], 'stated').to.deep.equal([true, false]);
    const chief = await office.browser(await office.account({ name: 'Rina', role: 'administrator' }));
    await chief.get(`/admin/users/${mover._id}`);
    await chief.post(`/admin/users/${mover._id}/region`, { regionCode: '51.71' });
    expect([await sees(bekasis), await sees(balis)], 'confirmed').to.deep.equal([false, true]);
    await office.close();
  });
});
