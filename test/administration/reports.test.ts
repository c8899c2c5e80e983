import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const textsIn = (html: string): string[] =>
  [...html.matchAll(/<\/h2>\s*<p class="typed-text">([^<]*)</g)].map((match) => match[1] ?? '');
const actionsIn = (html: string): string[] => [...new Set([...html.matchAll(/action="(\/admin\/reports\/[^"]+)"/g)].map((match) => match[1] ?? ''))];

describe('administration: reported mistakes', () => {
  const course = courseWith({ id: 'contoh' });
  let office: Office;
  let trainer: AccountRecord;
  let siti: AccountRecord;
  let wayan: AccountRecord;
  let trainers: Browser;
  let bekasis: Browser;

  beforeEach(async () => {
    office = await openOffice([course]);
    trainer = await office.account({ name: 'Tuti Pelatih', role: 'trainer' });
    trainers = await office.browser(trainer);
    bekasis = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    siti = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75' });
    wayan = await office.account({ name: 'I Wayan Sudarma', role: 'learner', regionCode: '51.71' });
    const { reports } = office.administration.assessment;
    await reports.create({ course: 'contoh', lesson: 'lesson-psm-d-01', question: undefined, text: 'Tahunnya keliru <i>', learner: siti._id });
    await reports.create({ course: 'contoh', lesson: undefined, question: 'k1-1', text: 'Dua jawaban benar', learner: wayan._id });
    await reports.create({ course: 'contoh', lesson: 'sudah-dihapus', question: undefined, text: 'Tanpa nama', learner: undefined });
  });
  afterEach(() => office.close());

  it('lists what waits, with its place in the course and who said it', async () => {
    const { status, text } = await trainers.get('/admin/reports');
    expect(status).to.equal(200);
    expect(textsIn(text)).to.have.members(['Tanpa nama', 'Dua jawaban benar', 'Tahunnya keliru &lt;i&gt;']);
    expect(text).to.contain('Pelajaran: Pelajaran PSM.D.01').and.to.contain('href="/courses/contoh/lessons/lesson-psm-d-01"');
    expect(text).to.contain('Soal: k1-1, Kuis modul 1').and.to.contain('Siti Rahmawati').and.to.contain('Pelajaran: sudah-dihapus');
    expect(textsIn((await trainers.get('/admin/reports?state=answered')).text)).to.deep.equal([]);
    expect(textsIn((await trainers.get('/admin/reports?course=lain')).text)).to.deep.equal([]);
  });

  it('keeps an answer, and lets a report be put aside and opened again', async () => {
    const actions = actionsIn((await trainers.get('/admin/reports')).text);
    expect(actions).to.have.length(3);
    const [first = '', second = ''] = actions;
    const empty = await trainers.post(first, { state: 'answered', answer: ' ' });
    expect(empty.status).to.equal(422);
    expect(empty.text).to.contain('Tulis jawaban untuk pelapor');
    expect((await trainers.post(first, { state: 'answered', answer: 'Terima kasih, sudah diperbaiki.' })).location).to.equal('/admin/reports');
    expect((await trainers.post(second, { state: 'dismissed' })).location).to.equal('/admin/reports');
    expect(textsIn((await trainers.get('/admin/reports')).text)).to.have.length(1);
    expect((await trainers.get('/admin/reports?state=answered')).text).to.contain('Terima kasih, sudah diperbaiki.');
    expect(textsIn((await trainers.get('/admin/reports?state=dismissed')).text)).to.have.length(1);
    await trainers.post(second, { state: 'open' });
    expect(textsIn((await trainers.get('/admin/reports')).text)).to.have.length(2);
    expect((await trainers.post('/admin/reports/nothere', { state: 'dismissed' })).status).to.equal(404);
    expect((await trainers.post(first, { state: 'gone' })).status).to.equal(422);
  });

  it('shows an administrator of a region what its learners reported, and no more, without answering for the course', async () => {
    const { text } = await bekasis.get('/admin/reports');
    expect(textsIn(text)).to.deep.equal(['Tahunnya keliru &lt;i&gt;']);
    expect(actionsIn(text)).to.deep.equal([]);
    const [action = ''] = actionsIn((await trainers.get('/admin/reports')).text);
    expect((await bekasis.post(action, { state: 'dismissed' })).status).to.equal(403);
    expect(textsIn((await trainers.get('/admin/reports')).text)).to.have.length(3);
  });

  it('keeps learners out', async () => {
    const hers = await office.browser(siti);
    await hers.get('/account');
    expect((await hers.get('/admin/reports')).status).to.equal(403);
    expect((await hers.post('/admin/reports/x', { state: 'dismissed' })).status).to.equal(403);
  });

  it('pages from the newest to the oldest', async () => {
    for (let n = 1; n <= 60; n += 1) {
      await office.administration.assessment.reports.create({ course: 'contoh', lesson: undefined, question: undefined, text: `laporan ${n}`, learner: wayan._id });
    }
    const first = await trainers.get('/admin/reports');
    expect(textsIn(first.text)).to.have.length(50);
    const next = (/href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? '').replaceAll('&amp;', '&');
    expect(textsIn((await trainers.get(next)).text)).to.have.length(13);
    expect(textsIn((await bekasis.get('/admin/reports')).text)).to.deep.equal(['Tahunnya keliru &lt;i&gt;']);
  });
});
