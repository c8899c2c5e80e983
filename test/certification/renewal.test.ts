import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import type { Course } from '../../server/content/course.ts';
import { rightAnswer, wrongAnswer } from '../assessment/course-factory.ts';
import { COURSE, ISSUER, openSite, wordsOf, type Browser, type Page, type Site } from './site.ts';

const OFFER = 'Sertifikat ini dapat diperbarui';
const EXAM = `/courses/${COURSE.id}/quizzes/${COURSE.exam?.id ?? ''}`;
/** The questions' types take turns, see `course-factory.ts`. */
const TYPES = Object.keys(rightAnswer);

describe('Renewing a certificate', function () {
  this.timeout(60_000);
  let site: Site;
  let siti: AccountRecord;
  let browser: Browser;
  let serial: string;

  const own = async () => (await site.certification.certificates.selectOfLearner(siti._id)).map((each) => ({ serial: each.serial, state: each.state, cycle: each.cycle, record: each.record, supersedes: each.supersedes, supersededBy: each.supersededBy }));
  const on = (day: string) => { site.clock.now = new Date(`${day}T02:00:00Z`); };
  const publish = (given: Partial<Course>) => {
    const before = site.courses.get(COURSE.id) ?? COURSE;
    site.earlier.set(`${before.id}:${before.version}`, before);
    site.courses.set(COURSE.id, { ...before, version: `${before.version}-next`, ...given });
  };
  const raised = COURSE.competencies.map((unit) => (unit.code === 'PSM.D.02' ? { ...unit, edition: 2 } : unit));
  const renew = (): Promise<Page> => browser.post(`/certificates/${serial}/renewal`, {});

  /** Sits the exam; gives the units that were asked. */
  const sit = async (answers: typeof rightAnswer = rightAnswer): Promise<string[]> => {
    await browser.get(EXAM);
    let at = (await browser.post(EXAM, { confirmed: '1' })).location;
    const attempt = at;
    const asked = new Set<string>();
    for (let page = await follow(at); ; page = await follow(at)) {
      const id = /Soal (psm-d-\d+-\d+):/.exec(page.text)?.[1];
      if (id === undefined) break;
      asked.add(id.slice(0, 'psm-d-01'.length));
      const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const answer = answers[TYPES[(Number(id.split('-').at(-1)) - 1) % TYPES.length] ?? ''] ?? '';
      at = (await browser.post(action, { response: answer, go: 'next' })).location;
    }
    await browser.post(`${attempt}/finish`, {});
    return [...asked].toSorted();
  };
  const follow = async (path: string): Promise<Page> => {
    const page = await browser.get(path);
    return page.location ? follow(page.location) : page;
  };

  beforeEach(async () => {
    site = await openSite();
    await site.certification.settings.save(ISSUER, 'admin');
    siti = await site.person('Siti Aminah');
    browser = site.browser(siti);
    await site.finish(siti);
    await issueIfEligible(site.certification, siti._id, COURSE.id);
    serial = (await own())[0]?.serial ?? '';
  });
  afterEach(() => site.close());

  it('promises nothing while nothing is to be renewed', async () => {
    expect(wordsOf(await browser.get('/certificates'))).not.to.match(/diperbarui|memperbarui/);
    expect((await renew()).status).to.equal(409);
    expect((await site.certification.evidence.standingOf(siti._id, COURSE.id)).renewal).to.equal(undefined);
  });

  it('asks for all once it expires soon, and the new one takes the place of the old', async () => {
    on('2031-09-01');
    expect(wordsOf(await browser.get(`/courses/${COURSE.id}`))).to.include(OFFER);
    expect(wordsOf(await browser.get('/certificates'))).to.include('hanya 2 dari 2 kompetensi');
    expect((await renew()).location).to.equal(EXAM);
    expect((await own()).map(({ state }) => state)).to.deep.equal(['valid']);
    expect(wordsOf(await browser.get(`/courses/${COURSE.id}`))).to.include('sedang diperbarui');
    expect(await sit()).to.deep.equal(['psm-d-01', 'psm-d-02']);
    const [fresh, old] = await own();
    expect(fresh).to.include({ state: 'valid', cycle: 2, supersedes: serial });
    expect(fresh?.record).to.include({ issuedOn: '2031-09-01', validUntil: '2036-09-01', supersedes: serial });
    expect(old).to.include({ state: 'superseded', supersededBy: fresh?.serial });
    expect(wordsOf(await browser.get(`/v/${serial}`))).to.include(fresh?.serial ?? '-');
    expect(wordsOf(await browser.get('/certificates'))).not.to.include('diperbarui');
    serial = fresh?.serial ?? '';
    on('2036-10-01');
    await renew();
    await sit();
    expect((await own()).map(({ cycle, state }) => [cycle, state])).to.deep.equal([[3, 'valid'], [2, 'superseded'], [1, 'superseded']]);
  });

  it('asks only for what the course names, after it has expired', async () => {
    publish({ certificate: { ...COURSE.certificate, renew: ['PSM.D.01'] } });
    on('2032-02-01');
    await browser.get('/certificates');
    await renew();
    expect(await sit()).to.deep.equal(['psm-d-01']);
    expect((await own())[0]).to.include({ cycle: 2, state: 'valid' });
  });

  it('asks only for the unit whose edition rose, long before it expires', async () => {
    publish({ competencies: raised });
    on('2027-03-01');
    expect(wordsOf(await browser.get('/certificates'))).to.include('hanya 1 dari 2 kompetensi');
    await renew();
    expect(await sit()).to.deep.equal(['psm-d-02']);
    expect((await own())[0]?.record.course.version).to.equal(`${COURSE.version}-next`);
    expect(wordsOf(await browser.get('/certificates'))).not.to.include('diperbarui');
  });

  it('gives none for an exam that was failed, though the unit was met once', async () => {
    publish({ competencies: raised });
    await browser.get('/certificates');
    await renew();
    await sit(wrongAnswer);
    await browser.get('/certificates');
    expect((await own()).map(({ cycle }) => cycle)).to.deep.equal([1]);
  });

  it('begins once, issues once, however often it is asked', async () => {
    on('2031-12-01');
    await browser.get('/certificates');
    await Promise.all([renew(), renew(), renew()]);
    await sit();
    await Promise.all([1, 2, 3].map(() => issueIfEligible(site.certification, siti._id, COURSE.id)));
    expect((await own()).map(({ cycle }) => cycle)).to.deep.equal([2, 1]);
  });

  it('is for the holder alone, and not for what was revoked', async () => {
    on('2031-12-01');
    const other = site.browser(await site.person('Orang Lain'));
    await other.get('/certificates');
    expect((await other.post(`/certificates/${serial}/renewal`, {})).status).to.equal(404);
    const [certificate] = await site.certification.certificates.selectOfLearner(siti._id);
    if (certificate) await revokeCertificate(site.certification, certificate, { by: 'admin', reason: 'salah orang' });
    await browser.get('/certificates');
    expect((await renew()).status).to.equal(409);
  });
});
