import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { withdrawCertificate } from '../../server/certification/withdraw-certificate.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { beginApplying, beginPreview, selectRegrade, workOn } from '../../server/assessment/regrading/regrade.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import type { Course, Review } from '../../server/content/course.ts';
import { openOffice, type Office } from '../administration/office.ts';
import { course as courseWith, question, quiz, SECRET } from '../assessment/course-factory.ts';
import { sit } from '../assessment/sitters.ts';

const UNITS = ['PSM.D.01', 'PSM.D.02'];
const courseOf = (review: Review): Course =>
  courseWith({
    modules: [{ ...courseWith().modules[0]!, quiz: undefined }],
    competencies: courseWith().competencies.map((unit) => ({ ...unit, minimum: 50 })),
    exam: quiz({ id: 'ujian-akhir', kind: 'exam', review, title: { original: 'Ujian akhir' }, questions: UNITS.flatMap((code) => [1, 2].map((number) => question(`${code.slice(-2)}-soal-${number}`, code))) }),
  });

const wordsIn = (html: string): string => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('The evidence of a certificate', function () {
  this.timeout(20_000);
  const courses: Course[] = [];
  let office: Office;
  let siti: AccountRecord;

  const open = async (review: Review): Promise<{ serial: string; path: string }> => {
    const course = courseOf(review);
    courses.splice(0, courses.length, course);
    office = await openOffice(courses);
    siti = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75' });
    const { learning } = office.administration;
    await learning.enrolments.enrol(siti._id, course.id, course.version);
    for (const { id } of course.modules.flatMap((module) => module.lessons)) await learning.enrolments.markRead(siti._id, course.id, id);
    // Of each unit the first is right, the second wrong.
    await answer(course, ({ id }) => (id.endsWith('1') ? 'q' : 'p'));
    const [certificate] = await office.administration.certification.certificates.selectOfLearner(siti._id);
    return { serial: certificate?.serial ?? '', path: `/certificates/${certificate?.serial}/evidence` };
  };
  const answer = (course: Course, respond: Parameters<typeof sit>[4], number = 1): Promise<string> =>
    sit({ assessment: office.administration.assessment, clock: { now: new Date() } }, siti._id, course, 'ujian-akhir', respond, number);
  afterEach(() => office.close());

  it('shows an administrator which answers proved which unit, right or wrong, with points', async () => {
    const { path, serial } = await open('never');
    const admin = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    expect((await admin.get(`/admin/certificates/${serial}`)).text).to.include(`href="${path}"`);
    const { text, status } = await admin.get(path);
    const words = wordsIn(text);
    expect(status).to.equal(200);
    expect(words).to.include('Kompetensi PSM.D.01 PSM.D.01 nilai 50 minimum 50 Ujian akhir, percobaan ke-1');
    expect(words).to.include('1 dari 2 · versi v1');
    expect(words.match(/Tepat 1 dari 1/g)).to.have.length(2);
    expect(words.match(/Belum tepat 0 dari 1/g)).to.have.length(2);
    expect(words).to.include('Pilihan Anda, belum tepat').and.include(SECRET);
    expect([...text.matchAll(/Soal (\d\d-soal-\d):/g)].map((found) => found[1])).to.have.members(['01-soal-1', '01-soal-2', '02-soal-1', '02-soal-2']);
  });

  it('shows the holder the answers, and keys only where they may be seen', async () => {
    const hidden = await open('never');
    const holder = await office.browser(siti);
    const without = await holder.get(hidden.path);
    expect(wordsIn(without.text)).to.include('Jawaban: Pilihan dua').and.include('Jawaban: Pilihan satu').and.include('1 dari 2');
    expect(without.text).to.not.include(SECRET).and.not.match(/is-right|is-wrong|Tepat|Belum tepat|correct/);
    expect((await holder.get('/certificates')).text).to.include(`href="${hidden.path}"`);
    await office.close();
    const shown = await open('after-pass');
    const again = await office.browser(siti);
    expect((await again.get(shown.path)).text).to.include(SECRET).and.include('is-right');
  });

  it('exists for nobody else', async () => {
    const { path, serial } = await open('never');
    const others = [
      await office.account({ name: 'Budi', role: 'learner', regionCode: '32.75' }),
      await office.account({ name: 'Tuti Pelatih', role: 'trainer' }),
      await office.account({ name: 'Made Bali', role: 'administrator', scope: ['51'] }),
    ];
    for (const other of others) expect((await (await office.browser(other)).get(path)).status, other.name).to.equal(404);
    expect((await office.stranger().get(path)).status).to.not.equal(200);
    const holder = await office.browser(siti);
    expect((await holder.get('/certificates/PSM-2026-0000-0000-00/evidence')).status).to.equal(404);
    const { certification } = office.administration;
    const [certificate] = await certification.certificates.selectOfLearner(siti._id);
    if (certificate) await withdrawCertificate(certification, certificate, siti._id);
    expect((await holder.get(`/certificates/${serial}/evidence`)).status).to.equal(404);
  });

  it('is frozen with the certificate: a better attempt later, or a regrade, changes no word of it', async () => {
    const { path } = await open('never');
    const { assessment, certification } = office.administration;
    const [before] = await certification.certificates.selectOfLearner(siti._id);
    const [frozen] = before?.record.units ?? [];
    const [course] = courses;
    if (!course?.exam || !frozen?.attempt) throw new Error('nothing is frozen');
    await answer(course, () => 'q', 2);
    expect((await assessment.standings.select(siti._id, course.id)).units[0]?.score).to.equal(100);
    await issueIfEligible(certification, siti._id, course.id);
    const admin = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    const { text } = await admin.get(path);
    expect(text).to.include(frozen.attempt).and.include('percobaan ke-1').and.not.include('percobaan ke-2');

    const format = typeOf({ type: 'single' });
    const authored = { options: ['p', 'q', 'r'].map((id) => ({ id, text: id, correct: id === 'r' })), shuffle_options: true };
    office.earlier.set('contoh:v1', course);
    courses.splice(0, 1, { ...course, version: 'v2', exam: { ...course.exam, questions: course.exam.questions.map((each) => (each.id === '01-soal-1' ? { ...each, body: { original: format.compile(format.authored.parse(authored), (words) => words) } } : each)) } });
    const id = await beginPreview(assessment, 'contoh', 'x');
    await workOn(assessment, id);
    await beginApplying(assessment, await selectRegrade(assessment, id), { by: 'x', reason: 'y' });
    await workOn(assessment, id);
    const after = wordsIn((await admin.get(path)).text);
    expect(after).to.include('nilai 50').and.include('Dinilai ulang dengan kunci versi v2; nilainya sekarang 0.');
    const [still] = await certification.certificates.selectOfLearner(siti._id);
    expect(still?.record).to.deep.equal(before?.record);
  });

  it('is none where the course asks for a retake: nothing is issued on what counts no longer', async () => {
    await open('never');
    const { certification, learning } = office.administration;
    const [course] = courses;
    if (!course) throw new Error('no course');
    const agus = await office.account({ name: 'Agus Hidayat', role: 'learner', regionCode: '32.75' });
    await learning.enrolments.enrol(agus._id, course.id, course.version);
    await sit({ assessment: office.administration.assessment, clock: { now: new Date() } }, agus._id, course, 'ujian-akhir', () => 'q');
    for (const { id } of course.modules.flatMap((module) => module.lessons)) await learning.enrolments.markRead(agus._id, course.id, id);
    office.earlier.set('contoh:v1', course);
    courses.splice(0, 1, { ...course, version: 'v2', onChange: 'retake' });
    expect((await issueIfEligible(certification, agus._id, course.id)).kind).to.equal('missing');
  });

  it('shows no answers of anybody else, whatever a record says, and says so where nothing is left', async () => {
    const { path } = await open('never');
    const budi = await office.account({ name: 'Budi', role: 'learner', regionCode: '32.75' });
    const [course] = courses;
    if (!course) throw new Error('no course');
    const foreign = await sit({ assessment: office.administration.assessment, clock: { now: new Date() } }, budi._id, course, 'ujian-akhir', () => 'r');
    await office.connection.db?.collection('certificates').updateMany({ learner: siti._id }, { $set: { 'record.units': [{ code: 'PSM.D.01', title: 'x', minimum: 50, score: 50, attempt: foreign }] } });
    const { text } = await (await office.browser(siti)).get(path);
    expect(text).to.include('tidak dapat ditampilkan lagi').and.not.include('Pilihan tiga');
  });
});
