import { expect } from 'chai';
import { grantAttempt } from '../../server/assessment/grant-attempt.ts';
import { settleFinishedAttempts } from '../../server/assessment/finish-attempt.ts';
import { Conflict, NotFound } from '../../server/errors.ts';
import { course, rightAnswer, SECRET, wrongAnswer } from './course-factory.ts';
import { Browser, openSite, viewer, type Page, type Site } from './site.ts';

const HOUR_MS = 60 * 60 * 1000;
const UNITS = ['psm-d-01', 'psm-d-02'] as const;
type Unit = (typeof UNITS)[number];

const askedOn = (page: Page): string => /Soal (psm-d-\d+-\d+):/.exec(page.text)?.[1] ?? '';
const typeOf = (questionId: string): string => Object.keys(rightAnswer)[(Number(questionId.split('-').at(-1)) - 1) % 5] ?? '';
const unitOf = (questionId: string): Unit => (questionId.startsWith('psm-d-01') ? 'psm-d-01' : 'psm-d-02');

describe('the exam in the browser', () => {
  let site: Site;
  let siti: Browser;
  const example = course();
  const exam = '/courses/contoh/quizzes/ujian-akhir';

  beforeEach(async () => {
    site = await openSite([example]);
    siti = await ready('siti');
  });
  afterEach(async () => {
    for (const page of siti.seen) expect(page.text).to.not.match(/\bundefined\b|\bNaN\b|\[object /);
    await site.close();
  });

  /** A learner who has read every lesson and passed the quiz. */
  const ready = async (id: string): Promise<Browser> => {
    const browser = site.browser(viewer(id));
    await site.enrol(id, example);
    await site.readModule(id, example);
    await site.assessment.standings.change(id, 'contoh', () => ({
      quizzes: { 'kuis-1': { best: 100, passed: true, attempts: 1, lastAttempt: 'x', lastFinishedAt: site.clock.now } },
    }));
    return browser;
  };
  const begin = async (browser = siti): Promise<string> => {
    await browser.get(exam);
    return (await browser.post(exam, { confirmed: '1' })).location;
  };
  /** Answers every question, right in the units named, and hands in; gives the ids that were asked. */
  const sit = async (attempt: string, right: readonly Unit[], browser = siti): Promise<string[]> => {
    const asked: string[] = [];
    for (let page = await browser.open(attempt); page.path.includes('/questions/');) {
      const id = askedOn(page);
      asked.push(id);
      const answers = right.includes(unitOf(id)) ? rightAnswer : wrongAnswer;
      page = await browser.open((await browser.post(Browser.action(page), { response: answers[typeOf(id)] ?? '', go: 'next' })).location);
    }
    await browser.post(`${attempt}/finish`);
    return asked;
  };
  const later = (hours: number) => {
    site.clock.now = new Date(site.clock.now.getTime() + hours * HOUR_MS);
  };

  it('says its rules and wants the printed name and village to be confirmed', async () => {
    const rules = await siti.get(exam);
    for (const words of ['6 soal', '90 menit', 'Tersisa 3 dari 3', '1 hari', 'Siti siti', 'Bojong Rawalumbu', 'Kota Bekasi', 'Kompetensi PSM.D.02']) {
      expect(rules.text).to.include(words);
    }
    const unconfirmed = await siti.post(exam);
    expect(unconfirmed.status).to.equal(422);
    expect(unconfirmed.text).to.include('Periksa dahulu nama dan tempat bertugas Anda');
    expect(await begin()).to.match(/^\/attempts\/[\w-]{20}$/);
  });

  it('stays closed until every module is done', async () => {
    const budi = site.browser(viewer('budi'));
    await site.enrol('budi', example);
    expect((await budi.get(exam)).text).to.include('Terbuka setelah semua modul selesai');
    expect((await budi.post(exam, { confirmed: '1' })).location).to.equal(exam);
    expect(await site.doors.of('budi', example, false)).to.deep.include({ state: 'locked', unitsLeft: 2 });
  });

  it('is passed when every unit meets its minimum; then whoever waits for it is told', async () => {
    const asked = await sit(await begin(), UNITS);
    expect(asked).to.have.length(6);
    expect(asked.filter((id) => unitOf(id) === 'psm-d-01')).to.have.length(3);
    expect(site.announced).to.deep.equal(['siti:contoh']);
    expect((await site.standings.of('siti', 'contoh')).units).to.deep.equal({ 'PSM.D.01': { score: 100, met: true }, 'PSM.D.02': { score: 100, met: true } });
    expect((await siti.get(exam)).text).to.include('Semua kompetensi sudah tuntas');
    expect(await site.doors.of('siti', example, true)).to.deep.include({ state: 'passed', unitsLeft: 0 });
  });

  it('lets only the unit that failed be sat again, after the waiting time, with other questions', async () => {
    const first = await begin();
    const asked = await sit(first, ['psm-d-01']);
    const result = await siti.get(`${first}/result`);
    expect(result.text).to.include('1 dari 2 kompetensi tuntas').and.include('/courses/contoh/lessons/lesson-psm-d-02').and.include('Dapat diulang mulai 25 November 2026, 09.00 WIB');
    expect(result.text).to.not.include(SECRET).and.not.include('/courses/contoh/lessons/lesson-psm-d-01');

    expect((await siti.post(exam, { confirmed: '1' })).location).to.equal(exam);
    expect(await site.doors.of('siti', example, true)).to.deep.include({ state: 'waiting', unitsLeft: 1 });
    later(24);
    const rules = await siti.get(exam);
    expect(rules.text).to.include('3 soal').and.include('Tersisa 2 dari 3');
    const again = await sit(await begin(), ['psm-d-02']);
    expect(again.map(unitOf)).to.deep.equal(['psm-d-02', 'psm-d-02', 'psm-d-02']);
    expect(again.filter((id) => asked.includes(id))).to.deep.equal([]);
    expect((await site.standings.of('siti', 'contoh')).units['PSM.D.02']).to.deep.equal({ score: 100, met: true });
    expect(site.announced).to.have.length(2);
    // Now that everything is met, both attempts may be looked at.
    expect((await siti.get(`${first}/result`)).text).to.include(`${SECRET} pembahasan`);
  });

  it('tells nothing of a key in any response of an exam that is failed', async () => {
    const attempt = await begin();
    await sit(attempt, ['psm-d-01']);
    await siti.get(`${attempt}/result`);
    await siti.get(exam);
    for (const page of siti.seen) {
      // A form's token is random, and may hold any digits.
      const text = page.text.replaceAll(`value="${SECRET} teks"`, '').replaceAll(/name="_csrf" value="[^"]+"/g, '');
      expect(text).to.not.include(SECRET);
      expect(text).to.not.match(/correct|4242|4\.242(?! tahun")|is-right|is-wrong|missed/);
    }
  });

  it('shows the certificate once there is one', async () => {
    const attempt = await begin();
    await sit(attempt, UNITS);
    site.certificates.set('siti:contoh', '/certificates/abc');
    expect((await siti.get(`${attempt}/result`)).text).to.include('href="/certificates/abc"');
  });

  it('ends at its deadline with what was saved', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/1`);
    expect(page.text).to.include('data-ends="2026-11-24T03:30:00.000Z"');
    await siti.post(Browser.action(page), { response: rightAnswer[typeOf(askedOn(page))] ?? '', go: 'next' });
    later(2);
    expect((await siti.open(attempt)).path).to.equal(`${attempt}/result`);
    const unit = askedOn(page).startsWith('psm-d-01') ? 'PSM.D.01' : 'PSM.D.02';
    expect((await site.standings.of('siti', 'contoh')).units[unit]?.score).to.equal(33);
    expect((await siti.get(`${attempt}/result`)).text).to.include('24 November 2026, 10.30 WIB');
  });

  it('takes an answer that was on its way when the time was over, and none later', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/1`);
    const response = rightAnswer[typeOf(askedOn(page))] ?? '';
    site.clock.now = new Date('2026-11-24T03:30:29Z');
    expect((await siti.send(Browser.action(page), { response })).body).to.include({ saved: true });
    site.clock.now = new Date('2026-11-24T03:30:31Z');
    expect((await siti.send(Browser.action(page), { response })).status).to.equal(409);
    expect((await siti.get(`${attempt}/questions/1`)).location).to.equal(`${attempt}/result`);
  });

  it('is finished at the next start when nobody came back', async () => {
    await begin();
    later(2);
    site = await site.restart();
    expect(await settleFinishedAttempts(site.assessment)).to.equal(1);
    expect(site.announced).to.deep.equal(['siti:contoh']);
    expect((await site.standings.of('siti', 'contoh')).quizzes['ujian-akhir']).to.deep.equal({ best: 0, passed: false, attempts: 1 });
    expect(await settleFinishedAttempts(site.assessment)).to.equal(0);
  });

  it('keeps its result when the certificate fails, and tries again', async () => {
    site.failures.afterExam = new Error('no fonts');
    const attempt = await begin();
    await sit(attempt, UNITS);
    expect((await siti.get(`${attempt}/result`)).text).to.include('Semua kompetensi tuntas');
    expect(site.reported.map(String)).to.include('Error: no fonts');
    site = await site.restart();
    expect(await settleFinishedAttempts(site.assessment)).to.equal(1);
    expect(site.announced).to.deep.equal(['siti:contoh']);
    expect(site.reported).to.deep.equal([]);
  });

  it('mends a crash between handing in, grading and counting', async () => {
    const attempt = await begin();
    const page = await siti.get(`${attempt}/questions/1`);
    await siti.post(Browser.action(page), { response: rightAnswer[typeOf(askedOn(page))] ?? '', go: 'next' });
    await site.assessment.attempts.close(attempt.split('/').at(-1) ?? '', site.clock.now);
    site = await site.restart();
    siti = site.browser(viewer('siti'));
    expect((await siti.get(`${attempt}/result`)).status).to.equal(200);
    expect((await site.standings.of('siti', 'contoh')).quizzes['ujian-akhir']?.attempts).to.equal(1);
    expect(await settleFinishedAttempts(site.assessment)).to.equal(0);
  });

  it('ends at the limit, until a trainer grants another attempt with a reason', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await sit(await begin(), []);
      later(24);
    }
    expect((await siti.get(exam)).text).to.include('Kesempatan Anda sudah habis');
    expect(await site.doors.of('siti', example, true)).to.deep.include({ state: 'exhausted' });
    const grant = { learner: 'siti', course: 'contoh', quiz: 'ujian-akhir', by: 'trainer', reason: 'Sinyal hilang.' };
    const twice = await Promise.allSettled([grantAttempt(site.assessment, grant), grantAttempt(site.assessment, grant)]);
    expect(twice.map((outcome) => outcome.status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    expect((await siti.get(exam)).text).to.include('Tersisa 1 dari 4');
    await sit(await begin(), UNITS);
    expect((await site.standings.of('siti', 'contoh')).quizzes['ujian-akhir']).to.deep.equal({ best: 100, passed: true, attempts: 4 });
    const [standing] = await site.assessment.standings.selectPageOfCourse('contoh', undefined, 10);
    expect(standing?.grants).to.deep.include.members([{ quiz: 'ujian-akhir', by: 'trainer', reason: 'Sinyal hilang.', at: new Date('2026-11-27T02:00:00Z') }]);
  });

  it('is granted only to those who take part and have no attempt left', async () => {
    const grant = { learner: 'siti', course: 'contoh', quiz: 'ujian-akhir', by: 'trainer', reason: 'x' };
    const refusal = async (change: Partial<typeof grant>) => grantAttempt(site.assessment, { ...grant, ...change }).catch((problem: unknown) => problem);
    expect(await refusal({})).to.be.instanceOf(Conflict);
    expect(await refusal({ quiz: 'kuis-1' })).to.be.instanceOf(Conflict);
    expect(await refusal({ learner: 'nobody' })).to.be.instanceOf(NotFound);
    expect(await refusal({ quiz: 'nothing' })).to.be.instanceOf(NotFound);
  });

  it('goes on with the attempt that is open, on any device', async () => {
    const attempt = await begin();
    const other = site.browser(viewer('siti'));
    expect((await other.get(exam)).text).to.include(`href="${attempt}"`);
    expect(await begin(other)).to.equal(attempt);
    expect(await site.doors.of('siti', example, true)).to.deep.include({ state: 'running' });
  });
});
