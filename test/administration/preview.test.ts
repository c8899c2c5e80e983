import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { applyChanges, append, copyExample, edit } from '../content/course-tree.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';

const ROOT = join(import.meta.dirname, '../..');
const BASE = '/admin/preview/cuci-tangan';
const LESSON = '02-cara/01-langkah.md';

/** What the server writes by itself a while after its start, whoever does what. */
const OF_CHORES: ReadonlySet<string> = new Set(['follow-journal', 'followed-versions', 'leases']);

describe('administration: preview of course files', function () {
  this.timeout(60_000);
  let courses: string;
  let site: TestService;
  let trainer: Visitor;
  let learner: Visitor;

  beforeEach(async () => {
    courses = mkdtempSync(join(tmpdir(), 'bimtek-preview-'));
    copyExample(join(courses, 'cuci'), { '01-mengapa/02-waktu.md': edit('minutes:', 'draft: true\nminutes:') });
    cpSync(join(ROOT, 'courses/contoh-soal'), join(courses, 'contoh'), { recursive: true });
    site = await startTestService({ COURSES_DIR: courses });
    trainer = await firstAdministrator(site);
    learner = new Visitor(site);
    await learner.signUp('siti.aminah');
  });
  afterEach(async () => {
    await site.close();
    rmSync(courses, { recursive: true });
  });

  /** Saves files, and waits until they have been read. */
  const save = async (changes: Parameters<typeof applyChanges>[1]): Promise<void> => {
    const read = new Promise<void>((resolve) => {
      const unwatch = site.service.catalogue.watch(() => (unwatch(), resolve()));
    });
    applyChanges(join(courses, 'cuci'), changes);
    await read;
  };
  const everything = async (): Promise<string> => {
    const { db } = site.service.storage.connection;
    const names = (await site.service.storage.connection.listCollections()).map(({ name }) => name).toSorted();
    const all: Record<string, unknown> = {};
    for (const name of names.filter((one) => !OF_CHORES.has(one))) all[name] = await db?.collection(name).find({}).toArray();
    return JSON.stringify(all);
  };

  it('shows drafts as a learner will see them, in a frame that no other site gets', async () => {
    const contents = await trainer.get(BASE);
    expect(contents.text).to.include('Draf').and.to.include(`${BASE}/lessons/waktu-penting`);
    const page = await trainer.get(`${BASE}/lessons/waktu-penting`);
    expect(page.text).to.include('<iframe class="phone-frame"').and.to.include('Draf: hanya pelatih');
    expect(page.headers['content-security-policy']).to.include("frame-src 'self'").and.to.include("frame-ancestors 'none'");
    const frame = await trainer.get(`${BASE}/lessons/waktu-penting/page`);
    expect(frame.headers['content-security-policy']).to.include("frame-ancestors 'self'").and.not.to.include('unsafe');
    expect(frame.text).to.include('<base target="_top">').and.not.to.include('Draf: hanya pelatih').and.not.to.include('Laporkan kesalahan di pelajaran');
    expect(frame.text).to.include(`href="${BASE}/lessons/`);
    for (const path of ['/learn', '/admin/problems', '/courses/cuci-tangan/lessons/waktu-penting']) {
      expect((await trainer.get(path)).headers['content-security-policy'], path).to.include("frame-ancestors 'none'").and.not.to.include('frame-src');
    }
    expect((await trainer.get('/admin/problems')).text).to.include(`href="${BASE}"`);
  });

  it('keeps learners out, and knows no course that is not there', async () => {
    for (const path of ['', '/lessons/waktu-penting', '/lessons/waktu-penting/page', '/changes', '/quizzes/kuis-mengapa', '/versions', '/media/x/01-mengapa/media/tangan.svg']) {
      expect((await learner.get(BASE + path)).status, path).to.equal(403);
    }
    for (const path of ['/admin/preview/tidak-ada', `${BASE}/lessons/tidak-ada`, `${BASE}/quizzes/tidak-ada`, `${BASE}/media/x/exam.yaml`, '/admin/preview/tidak-ada/changes']) {
      expect((await trainer.get(path)).status, path).to.equal(404);
    }
  });

  it('shows what stands in the files with its mistakes beside it, while learners keep the last good version', async () => {
    await save({ [LESSON]: append('Kalimat yang baru.\n\n![Gambar baru](media/baru.svg)\n\nLihat [ini](lesson:tidak-ada).'), '02-cara/media/baru.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>' });
    const page = await trainer.get(`${BASE}/lessons/langkah`);
    const id = /lessons\/([a-z-]+)"[^>]*>Langkah/.exec((await trainer.get(BASE)).text)?.[1] ?? '';
    const broken = page.status === 200 ? page : await trainer.get(`${BASE}/lessons/${id}`);
    expect(broken.text).to.include('Pelajaran &#34;tidak-ada&#34; tidak ada').and.to.include(`${LESSON}:`);
    expect(broken.text, 'the line itself').to.match(/<b> *\d+ {2}Lihat \[ini\]\(lesson:tidak-ada\)\.<\/b>/);
    const frame = await trainer.get(`${BASE}/lessons/${id}/page`);
    expect(frame.text).to.include('Kalimat yang baru.');
    const picture = new RegExp(`src="(${BASE}/media/[^"]+baru\\.svg)"`).exec(frame.text)?.[1] ?? '';
    expect((await trainer.get(picture)).status, 'a picture that no learner has yet').to.equal(200);
    expect((await learner.get(`/courses/cuci-tangan/lessons/${id}`)).text).not.to.include('Kalimat yang baru.');
    await save({ 'course.yaml': edit('minimum: 80', 'minimum: delapan') });
    expect((await trainer.get(BASE)).text).to.include('versi baik yang terakhir');
    expect((await trainer.get(`${BASE}/lessons/${id}`)).status).to.equal(200);
  });

  it('tells an open page as soon as a file is saved, and lets go of it when the service stops', async () => {
    const shown = await trainer.get(`${BASE}/lessons/waktu-penting`);
    const mark = /data-mark="([0-9a-f]+)"/.exec(shown.text)?.[1];
    const stream = await trainer.open(`${BASE}/changes`);
    expect(stream.headers.get('content-type')).to.include('text/event-stream');
    const reader = stream.body?.getReader();
    let heard = '';
    const until = async (done: () => boolean) => {
      while (!done()) heard += Buffer.from((await reader?.read())?.value ?? []).toString();
    };
    await until(() => heard.includes(`data: ${mark}\n\n`));
    await save({ [LESSON]: append('Lagi.') });
    await until(() => heard.split('data: ').length > 2);
    expect((await trainer.get(`${BASE}/lessons/waktu-penting`)).text).to.include(`data-mark="${/data: (\w+)\n\n$/.exec(heard)?.[1]}"`);
    site.service.application.administration.changes.close();
    expect((await reader?.read())?.done).to.equal(true);
  });

  it('lets a quiz be tried with every kind of question, and leaves no trace', async () => {
    const quiz = /href="(\/admin\/preview\/contoh-soal\/quizzes\/[^"]+)"/.exec((await trainer.get('/admin/preview/contoh-soal')).text)?.[1] ?? '';
    const asked = await trainer.get(quiz);
    expect(asked.status).to.equal(200);
    const before = await everything();
    const action = /action="(\/admin\/preview\/[^"]+seed=[^"]+)"/.exec(asked.text)?.[1] ?? '';
    const questionsIn = (page: string) => page.slice(page.indexOf('class="one-of-all"'), page.indexOf('</form>', page.indexOf('class="one-of-all"')));
    expect(questionsIn((await trainer.get(action)).text), 'the seed draws the same again').to.equal(questionsIn(asked.text)).and.have.length.above(1000);
    const choices = Object.fromEntries([...asked.text.matchAll(/type="radio"[^>]*name="([^"]+)"[^>]*value="([^"]+)"|name="([^"]+)"[^>]*type="radio"[^>]*value="([^"]+)"/g)].map((found) => [found[1] ?? found[3] ?? '', found[2] ?? found[4] ?? '']).toReversed());
    expect(Object.keys(choices)).to.have.length.above(2);
    const next = await trainer.post(action, { ...choices, go: 'check' }, quiz);
    expect(next.text, 'a story goes on').to.include('Ada cerita yang berlanjut');
    const result = await trainer.post(action, { ...choices, go: 'confirm' }, quiz);
    expect(result.status).to.equal(200);
    expect(result.text).to.include('Pembahasan').and.to.include('Percobaan ini tidak dicatat').and.not.to.include('Laporkan kesalahan di soal');
    const numeric = /name="(response\.[^"]+)"[^>]*inputmode="decimal"|inputmode="decimal"[^>]*name="(response\.[^"]+)"/.exec(asked.text);
    const wrong = await trainer.post(action, { [numeric?.[1] ?? numeric?.[2] ?? '']: 'delapan', go: 'confirm' }, quiz);
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('value="delapan"');
    const exam = /href="(\/admin\/preview\/cuci-tangan\/quizzes\/ujian[^"]*)"/.exec((await trainer.get(BASE)).text)?.[1] ?? '';
    const sat = await trainer.get(exam);
    const examined = await trainer.post(/action="(\/admin\/preview\/[^"]+seed=[^"]+)"/.exec(sat.text)?.[1] ?? '', { go: 'confirm' }, exam);
    expect(examined.text).to.include('Belum lulus').and.to.include('0 dari batas 80');
    expect(await everything(), 'no document of no collection').to.equal(before);
  });

  it('compares published versions and the files, word by word', async () => {
    const id = /lessons\/([a-z-]+)"[^>]*>Langkah/.exec((await trainer.get(BASE)).text)?.[1] ?? '';
    await site.service.catalogue.settled();
    await save({ [LESSON]: append('Paragraf lama berbunyi begini.'), '01-mengapa/quiz.yaml': edit('answer: false', 'answer: true') });
    await site.service.catalogue.settled();
    await save({ [LESSON]: edit('Paragraf lama berbunyi', 'Paragraf baru berbunyi') });
    await site.service.catalogue.settled();
    const page = await trainer.get(`${BASE}/versions?lesson=${id}`);
    const values = [...page.text.matchAll(/<option value="([0-9a-f]{16})"/g)].map(([, value]) => value);
    expect(new Set(values).size).to.equal(3);
    expect(page.text.replaceAll(/<span class="clip">.*?<\/span>/g, '')).to.include('Paragraf <del>lama</del><ins>baru</ins> berbunyi begini.');
    expect(page.text, 'said to who does not see').to.include('dihapus').and.to.include('ditambahkan');
    const whole = await trainer.get(`${BASE}/versions?from=${values[2]}&to=berkas`);
    expect(whole.text).to.include('m1-02').and.to.include('kunci atau pilihannya');
    expect((await trainer.get(`${BASE}/versions?from=berkas&to=berkas`)).text).to.include('Keduanya sama.');
    expect((await trainer.get(`${BASE}/versions?from=0000000000000000`)).text).to.include('Versi ini tidak tersimpan');
  });

  it('shows no line of a file that a link leads to outside', async () => {
    writeFileSync(join(courses, 'rahasia.md'), '---\nid: x\n---\nrahasia sekali\n');
    const { sourceExcerpt } = await import('../../server/content/source-excerpt.ts');
    expect(await sourceExcerpt(join(courses, 'cuci'), '../rahasia.md', 2)).to.deep.equal([]);
    expect(await sourceExcerpt(join(courses, 'cuci'), 'tidak-ada.md', 2)).to.deep.equal([]);
    expect(await sourceExcerpt(join(courses, 'cuci'), 'course.yaml', 2)).to.have.length(3);
  });
});
