import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { jpegOf, pdfOf, SECRETS } from './photos.ts';

type Fields = Record<string, string | string[]>;
const QUIZ = '/courses/contoh-soal/quizzes/kuis-semua-jenis';
const written = parse(readFileSync('courses/contoh-soal/01-semua-jenis/quiz.yaml', 'utf8')) as { questions: Record<string, unknown>[] };

/** What answers a question rightly, by its id, one form after the other. */
const RIGHT: Readonly<Record<string, readonly Fields[]>> = {
  'cs-single': [{ response: 'b' }],
  'cs-multiple': [{ response: ['a', 'c'] }],
  'cs-true-false': [{ response: 'false' }],
  'cs-numeric': [{ response: 'Rp 2.400.000,-' }],
  'cs-short-text': [{ response: 'IZIN.' }],
  'cs-matching': [{ 'response.a': '3', 'response.b': '1', 'response.c': '4' }],
  'cs-ordering': [{ 'response.b': '1', 'response.d': '2', 'response.a': '3', 'response.e': '4', 'response.c': '5' }],
  'cs-cloze': [{ 'response.banyak': '4 orang', 'response.siapa': 'a', 'response.layanan': 'Posyandu' }],
  'cs-hotspot': [{ response: 'd' }],
  'cs-case': [{ response: 'pintu.a' }, { response: 'pintu.a/ruang.a' }],
  'cs-essay': [{ response: 'Saya menyebut tujuan.\r\nIbu boleh menolak.' }],
};

const SECRET_KEYS = new Set(['feedback', 'feedback_wrong', 'feedback_true', 'feedback_false', 'model_answer', 'title', 'consequence']);
/** Every text of a question that nobody may read before the end. */
const secretsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    SECRET_KEYS.has(key) && typeof inner === 'string' ? [inner] : secretsIn(inner),
  );
};
/** Told at once, since it is what the story goes on with. */
const TOLD = ['Bu Sumi membaca kartu itu pelan-pelan, lalu membuka pintu lebar-lebar.', 'Ia menyebut keponakannya. Sore itu kader datang membawa obat.'];
const secrets = written.questions.flatMap(secretsIn).filter((text) => !TOLD.includes(text));

