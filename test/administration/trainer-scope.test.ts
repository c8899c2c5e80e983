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
});
