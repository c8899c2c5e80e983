import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { workOn } from '../../server/assessment/regrading/regrade.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import type { Course, Question } from '../../server/content/course.ts';
import { course as courseWith, question, quiz } from '../assessment/course-factory.ts';
import { sit } from '../assessment/sitters.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const UNITS = ['PSM.D.01', 'PSM.D.02'];
const first: Course = courseWith({
  modules: [{ ...courseWith().modules[0]!, quiz: undefined }],
  exam: quiz({ id: 'ujian-akhir', kind: 'exam', title: { original: 'Ujian akhir' }, questions: UNITS.map((code, index) => question(`soal-${index + 1}`, code)) }),
});

const withKey = (old: Question, correct: string): Question => {
  const format = typeOf({ type: 'single' });
  const authored = { options: ['p', 'q', 'r'].map((id) => ({ id, text: `Pilihan ${id}`, correct: id === correct })), shuffle_options: true };
  return { ...old, body: { original: format.compile(format.authored.parse(authored), (text) => text) } };
};
const corrected: Course = { ...first, version: 'v2', exam: first.exam && { ...first.exam, questions: first.exam.questions.map((each) => (each.id === 'soal-1' ? withKey(each, 'p') : each)) } };

/** What a reader sees: words only. */
const wordsIn = (html: string): string => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('administration: grading anew', function () {
  this.timeout(20_000);
  const courses: Course[] = [];
  let office: Office;
  let trainers: Browser;
  let wrong: AccountRecord;
  let right: AccountRecord;

  beforeEach(async () => {
    courses.splice(0, courses.length, first);
    office = await openOffice(courses);
    trainers = await office.browser(await office.account({ name: 'Tuti Pelatih', role: 'trainer' }));
    wrong = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75' });
    right = await office.account({ name: 'Agus Hidayat', role: 'learner', regionCode: '32.75' });
    // By the old key Siti has met both units and holds a certificate; by the new one Agus would.
    for (const [learner, chosen] of [[wrong, 'q'], [right, 'p']] as const) {
      await office.administration.learning.enrolments.enrol(learner._id, first.id, first.version);
      for (const { id } of first.modules.flatMap((module) => module.lessons)) await office.administration.learning.enrolments.markRead(learner._id, first.id, id);
      await sit({ assessment: office.administration.assessment, clock: { now: new Date() } }, learner._id, first, 'ujian-akhir', ({ id }) => (id === 'soal-1' ? chosen : 'q'));
    }
    office.earlier.set('contoh:v1', first);
    courses.splice(0, courses.length, corrected);
  });
  afterEach(() => office.close());

  const previewed = async (): Promise<string> => {
    await trainers.get('/admin/regrades');
    const { location } = await trainers.post('/admin/regrades', { course: 'contoh' });
    await done(location);
    return location;
  };
  /** The work in the background, waited for. */
  const done = async (location: string): Promise<void> => {
    await office.administration.assessment.work.resume();
    for (;;) {
      const { text } = await trainers.get(location);
      if (!/Sedang di/.test(wordsIn(text))) return;
      await workOn(office.administration.assessment, location.split('/').at(-1) ?? '');
    }
  };
  const certificatesOf = (learner: AccountRecord) => office.administration.certification.certificates.selectOfLearner(learner._id);

  it('says who would pass and fail and which certificates are touched, and changes nothing', async () => {
    const [held] = await certificatesOf(wrong);
    expect(held?.state).to.equal('sample');
    const location = await previewed();
    expect(location).to.match(/^\/admin\/regrades\/[\w-]{16}$/);
    const { text } = await trainers.get(location);
    const words = wordsIn(text);
    expect(words).to.include('2 percobaan memuat soal yang berubah. 2 di antaranya berubah nilainya. 2 peserta berubah hasilnya.');
    expect(words).to.include(`Siti Rahmawati Ujian akhir Tidak lagi tuntas: PSM.D.01 Tidak lagi didukung hasilnya: ${held?.serial}`);
    expect(words).to.include('Agus Hidayat Ujian akhir Menjadi tuntas: PSM.D.01 Akan terbit');
    expect(words).to.include('dari versi v1 ke v2').and.include('Menunggu keputusan');
    // What an administrator has to look at comes first.
    expect(words.indexOf('Siti Rahmawati')).to.be.below(words.indexOf('Agus Hidayat'));
    expect(await certificatesOf(right)).to.deep.equal([]);
    expect((await office.administration.learning.standings.of(wrong._id, 'contoh')).units['PSM.D.01']?.met).to.equal(true);
    expect(wordsIn((await trainers.get('/admin/regrades')).text)).to.include('Menunggu keputusan 2 percobaan 2 peserta');
  });

  it('applies with a reason, issues what has become due, revokes nothing, and can be undone', async () => {
    const location = await previewed();
    const without = await trainers.post(`${location}/apply`, { reason: ' ' });
    expect(without.status).to.equal(422);
    expect(without.text).to.include('Tulis alasannya.');
    expect((await trainers.post(`${location}/apply`, { reason: 'Kunci soal-1 keliru.' })).location).to.equal(location);
    await done(location);
    const applied = wordsIn((await trainers.get(location)).text);
    expect(applied).to.include('Sudah diterapkan').and.include('Diterapkan: Kunci soal-1 keliru. Tuti Pelatih,');
    expect(await certificatesOf(right)).to.have.length(1);
    expect((await certificatesOf(wrong)).map(({ state }) => state)).to.deep.equal(['sample']);
    const { standings } = office.administration.learning;
    expect((await standings.of(wrong._id, 'contoh')).units['PSM.D.01']).to.deep.equal({ score: 0, met: false });
    expect((await standings.of(right._id, 'contoh')).units['PSM.D.01']).to.deep.equal({ score: 100, met: true });
    expect((await trainers.post(`${location}/apply`, { reason: 'lagi' })).status).to.equal(409);

    expect((await trainers.post(`${location}/undo`, { reason: 'Kunci lama ternyata benar.' })).location).to.equal(location);
    await done(location);
    expect(wordsIn((await trainers.get(location)).text)).to.include('Sudah dibatalkan').and.include('Dibatalkan: Kunci lama ternyata benar.');
    expect((await standings.of(wrong._id, 'contoh')).units['PSM.D.01']).to.deep.equal({ score: 100, met: true });
    expect((await standings.of(right._id, 'contoh')).units['PSM.D.01']).to.deep.equal({ score: 0, met: false });
    // A certificate that was issued stays until an administrator decides.
    expect(await certificatesOf(right)).to.have.length(1);
  });

  it('wants a new preview when the course has changed since', async () => {
    const location = await previewed();
    office.earlier.set('contoh:v2', corrected);
    courses.splice(0, courses.length, { ...corrected, version: 'v3' });
    expect((await trainers.get(location)).text).to.include('sudah berubah sejak pratinjau').and.not.include(`${location}/apply`);
    expect((await trainers.post(`${location}/apply`, { reason: 'x' })).status).to.equal(409);
  });

  it('lists everybody, page by page', async () => {
    for (let number = 0; number < 60; number += 1) {
      const learner = await office.account({ name: `Peserta ${number}`, role: 'learner', regionCode: '32.75' });
      await sit({ assessment: office.administration.assessment, clock: { now: new Date() } }, learner._id, first, 'ujian-akhir', ({ id }) => (id === 'soal-1' ? 'p' : 'q'));
    }
    const location = await previewed();
    const names: string[] = [];
    for (let at: string | undefined = location; at !== undefined; ) {
      const { text } = await trainers.get(at);
      names.push(...[...text.matchAll(/<th scope="row"><a href="\/admin\/results[^"]*">([^<]+)</g)].map((found) => found[1] ?? ''));
      at = /<a class="btn small-btn" href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(names).to.have.length(62);
    expect(new Set(names).size).to.equal(62);
  });

  it('is not for administrators of a region, and not for learners', async () => {
    const bekasi = await office.browser(await office.account({ name: 'Budi Bekasi', role: 'administrator', scope: ['32.75'] }));
    const siti = await office.browser(wrong);
    const location = await previewed();
    for (const browser of [bekasi, siti]) {
      expect((await browser.get('/admin/regrades')).status).to.equal(403);
      expect((await browser.get(location)).status).to.equal(403);
      await browser.get('/account');
      expect((await browser.post('/admin/regrades', { course: 'contoh' })).status).to.equal(403);
      expect((await browser.post(`${location}/apply`, { reason: 'x' })).status).to.equal(403);
    }
    expect((await trainers.get('/admin/regrades/tidak-ada')).status).to.equal(404);
    expect((await trainers.post('/admin/regrades', { course: 'tidak-ada' })).status).to.equal(404);
  });
});
