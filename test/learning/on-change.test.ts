import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { readAnswerKey } from '../fixtures/answer-key.ts';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const ID = 'cuci-tangan';
const COURSE = `/courses/${ID}`;
const QUIZ = `${COURSE}/quizzes/kuis-mengapa`;
const EXAM = `${COURSE}/quizzes/ujian-cuci-tangan`;
const LESSONS = ['kuman-di-tangan', 'waktu-penting', 'langkah'];
const RETAKE = 'perlu dikerjakan lagi';

/** A learner in the middle of a course whose author changes it, for each of the author's three wishes. */
describe('a course that changes while somebody learns', function () {
  this.timeout(60_000);
  let site: TestService;
  let courses: string;
  let siti: Visitor;

  beforeEach(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
    await cp(`test/fixtures/courses/${ID}`, join(courses, ID), { recursive: true });
    site = await startTestService({ COURSES_DIR: courses });
    siti = new Visitor(site);
    await siti.signUp('siti');
    await siti.post(`${COURSE}/enrol`, {}, COURSE);
    for (const lesson of LESSONS) await siti.post(`${COURSE}/lessons/${lesson}/read`, {}, COURSE);
  });
  afterEach(async () => {
    await site.close();
    await rm(courses, { recursive: true, force: true });
  });

  /** The author's change: stricter minimums, and what is to happen to those who have begun. */
  const change = async (onChange: string, minimum: number): Promise<void> => {
    const file = join(courses, ID, 'course.yaml');
    const before = site.service.catalogue.course(ID)?.version;
    const text = (await readFile(file, 'utf8')).replace(/on_change: .*\n/, '').replaceAll(/minimum: \d+/g, `minimum: ${minimum}`);
    await writeFile(file, `${text}on_change: ${onChange}\n`);
    for (const end = Date.now() + 10_000; site.service.catalogue.course(ID)?.version === before; await turn()) if (Date.now() > end) throw new Error('The change did not arrive');
  };
  const begin = async (quiz: string): Promise<string> => (await siti.post(quiz, { confirmed: '1' }, quiz)).headers.location ?? '';
  /** `right`: of each unit so many are answered rightly; left out: all. */
  const answer = async (attempt: string, right = Infinity): Promise<void> => {
    const key = readAnswerKey(join(courses, ID));
    const record = await site.service.application.assessment.attempts.selectOptional(attempt.split('/').at(-1) ?? '');
    const unitOf = new Map(site.service.catalogue.course(ID)?.exam?.questions.map((each) => [each.id, each.competency]));
    const answered = new Map<string, number>();
    for (const [index, { id }] of (record?.questions ?? []).entries()) {
      const unit = unitOf.get(id) ?? '';
      answered.set(unit, (answered.get(unit) ?? 0) + 1);
      if ((answered.get(unit) ?? 0) > right) continue;
      const { options = [], typed } = key.get(id) ?? {};
      await siti.post(`${attempt}/questions/${index + 1}`, { response: typed ?? options, go: 'next' }, `${attempt}/questions/${index + 1}`);
    }
  };
  const sit = async (quiz: string): Promise<void> => {
    const attempt = await begin(quiz);
    await answer(attempt);
    await siti.post(`${attempt}/finish`);
  };
  const coursePage = async (): Promise<string> => (await siti.get(COURSE)).text;
  const minimumsOn = (page: string): string[] => [...page.matchAll(/min\. (\d+)/g)].map(([, minimum = '']) => minimum);
  const certificates = async (): Promise<number> => new Set((await siti.get('/certificates')).text.match(/CT-\d{4}-\w{4}-\w{4}-\w{2}/g)).size;

  it('pin: finishes the version begun, with what it demands, and what was passed counts', async () => {
    await sit(QUIZ);
    await change('pin', 95);
    const page = await coursePage();
    expect(minimumsOn(page)).to.deep.equal(['80', '80']);
    expect(page).to.include('1 dari 1 kuis').and.not.to.include(RETAKE);
    await sit(EXAM);
    expect(await certificates()).to.equal(1);
  });

  it('migrate: goes on in the newest version, and what was passed counts', async () => {
    await sit(QUIZ);
    await change('migrate', 95);
    const page = await coursePage();
    expect(minimumsOn(page)).to.deep.equal(['95', '95']);
    expect(page).to.include('1 dari 1 kuis').and.not.to.include(RETAKE);
    await sit(EXAM);
    expect(await certificates()).to.equal(1);
  });

  for (const onChange of ['pin', 'migrate'] as const) {
    it(`${onChange}: a quiz under way goes on with the questions it began with, and counts`, async () => {
      const attempt = await begin(QUIZ);
      await change(onChange, 95);
      expect(await begin(QUIZ), 'the same attempt').to.equal(attempt);
      await answer(attempt);
      await siti.post(`${attempt}/finish`);
      expect((await siti.get(`${attempt}/result`)).status).to.equal(200);
      expect(await coursePage()).to.include('1 dari 1 kuis').and.not.to.include(RETAKE);
    });

    it(`${onChange}: an exam under way is graded by the version it began with, and counts`, async () => {
      await sit(QUIZ);
      const attempt = await begin(EXAM);
      await change(onChange, 95);
      expect(await begin(EXAM), 'the same attempt').to.equal(attempt);
      // Four of five right in each unit: 80, which the version begun asked for and today's does not take.
      await answer(attempt, 4);
      await siti.post(`${attempt}/finish`);
      expect((await siti.get(`${attempt}/result`)).text).to.include('Semua kompetensi tuntas');
      expect(await certificates()).to.equal(1);
    });
  }

  it('retake: a quiz under way ends, counts no more, and a fresh one does', async () => {
    const old = await begin(QUIZ);
    await change('retake', 80);
    await answer(old);
    await siti.post(`${old}/finish`);
    expect(await coursePage(), 'the old one').to.include('0 dari 1 kuis');
    await sit(QUIZ);
    expect(await coursePage()).to.include('1 dari 1 kuis');
  });

  it('retake: keeps what was read, sits quiz and exam again, and is told so', async () => {
    await sit(QUIZ);
    await change('retake', 90);
    const page = await coursePage();
    expect(minimumsOn(page)).to.deep.equal(['90', '90']);
    expect(page).to.include(RETAKE).and.to.include('2 dari 2 pelajaran').and.to.include('0 dari 1 kuis');
    expect((await siti.get(EXAM)).text, 'the exam is closed again').to.include('Terbuka setelah semua modul selesai');
    await sit(QUIZ);
    expect(await coursePage()).to.include('1 dari 1 kuis').and.not.to.include(RETAKE);
    await sit(EXAM);
    expect(await certificates()).to.equal(1);
  });

  it('retake: an exam under way ends, counts no more and uses up nothing; who holds the certificate keeps it', async () => {
    await sit(QUIZ);
    const old = await begin(EXAM);
    await answer(old);
    await change('retake', 90);
    await sit(QUIZ);
    expect((await siti.get(EXAM)).text).to.include('Tersisa 3 dari 3');
    const fresh = await begin(EXAM);
    expect(fresh).not.to.equal(old);
    expect((await siti.get(`${old}/result`)).status).to.equal(200);
    expect(await certificates(), 'what was shown in the old exam').to.equal(0);
    await answer(fresh);
    await siti.post(`${fresh}/finish`);
    expect(await certificates()).to.equal(1);
    await change('retake', 100);
    expect(await coursePage()).not.to.include(RETAKE);
    expect(await certificates()).to.equal(1);
  });
});