const plain = (html: string): string => html.replaceAll('\u00ad', '').replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
const actionIn = (html: string): string => plain(/<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '');
const idIn = (html: string): string => /id="q-([\w-]+)-text"/.exec(html)?.[1] ?? '';
const pathOf = (location: unknown): string => String(location).replace(/#.*$/, '');

describe('a whole attempt with every type of question, without JavaScript', function () {
  this.timeout(60_000);
  let site: TestService;
  let siti: Visitor;
  let trainer: Visitor;
  const pages: string[] = [];
  let attempt = '';
  let number = 0;

  const get = async (path: string) => {
    const page = await siti.get(path);
    pages.push(plain(page.text));
    return page;
  };
  const post = async (path: string, fields: Fields) => {
    const page = await siti.post(path, fields);
    pages.push(plain(page.text));
    return page;
  };
  const numberOf = (id: string): number => written.questions.findIndex((question) => question.id === id) + 1;
  const pageOf = (id: string) => get(`${attempt}/questions/${numberOf(id)}`);

  before(async () => {
    site = await startTestService();
    trainer = await firstAdministrator(site);
    siti = new Visitor(site);
    await siti.signUp('siti');
    await siti.post('/courses/contoh-soal/enrol', {}, '/courses/contoh-soal');
    await get(QUIZ);
    attempt = String((await post(QUIZ, {})).headers.location);
  });
  after(() => site?.close());

  it('has a question of each type', () => {
    expect(new Set(written.questions.map((question) => question.type))).to.deep.equal(new Set(questionTypes.keys()));
  });

  it('takes an answer to each, and shows it again', async () => {
    for (number = 1; number <= written.questions.length; number += 1) {
      const page = await get(`${attempt}/questions/${number}`);
      for (const fields of RIGHT[idIn(page.text)] ?? []) {
        const shown = await get(`${attempt}/questions/${number}`);
        expect((await post(actionIn(shown.text), { ...fields, go: 'next' })).status).to.equal(303);
      }
    }
    const again = await pageOf('cs-cloze');
    expect(again.text).to.include('value="4 orang"').and.include('value="Posyandu"');
  });

  it('keeps the steps of a story that were taken', async () => {
    const page = await pageOf('cs-case');
    expect(page.text).to.include(TOLD[0]).and.include('Cerita selesai.');
    const refused = await post(actionIn(page.text), { response: 'pintu.c' });
    expect([refused.status, refused.text.includes('tidak dapat diubah')]).to.deep.equal([422, true]);
    expect((await post(actionIn(page.text), { response: '' })).status).to.equal(303);
    expect((await post(actionIn(page.text), { response: 'pintu.a' })).status).to.equal(303);
    expect((await pageOf('cs-case')).text).to.include('Cerita selesai.');
  });

  it('shows what was typed again when it cannot be read', async () => {
    const refused = await post(actionIn((await pageOf('cs-cloze')).text), { 'response.banyak': 'empat', 'response.siapa': 'b', 'response.layanan': 'pos' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('value="empat"').and.include('value="pos"').and.match(/value="b" selected/);
    expect((await pageOf('cs-cloze')).text).to.include('value="4 orang"');
  });

  it('takes photos without what the camera wrote beside the picture, and refuses other files', async () => {
    const page = await pageOf('cs-file');
    const there = pathOf((await post(actionIn(page.text), { go: `files-${numberOf('cs-file')}` })).headers.location);
    expect((await get(there)).text).to.include('Jangan memperlihatkan wajah');
    const send = async (name: string, bytes: Buffer) => siti.upload(there, { field: 'file', name, bytes });
    expect((await send('virus.jpg', Buffer.from('MZ this is no photo'))).status).to.equal(422);
    expect((await send('setengah.jpg', jpegOf(6).subarray(0, 200))).status).to.equal(422);
    expect((await send('besar.jpg', Buffer.concat([jpegOf(1), Buffer.alloc(9_000_000)]))).status).to.equal(422);
    expect((await send('denah.jpg', jpegOf(6))).status).to.equal(303);
    expect((await send('denah.pdf', pdfOf())).status).to.equal(303);
    expect((await send('lagi.pdf', pdfOf())).text).to.include('sudah penuh');
    const [photo = '', pdf = ''] = [...(await get(there)).text.matchAll(/<a href="([^"]+\/files\/[^"]+)"/g)].map(([, href]) => href ?? '');
    const kept = await siti.bytes(photo);
    expect([kept.status, kept.type]).to.deep.equal([200, 'image/jpeg']);
    for (const secret of SECRETS) expect(kept.body.includes(secret), secret).to.equal(false);
    expect((await siti.bytes(pdf)).type).to.equal('application/pdf');
    const budi = new Visitor(site);
    await budi.signUp('budi');
    for (const stranger of [new Visitor(site), budi, trainer]) expect((await stranger.bytes(photo)).status).to.be.oneOf([303, 404]);
    // A form that says something else about files changes nothing.
    await post(actionIn(page.text), { response: '', go: 'next' });
    expect((await get(there)).text).to.include(photo);
  });

  it('shows nobody a key before the end', async () => {
    await get(`${attempt}/confirm`);
    expect(pages.length).to.be.above(40);
    expect(secrets.length).to.be.above(30);
    for (const page of pages) for (const secret of secrets) expect(page.includes(secret), secret).to.equal(false);
    for (const page of pages) expect(page).to.not.match(/correct|is-right|is-wrong|izin, ijin|2400000/);
  });

  it('waits for a trainer, and says so', async () => {
    const result = await siti.get(pathOf((await siti.post(`${attempt}/finish`)).headers.location));
    expect(result.text).to.include('Menunggu penilaian').and.include('Nilai Anda bertambah');
    // Everything else was right: 20 of 25 points.
    expect(result.text).to.match(/class="score">80</);
    for (const question of written.questions) expect(result.text).to.include(`id="soal-${numberOf(String(question.id))}"`);
    expect((await siti.get('/admin/marking')).status).to.equal(403);
  });

  it('is marked by a trainer, with points for each criterion and a comment', async () => {
    const queue = await trainer.get('/admin/marking');
    const waiting = [...queue.text.matchAll(/href="(\/admin\/marking\/[^"?]+)"/g)].map(([, href]) => href ?? '');
    expect(waiting).to.have.length(2);
    for (const href of waiting) {
      const page = await trainer.get(href);
      const files = [...page.text.matchAll(/<a href="([^"]+\/files\/[^"]+)"/g)].map(([, address]) => address ?? '');
      for (const file of files) expect((await trainer.bytes(file)).status).to.equal(200);
      expect((await siti.bytes(files[0] ?? href)).status).to.equal(403);
      expect((await trainer.post(href, {})).status).to.equal(422);
      const isFiles = files.length > 0;
      const points: Fields = isFiles ? { 'points.denah': '1', 'points.bahaya': '2' } : { 'points.izin': '2', 'points.menolak': '1' };
      expect((await trainer.post(href, { ...points, 'points.bahaya': isFiles ? '9' : '0' })).status).to.equal(isFiles ? 422 : 303);
      if (isFiles) expect((await trainer.post(href, { ...points, comment: 'Satu bahaya lagi: <tangga>.' })).status).to.equal(303);
      expect((await trainer.post(href, points)).status).to.equal(409);
    }
    expect((await trainer.get('/admin/marking')).text).to.include('Tidak ada jawaban yang menunggu');
  });

  it('is counted once it is marked', async () => {
    const result = await siti.get(`${attempt}/result`);
    // 3 of 3 for the essay, 3 of 4 of 2 points for the files: 24.5 of 25.
    expect(result.text).to.match(/class="score">98</).and.include('Satu bahaya lagi: &lt;tangga&gt;.').and.not.include('Menunggu penilaian');
    const { assessment, accounts } = site.service.application;
    const account = await accounts.accounts.selectOptionalByUserName('siti');
    const standing = await assessment.standings.select(account?._id ?? '', 'contoh-soal');
    expect(standing.quizzes['kuis-semua-jenis']?.best).to.be.closeTo((24.5 / 25) * 100, 0.001);
  });

  it('can be corrected by whoever may mark, with a reason; learners see the new mark, markers the old one too', async () => {
    const list = await trainer.get('/admin/marking?state=marked');
    const href = /href="(\/admin\/marking\/[^"?]+:cs-essay)"/.exec(list.text)?.[1] ?? '';
    expect((await trainer.get(href)).text).to.include('Jawaban ini sudah dinilai').and.include('Alasan koreksi');
    const points: Fields = { 'points.izin': '2', 'points.menolak': '0', correction: '1' };
    expect((await siti.post(href, { ...points, reason: 'x' })).status).to.equal(403);
    const refused = await trainer.post(href, { ...points, comment: 'Kurang satu.' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Tulis alasan koreksinya.').and.include('Kurang satu.');
    expect((await trainer.post(href, { ...points, comment: 'Kurang satu.', reason: 'Salah <baca>.' })).status).to.equal(303);
    const page = await trainer.get(href);
    expect(page.text).to.include('Salah &lt;baca&gt;.').and.include('Menyebut bahwa warga boleh menolak: 1 / 1').and.include('Menyebut bahwa warga boleh menolak: 0 / 1');
    // One point of 25 less.
    expect((await siti.get(`${attempt}/result`)).text).to.match(/class="score">94</).and.include('Kurang satu.');
    const { assessment, accounts } = site.service.application;
    const account = await accounts.accounts.selectOptionalByUserName('siti');
    expect((await assessment.standings.select(account?._id ?? '', 'contoh-soal')).quizzes['kuis-semua-jenis']?.best).to.be.closeTo((23.5 / 25) * 100, 0.001);
  });
});
