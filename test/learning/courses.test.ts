import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 8000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about within 8 s');
    await turn();
  }
};

describe('courses and lessons, over HTTP', function () {
  this.timeout(60_000);
  let site: TestService;
  let courses: string;
  let data: string;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
    data = await mkdtemp(join(tmpdir(), 'bimtek-data-'));
    await cp('courses/psm-dasar', join(courses, 'psm-dasar'), { recursive: true });
    site = await startTestService({ COURSES_DIR: courses, DATA_DIR: data });
  });
  after(async () => {
    await site?.close();
    for (const folder of [courses, data]) await rm(folder, { recursive: true, force: true });
  });

  it('shows a lesson to a visitor, and records nothing', async () => {
    const { text, status } = await new Visitor(site).get('/courses/psm-dasar/lessons/apa-itu-psm');
    expect(status).to.equal(200);
    expect(text).to.include('Apa itu PSM').and.to.include('Sumber').and.not.to.include('data-read-form');
  });

  it('shows module 1 in English too', async () => {
    const visitor = new Visitor(site);
    const chosen = await visitor.get('/courses/psm-dasar/lessons/apa-itu-psm?lang=en');
    expect(chosen.headers.location).to.equal('/courses/psm-dasar/lessons/apa-itu-psm');
    expect((await visitor.get('/courses/psm-dasar/lessons/apa-itu-psm')).text).to.include('<html lang="en">').and.to.include('Module 1');
  });

  it('continues where somebody stopped, on another device, after a restart', async () => {
    const phone = new Visitor(site);
    await phone.signUp('pembaca');
    await phone.post('/courses/psm-dasar/enrol', {}, '/courses/psm-dasar');
    await phone.post('/courses/psm-dasar/lessons/apa-itu-psm/read', {}, '/courses/psm-dasar/lessons/apa-itu-psm');
    await site.close();
    site = await startTestService({ COURSES_DIR: courses, DATA_DIR: data });
    const laptop = new Visitor(site);
    await laptop.signIn('pembaca');
    expect((await laptop.get('/courses/psm-dasar/continue')).headers.location).to.equal('/courses/psm-dasar/lessons/psm-dan-pekerja-sosial');
    expect((await laptop.get('/learn')).text).to.include('1 dari 25 pelajaran');
  });

  it('shows a draft to trainers and administrators, marked, and to nobody else', async () => {
    await cp('test/fixtures/courses/cuci-tangan', join(courses, 'cuci-tangan'), { recursive: true });
    const file = join(courses, 'cuci-tangan/02-cara/01-langkah.md');
    const another = (await readFile(file, 'utf8')).replace('id: langkah', 'id: naskah').replace(/title: .*/, 'title: Naskah baru');
    await writeFile(join(courses, 'cuci-tangan/02-cara/02-naskah.md'), another.replace('minutes:', 'draft: true\nminutes:'));
    const [page, lesson] = ['/courses/cuci-tangan', '/courses/cuci-tangan/lessons/naskah'];
    const { accounts } = site.service.application.accounts;
    const people = await Promise.all(
      (['learner', 'trainer', 'administrator'] as const).map(async (role) => {
        const visitor = new Visitor(site);
        await visitor.signUp(`draf.${role}`);
        await accounts.changeRole((await accounts.selectOptionalByUserName(`draf.${role}`))?._id ?? '', role, []);
        await visitor.signIn(`draf.${role}`);
        return [role, visitor] as const;
      }),
    );
    await until(async () => (await new Visitor(site).get(page)).status === 200);
    for (const [role, visitor] of [...people, ['nobody', new Visitor(site)] as const]) {
      const sees = role === 'trainer' || role === 'administrator';
      const { text } = await visitor.get(page);
      expect(text.includes('Naskah baru'), role).to.equal(sees);
      expect(/Naskah baru<\/a> <small class="draft">draf</.test(text), role).to.equal(sees);
      const shown = await visitor.get(lesson);
      expect(shown.status, role).to.equal(sees ? 200 : 404);
      expect(shown.text.includes('hanya pelatih dan admin yang melihat'), role).to.equal(sees);
      expect((await visitor.get('/courses/cuci-tangan/lessons/langkah')).text.includes('Naskah baru'), `${role}: what comes next`).to.equal(sees);
    }
    const [, [, trainer] = []] = people;
    await trainer?.post(`${page}/enrol`, {}, page);
    await writeFile(join(courses, 'cuci-tangan/02-cara/03-lagi.md'), another.replace('id: naskah', 'id: lagi').replace('minutes:', 'draft: true\nminutes:'));
    await until(async () => (await trainer?.get('/courses/cuci-tangan/lessons/lagi'))?.status === 200);
    expect((await trainer?.get(page))?.text, 'drafts are nobody\'s duty').to.match(/0 dari 2 pelajaran/);
    await rm(join(courses, 'cuci-tangan'), { recursive: true });
    await until(async () => (await new Visitor(site).get(page)).status === 404);
  });

  it('serves the pictures that a lesson shows, so that they can do nothing by themselves', async () => {
    const visitor = new Visitor(site);
    const { text } = await visitor.get('/courses/psm-dasar/lessons/apa-itu-psm');
    const address = /\/courses\/psm-dasar\/media\/[^"]+\.svg/.exec(text)?.[0] ?? '';
    const picture = await visitor.get(address);
    expect(picture.status).to.equal(200);
    expect(picture.headers['content-security-policy']).to.include('sandbox');
    expect(picture.headers['cache-control']).to.include('immutable');
  });

  it('takes a report of a mistake', async () => {
    const visitor = new Visitor(site);
    await visitor.signUp('pelapor');
    const path = '/courses/psm-dasar/lessons/apa-itu-psm/report';
    expect((await visitor.post(path, { text: 'ah' }, path)).status).to.equal(422);
    expect((await visitor.post(path, { text: 'Tahun di kalimat kedua keliru.' })).status).to.equal(303);
  });

  it('records how long a lesson was looked at, within reason', async () => {
    const visitor = new Visitor(site);
    await visitor.signUp('perlahan');
    await visitor.post('/courses/psm-dasar/enrol', {}, '/courses/psm-dasar');
    const lesson = '/courses/psm-dasar/lessons/apa-itu-psm';
    for (const seconds of ['40', '20']) expect((await visitor.post(`${lesson}/time`, { seconds }, lesson)).status).to.equal(204);
    expect((await visitor.post(`${lesson}/time`, { seconds: '99999' })).status).to.equal(400);
    const account = await site.service.application.accounts.accounts.selectOptionalByUserName('perlahan');
    const enrolment = await site.service.application.assessment.learning.enrolments.selectOptional(account?._id ?? '', 'psm-dasar');
    expect(enrolment?.seconds).to.deep.equal({ 'apa-itu-psm': 60 });
  });

  it('opens a tier with the certificate of the one before', async () => {
    await cp('test/fixtures/courses/cuci-tangan', join(courses, 'cuci-tangan'), { recursive: true });
    const file = join(courses, 'cuci-tangan/course.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('requires: []', 'requires: [psm-dasar]'));
    const visitor = new Visitor(site);
    await visitor.signUp('naik.tingkat');
    await until(async () => (await visitor.get('/courses/cuci-tangan')).text.includes('Belum dapat diikuti'));
    expect((await visitor.post('/courses/cuci-tangan/enrol')).status).to.equal(403);
    const lesson = /\/courses\/cuci-tangan\/lessons\/[a-z-]+/.exec((await new Visitor(site).get('/courses/cuci-tangan')).text)?.[0];
    expect(lesson).to.equal(undefined);
    await rm(join(courses, 'cuci-tangan'), { recursive: true });
    await until(async () => (await visitor.get('/courses/cuci-tangan')).status === 404);
  });

  it('shows a changed file, keeps the last good version of a broken one, also over a restart', async () => {
    const lesson = join(courses, 'psm-dasar/01-mengenal-psm/01-apa-itu-psm.md');
    const visitor = new Visitor(site);
    const shows = (words: string) => async () => (await visitor.get('/courses/psm-dasar/lessons/apa-itu-psm')).text.includes(words);
    await writeFile(lesson, '---\nid: apa-itu-psm\ntitle: Judul yang baru\nminutes: 6\ncompetencies: [PSM.D.01]\n---\n\nIsi yang baru.\n');
    await until(shows('Judul yang baru'));
    await writeFile(lesson, '---\nid: apa-itu-psm\ntitle: [rusak\n---\n');
    await until(async () => site.service.catalogue.problems().some(({ problems }) => problems.some(({ severity }) => severity === 'error')));
    expect(await shows('Judul yang baru')()).to.equal(true);
    await site.close();
    site = await startTestService({ COURSES_DIR: courses, DATA_DIR: data });
    expect((await new Visitor(site).get('/courses/psm-dasar/lessons/apa-itu-psm')).text).to.include('Judul yang baru');
  });

  it('takes in a course that is dropped in, and lets go of one that is taken away', async () => {
    const visitor = new Visitor(site);
    await cp('test/fixtures/courses/cuci-tangan', join(courses, 'cuci-tangan'), { recursive: true });
    await until(async () => (await visitor.get('/courses/cuci-tangan')).status === 200);
    await rm(join(courses, 'cuci-tangan'), { recursive: true });
    await until(async () => (await visitor.get('/courses/cuci-tangan')).status === 404);
  });
});
