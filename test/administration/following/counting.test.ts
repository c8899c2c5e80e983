import { expect } from 'chai';
import { recountFollows } from '../../../server/administration/following/check-follows.ts';
import { followNewVersions } from '../../../server/administration/following/follow-new-versions.ts';
import { countFollows } from '../../../server/administration/following/count-follows.ts';
import { followCounterModel, followModel } from '../../../server/administration/following/follow-model.ts';
import { course } from '../../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from '../office.ts';

const COURSE = course({});
const LONGER = course({ version: 'later', modules: [...COURSE.modules, ...COURSE.modules.map((module) => ({ ...module, id: `${module.id}-lagi`, quiz: undefined, lessons: module.lessons.map((lesson) => ({ ...lesson, id: `${lesson.id}-lagi` })) }))] });
const LEARNERS = 30;
const [MODULE] = COURSE.modules;

/** What a page says, without tags. */
const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('administration: counting where learners stand', function () {
  this.timeout(60_000);
  let office: Office;
  let rina: Browser;
  let classId = '';
  let learners: string[] = [];

  const differing = async (repair = false): Promise<string[]> => {
    const found: string[] = [];
    for await (const id of recountFollows(office.administration.following, repair)) found.push(id);
    return found;
  };
  const step = async (label: string): Promise<number> => {
    const { text } = await rina.get(`/admin/classes/${classId}/following`);
    return Number(new RegExp(`${label} (?:−\\d+ )?(\\d+)`).exec(wordsOf(text))?.[1]);
  };

  beforeEach(async () => {
    office = await openOffice([COURSE]);
    rina = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    const { classes, learning } = office.administration;
    classId = (await classes.createClass({ name: 'Bekasi', course: COURSE.id, regions: ['32.75'], organisations: [], trainers: [], by: 'rina' }))._id;
    learners = await Promise.all(Array.from({ length: LEARNERS }, async (_, index) => (await office.account({ name: `Orang ${index}`, role: 'learner', regionCode: index % 2 ? '32.75' : '32.16' }))._id));
    await Promise.all(learners.map(async (learner) => {
      await learning.enrolments.enrol(learner, COURSE.id, COURSE.version);
      await classes.addMember(classId, learner);
    }));
  });
  afterEach(() => office.close());

  it('counts each once, however many count at once and whatever happens meanwhile', async () => {
    const { following, learning, classes } = office.administration;
    const count = async (): Promise<void> => {
      for (let times = 0; times < 8; times += 1) await countFollows(following);
    };
    const learn = async (learner: string, index: number): Promise<void> => {
      if (index % 3 === 0) return;
      const account = await office.administration.accounts.accounts.selectById(learner);
      if (index % 3 === 1) await office.certify(account, COURSE);
      else for (const { id } of MODULE?.lessons ?? []) await learning.enrolments.markRead(learner, COURSE.id, id);
      await classes.addMember(classId, learner);
    };
    await Promise.all([count(), count(), ...learners.map(learn), count()]);
    await countFollows(following);
    expect(await differing()).to.deep.equal([]);
    expect([await step('Terdaftar di angkatan'), await step('Sudah masuk'), await step('Mulai belajar'), await step('Sertifikat terbit')]).to.deep.equal([30, 30, 20, 10]);
    const all = await followCounterModel(office.connection).find({ group: `class/${classId}` }).lean();
    expect(Object.values(all[0]?.counts ?? {}).every((value) => value >= 0)).to.equal(true);
  });

  it('takes a step to its end that another process has begun, once', async () => {
    const { following } = office.administration;
    await countFollows(following);
    const { number } = await following.counters.selectJournal();
    await office.certify(await office.administration.accounts.accounts.selectById(learners[0] ?? ''), COURSE);
    // Written down and half taken: the process dies.
    const counters = { ...following.counters, apply: async (...given: Parameters<typeof following.counters.apply>) => {
      await following.counters.apply(...given);
      throw new Error('killed');
    } };
    expect(await countFollows({ ...following, counters }).catch(String)).to.equal('Error: killed');
    await Promise.all([countFollows(following), countFollows(following)]);
    expect((await following.counters.selectJournal()).number).to.be.greaterThan(number);
    expect(await step('Sertifikat terbit')).to.equal(1);
    expect(await step('Terdaftar di angkatan')).to.equal(30);
    expect(await differing()).to.deep.equal([]);
  });

  it('looks again after a process that died between a write and telling of it', async () => {
    const { following, learning } = office.administration;
    await countFollows(following);
    const lesson = MODULE?.lessons[0]?.id ?? '';
    const written = new Promise<void>((done) => {
      void following.follows.around(learners[0] ?? '', async () => {
        await learning.enrolments.markRead(learners[0] ?? '', COURSE.id, lesson);
        done();
        await new Promise(() => undefined);
      });
    });
    await written;
    // What counted since has seen the lesson; the mark of who died stands until it was looked at once more.
    await followModel(office.connection).updateOne({ _id: `${classId}:${learners[0]}` }, { $set: { counted: undefined } });
    await countFollows(following);
    for (const later of [20_000, 40_000]) await countFollows(following, () => new Date(Date.now() + later));
    expect(await following.follows.selectDue(new Date(Date.now() + 90_000), 1)).to.deep.equal([]);
    expect((await following.follows.selectSome([`${classId}:${learners[0]}`]))[0]?.counted?.place).to.equal(`module-${MODULE?.id}`);
  });

  it('goes back when a certificate is taken back, and on when it is given again', async () => {
    const { following, certification } = office.administration;
    await office.certify(await office.administration.accounts.accounts.selectById(learners[0] ?? ''), COURSE);
    await countFollows(following);
    expect(await step('Sertifikat terbit')).to.equal(1);
    const slot = `${learners[0]}:${COURSE.id}:0`;
    await certification.certificates.changeState(slot, ['sample'], { to: 'revoked', at: new Date(), by: 'rina', reason: 'x' });
    await countFollows(following);
    expect([await step('Sertifikat terbit'), await step('Tuntas semua kompetensi')]).to.deep.equal([0, 1]);
    await certification.certificates.changeState(slot, ['revoked'], { to: 'sample', at: new Date(), by: 'rina', reason: 'x' });
    await countFollows(following);
    expect(await step('Sertifikat terbit')).to.equal(1);
  });

  it('counts answers that wait to be marked, and again for those of before they were counted', async () => {
    const { following, assessment } = office.administration;
    const waiting = async (): Promise<string | undefined> => /(\d+) tugas praktik belum dinilai/.exec(wordsOf((await rina.get(`/admin/classes/${classId}/following`)).text))?.[1];
    const attempt = (learner: string) => ({ _id: `${learner}0000`.slice(0, 20), course: COURSE.id, quiz: 'tugas', learner, finishedAt: new Date(1_800_000_000_000) }) as Parameters<typeof assessment.markings.enqueue>[0];
    await countFollows(following);
    expect(await waiting()).to.equal(undefined);
    const [first = '', second = ''] = learners;
    for (const [learner, question] of [[first, 'esai'], [first, 'foto'], [second, 'esai'], [second, 'esai']] as const) await assessment.markings.enqueue(attempt(learner), question);
    const outsider = await office.account({ name: 'Bukan peserta', role: 'learner' });
    await assessment.markings.enqueue(attempt(outsider._id), 'esai');
    await countFollows(following);
    expect(await waiting()).to.equal('3');
    expect(wordsOf((await rina.get(`/admin/following?course=${COURSE.id}`)).text)).to.include('3 tugas praktik belum dinilai Nilai sekarang');
    const regional = await office.browser(await office.account({ name: 'Admin Kabupaten', role: 'administrator', scope: ['32.16'] }));
    expect(wordsOf((await regional.get(`/admin/following?course=${COURSE.id}`)).text), 'whom others mark').to.include('2 tugas praktik belum dinilai').and.not.to.include('Nilai sekarang');
    const row = (await assessment.markings.selectPage({ state: 'waiting', course: COURSE.id }, undefined, 10)).find(({ learner }) => learner === first);
    await assessment.markings.settle(row?._id ?? '', row?.learner ?? '');
    await countFollows(following);
    expect(await waiting()).to.equal('2');
    expect(await differing()).to.deep.equal([]);
    // As it was before answers were counted: known members, and a version that was looked at.
    await followModel(office.connection).updateMany({}, { $unset: { 'counted.unmarked': 1 } });
    await followCounterModel(office.connection).updateMany({}, { $unset: { 'counts.unmarked': 1 } });
    await following.counters.rememberVersion(COURSE.id, COURSE.version);
    await followNewVersions(following);
    await countFollows(following);
    expect(await waiting()).to.equal('2');
    expect(await differing()).to.deep.equal([]);
  });

  it('looks at everybody again when the course has another version', async () => {
    const { following, learning } = office.administration;
    await followNewVersions(following);
    for (const { id } of COURSE.modules.flatMap(({ lessons }) => lessons)) await learning.enrolments.markRead(learners[0] ?? '', COURSE.id, id);
    await countFollows(following);
    const later = { ...following, learning: { ...learning, courses: { ...learning.courses, courses: () => [LONGER], course: () => LONGER }, courseFor: async () => LONGER } };
    await followNewVersions(later);
    expect(await countFollows(later)).to.equal(LEARNERS);
    await followNewVersions(later);
    expect(await countFollows(later), 'once for each version').to.equal(0);
  });

  it('begins to follow classes of before anybody was followed', async () => {
    const { following } = office.administration;
    await followModel(office.connection).deleteMany({});
    await followNewVersions(following);
    await countFollows(following);
    expect(await step('Terdaftar di angkatan')).to.equal(LEARNERS);
    expect(await differing()).to.deep.equal([]);
  });

  it('finds what a mishap has made wrong, and repairs it', async () => {
    const { following } = office.administration;
    await countFollows(following);
    expect(await differing()).to.deep.equal([]);
    await followCounterModel(office.connection).updateOne({ _id: `class/${classId}@` }, { $inc: { 'counts.at-entered': 5 } });
    await followModel(office.connection).updateOne({ _id: `${classId}:${learners[1]}` }, { $set: { 'counted.place': 'invited' } });
    await followModel(office.connection).deleteOne({ _id: `${classId}:${learners[2]}` });
    expect(await step('Terdaftar di angkatan')).to.equal(35);
    const found = await differing();
    expect(found).to.include(`class/${classId}@`).and.to.include(`${classId}:${learners[1]}`).and.to.include(`${classId}:${learners[2]}`);
    await differing(true);
    expect(await differing()).to.deep.equal([]);
    expect([await step('Terdaftar di angkatan'), await step('Sudah masuk')]).to.deep.equal([30, 30]);
  });
});
