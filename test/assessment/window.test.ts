import { expect } from 'chai';
import { giveExtraTime } from '../../server/assessment/grant-attempt.ts';
import { course, questionsFor, quiz, SECRET } from './course-factory.ts';
import { Browser, openSite, viewer, type Site } from './site.ts';

const QUIZ = '/courses/contoh/quizzes/kuis-1';

describe('a quiz with a window, in the browser', () => {
  const base = course();
  const timed = quiz({
    id: 'kuis-1', questions: questionsFor('PSM.D.01', 3, 'k1'), timeLimitMinutes: 60, review: 'after-close',
    attempts: { limit: 0, waitMinutes: 10, laterWaits: [60] }, window: { from: '2026-11-24', until: '2026-11-25' },
  });
  const example = { ...base, modules: base.modules.map((module) => ({ ...module, quiz: timed })) };
  let site: Site;
  let siti: Browser;

  beforeEach(async () => {
    site = await openSite([example]);
    await site.enrol('siti', example);
    siti = site.browser(viewer('siti'));
  });
  afterEach(() => site.close());

  const at = (time: string) => {
    site.clock.now = new Date(time);
  };
  const begin = async () => {
    await siti.get(QUIZ);
    return (await siti.post(QUIZ)).location;
  };

  it('opens on its day, and says when', async () => {
    at('2026-11-23T16:59:00Z');
    expect((await siti.get(QUIZ)).text).to.include('Dibuka mulai 24 November 2026, 00.00 WIB');
    expect(await begin()).to.equal(QUIZ);
    at('2026-11-23T17:00:00Z');
    expect(await begin()).to.match(/^\/attempts\//);
  });

  it('shows the answers to everybody once it has closed, and nothing before', async () => {
    const attempt = await begin();
    await siti.post(`${attempt}/finish`);
    const before = await siti.get(`${attempt}/result`);
    expect(before.text).to.include('Pembahasan terbuka mulai 26 November 2026, 00.00 WIB').and.not.include(SECRET);
    at('2026-11-25T17:00:00Z');
    expect((await siti.get(`${attempt}/result`)).text).to.include(SECRET);
    expect((await siti.get(QUIZ)).text).to.include('Masa pengerjaan sudah ditutup.');
    expect(await begin()).to.equal(QUIZ);
  });

  it('ends an attempt with the window, over a restart too, with what was saved', async () => {
    at('2026-11-25T16:30:00Z');
    const attempt = await begin();
    const page = await siti.open(attempt);
    expect(page.text).to.include('data-ends="2026-11-25T17:00:00.000Z"');
    await siti.post(Browser.action(page), { response: 'q', go: 'next' });
    at('2026-11-25T17:05:00Z');
    site = await site.restart();
    siti = site.browser(viewer('siti'));
    expect((await siti.open(attempt)).path).to.equal(`${attempt}/result`);
    const { quizzes } = await site.assessment.standings.select('siti', 'contoh');
    expect(quizzes['kuis-1']).to.include({ attempts: 1 });
  });

  it('lets people wait longer after the second attempt', async () => {
    for (const minutes of [0, 10]) {
      site.clock.now = new Date(site.clock.now.getTime() + minutes * 60_000);
      await siti.post(`${await begin()}/finish`);
    }
    site.clock.now = new Date(site.clock.now.getTime() + 59 * 60_000);
    expect(await begin()).to.equal(QUIZ);
    site.clock.now = new Date(site.clock.now.getTime() + 60_000);
    expect(await begin()).to.match(/^\/attempts\//);
  });

  it('gives more time to who was given it, from the next attempt on', async () => {
    await giveExtraTime(site.assessment, { learner: 'siti', course: 'contoh', by: 'pelatih', reason: 'Membaca dengan kaca pembesar', percent: 50 });
    expect((await siti.get(QUIZ)).text).to.include('90 menit');
    const page = await siti.open(await begin());
    expect(page.text).to.include('data-ends="2026-11-24T03:30:00.000Z"');
    const budi = site.browser(viewer('budi'));
    await site.enrol('budi', example);
    expect((await budi.get(QUIZ)).text).to.include('60 menit');
  });
});
