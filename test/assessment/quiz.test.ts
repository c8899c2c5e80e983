import { expect } from 'chai';
import { course, quiz, questionsFor, question, rightAnswer, SECRET, wrongAnswer } from './course-factory.ts';
import { Browser, openSite, viewer, type Page, type Site } from './site.ts';

/** Which question a page asks: its text names it. */
const askedOn = (page: Page): string => /Soal (k1-\d+):/.exec(page.text)?.[1] ?? '';
const typeOn = (questionId: string): string => Object.keys(rightAnswer)[Number(questionId.split('-')[1]) - 1] ?? '';
const responseTo = (page: Page, answers: typeof rightAnswer) => answers[typeOn(askedOn(page))] ?? '';

describe('a quiz in the browser', () => {
  let site: Site;
  let siti: Browser;
  const example = course();

  beforeEach(async () => {
    site = await openSite([example]);
    await site.enrol('siti', example);
    siti = site.browser(viewer('siti'));
  });
  afterEach(async () => {
    for (const page of siti.seen) expect(page.text).to.not.match(/\bundefined\b|\bNaN\b|\[object /);
    await site.close();
  });

  const begin = async (browser = siti): Promise<string> => {
    await browser.get('/courses/contoh/quizzes/kuis-1');
    const started = await browser.post('/courses/contoh/quizzes/kuis-1');
    return started.location;
  };
  const answerAll = async (attempt: string, answers = rightAnswer, browser = siti) => {
    let page = await browser.open(attempt);
    for (let turn = 0; turn < 5; turn += 1) {
      const saved = await browser.post(Browser.action(page), { response: responseTo(page, answers), go: 'next' });
      page = await browser.open(saved.location);
    }
    return page;
  };

  it('goes from its rules through every question to a result with feedback', async () => {
    const rules = await siti.get('/courses/contoh/quizzes/kuis-1');
    expect(rules.text).to.include('5 soal').and.include('Mulai kuis');
    const attempt = await begin();
    const confirm = await answerAll(attempt);
    expect(confirm.text).to.include('Semua soal sudah dijawab');
    const ended = await siti.post(`${attempt}/finish`);
    const result = await siti.open(ended.location);
    expect(result.text).to.include('Kuis tuntas').and.include(`${SECRET} pembahasan k1-1`).and.include('Ulangi kuis');
    expect((await site.standings.of('siti', 'contoh')).quizzes).to.deep.equal({ 'kuis-1': { best: 100, passed: true, attempts: 1 } });
  });

  it('shows what failed with the lesson to read again, and lets it be repeated with a result of its own', async () => {
    const first = await begin();
    await answerAll(first, wrongAnswer);
    const result = await siti.open((await siti.post(`${first}/finish`)).location);
    expect(result.text).to.include('Kuis belum tuntas').and.include('/courses/contoh/lessons/lesson-psm-d-01').and.include('4.242 tahun');
    const second = await begin();
    expect(second).to.not.equal(first);
    await answerAll(second);
    await siti.post(`${second}/finish`);
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']).to.deep.equal({ best: 100, passed: true, attempts: 2 });
    expect((await siti.get('/courses/contoh/quizzes/kuis-1')).text).to.include('Percobaan 2').and.include('Percobaan 1');
  });

  it('tells nothing of the key in any page before the attempt is finished', async () => {
    const attempt = await begin();
    await answerAll(attempt);
    await siti.open(`${attempt}/questions/2`);
    await siti.send(`${attempt}/questions/1`, { response: '' });
    await siti.get(`${attempt}/result`);
    expect(siti.seen.length).to.be.above(14);
    for (const page of siti.seen) {
      // The learner's own answer to the short text question stands in its field.
      const text = page.text.replaceAll(`value="${SECRET} teks"`, '');
      expect(text).to.not.include(SECRET);
      expect(text).to.not.match(/correct|4242|is-right|is-wrong|missed/);
    }
  });

  it('keeps answers over a reload, another tab and a restart', async () => {
    const attempt = await begin();
    const page = await siti.open(attempt);
    const response = responseTo(page, rightAnswer);
    await siti.post(Browser.action(page), { response, go: 'next' });
    const again = await siti.get(`${attempt}/questions/1`);
    expect(again.text).to.include('Jawaban tersimpan 09.00');
    site = await site.restart();
    siti = site.browser(viewer('siti'));
    expect((await siti.get(`${attempt}/questions/1`)).text).to.include('Jawaban tersimpan 09.00');
    expect((await siti.open(attempt)).path).to.equal(`${attempt}/questions/2`);
  });

  it('does not let a tab opened earlier take back what was answered since', async () => {
    const attempt = await begin();
    const early = await siti.get(`${attempt}/questions/1`);
    const late = await siti.get(`${attempt}/questions/1`);
    await siti.post(Browser.action(late), { response: responseTo(late, rightAnswer), go: 'next' });
    await siti.post(Browser.action(early), { go: '2' });
    expect((await siti.get(`${attempt}/questions/1`)).text).to.include('Jawaban tersimpan 09.00');
  });

  it('lets one page change its mind, back to what it showed at first', async () => {
    await site.close();
    const boxes = quiz({ id: 'kuis-1', questions: [question('k1-2', 'PSM.D.01', { type: 'multiple' })] });
    const changed = course({ modules: [{ ...example.modules[0]!, quiz: boxes }] });
    site = await openSite([changed]);
    await site.enrol('siti', changed);
    siti = site.browser(viewer('siti'));
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/1`);
    await siti.send(Browser.action(page), { response: ['p', 'q'] });
    await siti.send(Browser.action(page), {});
    const cleared = await siti.get(`${attempt}/questions/1`);
    expect(cleared.text).to.not.match(/checked/);
    await siti.post(`${attempt}/finish`);
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']?.best).to.equal(0);
  });

  it('names the sources of a question with its feedback, and not before', async () => {
    await site.close();
    const sourced = question('k1-1', 'PSM.D.01', { sources: ['S1', 'S2', 'hilang'] });
    const changed = course({
      modules: [{ ...example.modules[0]!, quiz: quiz({ id: 'kuis-1', questions: [sourced] }) }],
      sources: { S1: { title: 'Permensos 10/2019', url: 'https://contoh.example/permensos?a=1&b=2', kind: 'rule' }, S2: { title: 'Catatan <lapangan>', url: undefined, kind: 'secondary' } },
    });
    site = await openSite([changed]);
    await site.enrol('siti', changed);
    siti = site.browser(viewer('siti'));
    const attempt = await begin();
    expect((await siti.get(`${attempt}/questions/1`)).text).not.to.include('Permensos');
    await siti.post(`${attempt}/finish`);
    const { text } = await siti.get(`${attempt}/result`);
    expect(text).to.include('Sumber: <a href="https://contoh.example/permensos?a=1&amp;b=2" rel="noopener noreferrer">Permensos 10/2019</a>; Catatan &lt;lapangan&gt;</p>');
  });

  it('remembers what is marked to be looked at again', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/3`);
    await siti.post(Browser.action(page), { marked: '1', go: 'check' });
    const confirm = await siti.get(`${attempt}/confirm`);
    expect(confirm.text).to.include('Anda tandai untuk dilihat lagi').and.include('Masih ada 5 soal yang belum dijawab');
    const marked = await siti.get(`${attempt}/questions/3`);
    expect(marked.text).to.match(/name="marked" value="1" checked/);
    await siti.post(Browser.action(marked), { go: 'check' });
    expect((await siti.get(`${attempt}/confirm`)).text).to.not.include('Anda tandai untuk dilihat lagi');
  });

  it('goes where the learner wants: back, to a number, to the check', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/3`);
    const going = async (go: string) => (await siti.post(Browser.action(page), { go })).location;
    expect([await going('previous'), await going('next'), await going('5'), await going('check'), await going('nonsense')]).to.deep.equal([
      `${attempt}/questions/2`, `${attempt}/questions/4`, `${attempt}/questions/5`, `${attempt}/confirm`, `${attempt}/questions/4`,
    ]);
  });

  it('shows what was typed again when it is no number, with what to write instead', async () => {
    const attempt = await begin();
    let page = await siti.get(`${attempt}/questions/1`);
    for (let number = 1; typeOn(askedOn(page)) !== 'numeric'; number += 1) page = await siti.get(`${attempt}/questions/${number}`);
    const refused = await siti.post(Browser.action(page), { response: 'delapan belas', go: 'next' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('value="delapan belas"').and.include('Tulis angkanya saja');
    const script = await siti.send(Browser.action(page), { response: 'delapan belas' });
    expect(script.status).to.equal(400);
  });

  it('starts once however often the button is pressed, and ends once', async () => {
    await siti.get('/courses/contoh/quizzes/kuis-1');
    const starts = await Promise.all([1, 2, 3].map(() => siti.post('/courses/contoh/quizzes/kuis-1')));
    const attempts = new Set(starts.map((started) => started.location));
    expect([...attempts]).to.have.length(1);
    const [attempt = ''] = attempts;
    await answerAll(attempt);
    await Promise.all([1, 2, 3].map(() => siti.post(`${attempt}/finish`)));
    await siti.post(`${attempt}/finish`);
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']?.attempts).to.equal(1);
  });

  it('accepts no answer after the end', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/1`);
    await siti.post(`${attempt}/finish`);
    const script = await siti.send(Browser.action(page), { response: responseTo(page, rightAnswer) });
    expect(script.status).to.equal(409);
    const form = await siti.post(Browser.action(page), { response: responseTo(page, rightAnswer) });
    expect(form.location).to.equal(`${attempt}/result`);
    expect((await siti.get(form.location)).text).to.include('jawaban terakhir tidak tersimpan');
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']?.best).to.equal(0);
  });

  it('refuses an option that was not offered and a question that is not in the attempt', async () => {
    const attempt = await begin();
    let page = await siti.get(`${attempt}/questions/1`);
    for (let number = 1; typeOn(askedOn(page)) !== 'single'; number += 1) page = await siti.get(`${attempt}/questions/${number}`);
    expect((await siti.send(Browser.action(page), { response: 'zzz' })).status).to.equal(400);
    expect((await siti.send(`${attempt}/questions/6`, { response: 'q' })).status).to.equal(404);
    expect((await siti.get(`${attempt}/questions/6`)).status).to.equal(404);
    expect((await siti.get(`${attempt}/questions/0`)).status).to.equal(404);
  });

  it('does not exist for anybody else, whatever their role', async () => {
    const attempt = await begin();
    for (const other of [viewer('budi'), viewer('admin', { role: 'administrator' })]) {
      const browser = site.browser(other);
      await site.enrol(other.id, example);
      await begin(browser);
      for (const path of [attempt, `${attempt}/questions/1`, `${attempt}/questions`, `${attempt}/confirm`, `${attempt}/result`, `${attempt}/questions/1/report`]) {
        expect((await browser.get(path)).status, path).to.equal(404);
      }
      await browser.get('/courses/contoh/quizzes/kuis-1');
      for (const path of [`${attempt}/questions/1`, `${attempt}/questions`, `${attempt}/finish`, `${attempt}/questions/1/report`]) {
        expect((await browser.post(path, { response: 'q', text: 'x' })).status, path).to.equal(404);
      }
    }
    expect((await siti.open(attempt)).status).to.equal(200);
  });

  it('asks those who are not enrolled to enrol, and hides drafts from learners', async () => {
    const budi = site.browser(viewer('budi'));
    expect((await budi.get('/courses/contoh/quizzes/kuis-1')).location).to.equal('/courses/contoh');
    expect((await budi.get('/courses/contoh/quizzes/nothing')).location).to.equal('/courses/contoh');
    expect((await budi.get('/courses/nothing/quizzes/kuis-1')).status).to.equal(404);
    expect((await siti.get('/courses/contoh/quizzes/nothing')).status).to.equal(404);
    site.courses.set('contoh', { ...example, status: 'draft' });
    expect((await budi.get('/courses/contoh/quizzes/kuis-1')).status).to.equal(404);
    expect((await siti.get('/courses/contoh/quizzes/kuis-1')).status).to.equal(404);
    const trainer = site.browser(viewer('trainer', { role: 'trainer' }));
    await site.enrol('trainer', example);
    expect((await trainer.get('/courses/contoh/quizzes/kuis-1')).status).to.equal(200);
  });

  it('grades with the version it was begun with, though the course has changed since', async () => {
    const attempt = await begin();
    await answerAll(attempt);
    const module = { ...example.modules[0]!, quiz: quiz({ id: 'kuis-1', questions: questionsFor('PSM.D.01', 5, 'new') }) };
    site.earlierVersions.set('contoh:v1', example);
    site.courses.set('contoh', { ...example, version: 'v2', modules: [module] });
    site = await site.restart();
    siti = site.browser(viewer('siti'));
    expect((await siti.get(`${attempt}/questions/1`)).text).to.match(/Soal k1-/);
    await siti.post(`${attempt}/finish`);
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']?.best).to.equal(100);
  });

  it('speaks English where the page does', async () => {
    const attempt = await begin();
    await siti.get(`${attempt}/questions/1?lang=en`);
    expect((await siti.get(`${attempt}/questions/1`)).text).to.match(/Question k1-\d: what do you do\?/);
  });

  it('passes a word about a wrong question on to the trainers', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/2`);
    const form = await siti.get(`${attempt}/questions/2/report`);
    expect(form.text).to.include('Soal 2, Kuis modul 1');
    expect((await siti.post(`${attempt}/questions/2/report`, { text: '  ' })).status).to.equal(422);
    const sent = await siti.post(`${attempt}/questions/2/report`, { text: 'Dua jawaban benar.' });
    expect(sent.location).to.equal(`${attempt}/questions/2`);
    const [report] = await site.assessment.reports.selectPage({ state: 'open' }, undefined, 10);
    expect(report).to.include({ course: 'contoh', question: askedOn(page), text: 'Dua jawaban benar.', learner: 'siti' });
  });
});

describe('a quiz with all questions on one page', () => {
  let site: Site;
  let siti: Browser;
  const example = course();
  const all = course({ modules: [{ ...example.modules[0]!, quiz: quiz({ id: 'kuis-1', layout: 'all', shuffle: false, questions: questionsFor('PSM.D.01', 5, 'k1') }) }] });

  beforeEach(async () => {
    site = await openSite([all]);
    await site.enrol('siti', all);
    siti = site.browser(viewer('siti'));
    await siti.get('/courses/contoh/quizzes/kuis-1');
  });
  afterEach(async () => {
    for (const page of siti.seen) expect(page.text).to.not.match(/\bundefined\b|\bNaN\b|\[object /);
    await site.close();
  });

  const fieldsOf = (answers: typeof rightAnswer) =>
    Object.fromEntries(Object.keys(answers).map((type, index) => [`response.k1-${index + 1}`, answers[type] ?? '']));

  it('saves everything that can be read, and shows the rest again', async () => {
    const attempt = (await siti.post('/courses/contoh/quizzes/kuis-1')).location;
    const page = await siti.open(attempt);
    expect(page.path).to.equal(`${attempt}/questions`);
    const refused = await siti.post(Browser.action(page), { ...fieldsOf(rightAnswer), 'response.k1-4': 'banyak', go: 'check' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('value="banyak"').and.include('href="#q-k1-4"');
    expect((await siti.get(`${attempt}/confirm`)).text).to.include('Masih ada 1 soal yang belum dijawab');
    const again = await siti.get(`${attempt}/questions`);
    await siti.post(Browser.action(again), { ...fieldsOf(rightAnswer), go: 'check' });
    await siti.post(`${attempt}/finish`);
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']?.best).to.equal(100);
  });

  it('takes from an older tab only what was changed in it', async () => {
    const attempt = (await siti.post('/courses/contoh/quizzes/kuis-1')).location;
    const early = await siti.get(`${attempt}/questions`);
    const late = await siti.get(`${attempt}/questions`);
    await siti.post(Browser.action(late), fieldsOf(rightAnswer));
    await siti.post(Browser.action(early), { 'response.k1-1': 'p' });
    await siti.post(`${attempt}/finish`);
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']?.best).to.equal(80);
  });
});
