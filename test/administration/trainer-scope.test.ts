import { expect } from 'chai';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

describe('administration: the learners of a trainer', function () {
  this.timeout(30_000);
  const course = courseWith({ id: 'contoh' });
  const other = courseWith({ id: 'kedua', shortTitle: { original: 'Kedua' } });
  let office: Office;
  let trainers: Browser;
  let own = '';
  let foreign = '';
  let trainer = '';

  const enrol = (learner: string, id = 'contoh') => office.administration.learning.enrolments.enrol(learner, id, course.version);
  const makeClass = async (trainerIds: string[]) => office.administration.classes.createClass({ name: 'Bekasi', course: 'contoh', regions: [], organisations: [], trainers: trainerIds, by: 'x', begins: undefined, ends: undefined, quota: undefined });

  beforeEach(async () => {
    office = await openOffice([course, other]);
    const account = await office.account({ name: 'Tuti', role: 'trainer' });
    trainer = account._id;
    trainers = await office.browser(account);
    own = (await office.account({ name: 'Siti Sendiri', role: 'learner' }))._id;
    foreign = (await office.account({ name: 'Agus Asing', role: 'learner' }))._id;
    for (const learner of [own, foreign]) for (const id of ['contoh', 'kedua']) await enrol(learner, id);
    for (const [learner, at] of [[own, 1], [foreign, 2]] as const) {
      const attempt = `${learner}0000`.slice(0, 20);
      await office.connection.collection('markings').insertOne({ _id: `${String(at).padStart(12, '0')}:${attempt}:esai` as never, attempt, question: 'esai', course: 'contoh', quiz: 'k', learner, state: 'waiting', at: new Date(), schemaVersion: 1 });
    }
  });
  afterEach(() => office.close());

  it('are all learners as long as no class names the trainer', async () => {
    for (const path of ['/admin/results?course=contoh', '/admin/marking']) expect((await trainers.get(path)).text, path).to.include('Siti Sendiri').and.to.include('Agus Asing');
    expect((await trainers.get(`/admin/results/${foreign}/kedua`)).status).to.equal(200);
    expect((await trainers.get('/admin/analysis')).text).to.include('Kedua');
  });

  it('are those of the classes that name the trainer, in the course of the class, also when it is archived', async () => {
    const made = await makeClass([trainer]);
    await office.administration.classes.addMember(made._id, own);
    await office.administration.classes.addMember((await makeClass([]))._id, foreign);
    for (const state of ['open', 'archived'] as const) {
      await office.administration.classes.changeState(made, state);
      for (const path of ['/admin/results', '/admin/marking']) expect((await trainers.get(path)).text, path).to.include('Siti Sendiri').and.not.to.include('Agus Asing');
      expect((await trainers.get('/admin/results?course=kedua')).text).not.to.include('Siti Sendiri');
      expect((await trainers.get(`/admin/results/${own}/contoh`)).status).to.equal(200);
      for (const path of [`${foreign}/contoh`, `${own}/kedua`]) expect((await trainers.get(`/admin/results/${path}`)).status, path).to.equal(404);
      expect((await trainers.post(`/admin/results/${foreign}/contoh/grant`, { quiz: 'ujian-akhir', reason: 'x' })).status).to.equal(404);
      expect((await trainers.get('/admin/analysis')).text).not.to.include('Kedua');
    }
  });

  it('are listed from the classes alone, in the order of names, however many others there are', async () => {
    const [first, second] = [await makeClass([trainer]), await makeClass([trainer])];
    const { classes, accounts } = office.administration;
    const names = Array.from({ length: 61 }, (_, number) => `Peserta ${String(number).padStart(2, '0')}`);
    for (const [number, name] of names.entries()) {
      const { _id, nameKey } = await office.account({ name, role: 'learner', regionCode: number === 7 ? '32.16' : '32.75' });
      await enrol(_id);
      // Some are in both; some were brought in under another name.
      if (number % 3 !== 1) await classes.addMember(first._id, _id, { nameKey });
      if (number % 3 !== 2) await classes.addMember(second._id, _id, { nameKey: number === 12 ? 'zainab' : nameKey });
    }
    const namesIn = (html: string): string[] => [...html.matchAll(/<th scope="row"><a[^>]*>([^<]+)</g)].map(([, name]) => name ?? '');
    const hrefIn = (html: string, rel: string): string => (new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
    // Whoever pages over all accounts fails here.
    office.administration.people.selectPage = () => Promise.reject(new Error('all accounts were walked'));
    const page = await trainers.get('/admin/results?course=contoh');
    const next = await trainers.get(hrefIn(page.text, 'next'));
    expect([...namesIn(page.text), ...namesIn(next.text)]).to.deep.equal(names);
    expect(namesIn((await trainers.get(hrefIn(next.text, 'prev'))).text)).to.deep.equal(names.slice(0, 50));
    expect(namesIn((await trainers.get('/admin/results?course=contoh&q=peserta%201')).text)).to.deep.equal(names.slice(10, 20));
    const { userName } = await accounts.accounts.selectById((await classes.selectMembers(first._id))[0]?.learner ?? '');
    expect(namesIn((await trainers.get(`/admin/results?course=contoh&q=${userName}`)).text)).to.not.be.empty;
    expect(namesIn((await trainers.get('/admin/results?course=contoh&regionCode=32.16')).text)).to.deep.equal(['Peserta 07']);
    expect(namesIn((await trainers.get('/admin/results?course=kedua')).text)).to.deep.equal([]);
  });

  it('report what their trainer reads and answers; of others a trainer of classes reads nothing', async () => {
    const { reports } = office.administration.assessment;
    const ids = await Promise.all([{ learner: own, text: 'Keliru di sini.' }, { learner: foreign, text: 'Asing di sana.' }, { learner: undefined, text: 'Tanpa nama.' }, { learner: own, text: 'Pelatihan lain.', course: 'kedua' }].map((report) => reports.create({ course: 'contoh', lesson: undefined, question: undefined, ...report })));
    expect((await trainers.get('/admin/reports')).text).to.include('Asing di sana.').and.to.include('Pelatihan lain.');
    const made = await makeClass([trainer]);
    await office.administration.classes.addMember(made._id, own);
    const { text } = await trainers.get('/admin/reports');
    expect(text).to.include('Keliru di sini.').and.to.include('Tanpa nama.').and.not.to.include('Asing di sana.').and.not.to.include('Pelatihan lain.').and.not.to.include('value="kedua"');
    for (const index of [1, 3]) expect((await trainers.post(`/admin/reports/${ids[index]}`, { state: 'dismissed' })).status).to.equal(404);
    expect((await trainers.post(`/admin/reports/${ids[0]}`, { state: 'dismissed' })).status).to.equal(303);
  });

  it('are named by a regrade to their trainer, who decides none; of others it names nobody', async () => {
    const { regrades } = office.administration.assessment;
    const summary = { attempts: 2, touched: 2, changed: 2, unreadable: 0, learners: 2, questions: [], units: [], quizzes: [], certificates: { unearned: 0, scores: 0, due: 0 } };
    const regrade = (id: string, courseId: string) => regrades.create({ _id: id, course: courseId, version: course.version, from: [], at: new Date(), state: 'previewed', summary, changed: 0, history: [], schemaVersion: 1 } as never);
    await regrade('aaaaaaaaaaaaaaaa', 'contoh');
    await regrade('bbbbbbbbbbbbbbbb', 'kedua');
    await regrades.putEffects([own, foreign].map((learner) => ({ _id: `aaaaaaaaaaaaaaaa:${learner}`, place: `aaaaaaaaaaaaaaaa:3:${learner}`, regrade: 'aaaaaaaaaaaaaaaa', learner, quiz: 'ujian-akhir', gained: [], lost: ['PSM.D.01'], schemaVersion: 1 }) as never));
    const page = '/admin/regrades/aaaaaaaaaaaaaaaa';
    expect((await trainers.get(page)).text).to.include('Siti Sendiri').and.to.include('Agus Asing').and.to.include(`${page}/apply`);
    await office.administration.classes.addMember((await makeClass([trainer]))._id, own);
    expect((await trainers.get(page)).text).to.include('Siti Sendiri').and.to.include('Hanya peserta angkatan Anda.').and.to.include('hanya diterapkan dan dibatalkan oleh admin semua wilayah').and.not.to.include('Agus Asing').and.not.to.include(`${page}/apply`);
    expect((await trainers.get('/admin/regrades/bbbbbbbbbbbbbbbb')).status).to.equal(404);
    const list = (await trainers.get('/admin/regrades')).text;
    expect(list).to.include(page).and.not.to.include('bbbbbbbbbbbbbbbb').and.not.to.include('Buat pratinjau</');
    for (const path of [`${page}/apply`, `${page}/undo`]) expect((await trainers.post(path, { reason: 'x' })).status, path).to.equal(403);
    expect((await trainers.post('/admin/regrades', { course: 'contoh' })).status).to.equal(403);
  });
});
