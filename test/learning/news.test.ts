import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const COURSE = '/courses/psm-dasar';
const LESSON = `${COURSE}/lessons/apa-itu-psm`;

describe('what is new since the last visit', function () {
  this.timeout(60_000);
  let site: TestService;
  let courses: string;
  let siti: Visitor;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-news-'));
    await cp('courses/psm-dasar', join(courses, 'psm-dasar'), { recursive: true });
    site = await startTestService({ COURSES_DIR: courses });
    siti = new Visitor(site);
    await siti.signUp('siti.kabar');
    await siti.post(`${COURSE}/enrol`, {}, COURSE);
  });
  after(async () => {
    await site?.close();
    await rm(courses, { recursive: true, force: true });
  });

  const news = async (): Promise<string> => /<section class="kop kop-calm" aria-labelledby="baru">[\s\S]*?<\/section>/.exec((await siti.get('/learn')).text)?.[0] ?? '';

  it('is nothing at first', async () => {
    expect(await news()).to.equal('');
    const stranger = new Visitor(site);
    await stranger.signUp('belum.ikut');
    expect((await stranger.get('/learn')).text).not.to.include('Baru sejak kunjungan');
  });

  it('names the answer to a report, until it was read', async () => {
    await siti.post(`${LESSON}/report`, { text: 'Ada yang salah di sini.' }, `${LESSON}/report`);
    const chief = await firstAdministrator(site);
    const report = /\/admin\/reports\/([\w-]+)/.exec((await chief.get('/admin/reports')).text)?.[1] ?? '';
    expect(await news()).to.equal('');
    await chief.post(`/admin/reports/${report}`, { state: 'answered', answer: 'Sudah diperbaiki, terima kasih.' });
    expect(await news()).to.include('Laporan Anda sudah dijawab').and.to.include('Sudah diperbaiki, terima kasih.').and.to.include(LESSON);
    expect(await news(), 'looking is not reading').to.include('Laporan Anda sudah dijawab');
    await siti.post('/learn/seen', {}, '/learn');
    expect(await news()).to.equal('');
  });

  it('names the lessons that changed, and no others', async () => {
    await appendFile(join(courses, 'psm-dasar/01-mengenal-psm/01-apa-itu-psm.md'), '\nKalimat baru di akhir.\n');
    const { catalogue } = site.service;
    const before = catalogue.course('psm-dasar')?.version;
    const end = Date.now() + 10_000;
    while (catalogue.course('psm-dasar')?.version === before && Date.now() < end) await new Promise((turn) => setImmediate(turn));
    await catalogue.settled();
    const told = await news();
    expect(told).to.include('diperbarui').and.to.include(`href="${LESSON}"`);
    expect([...told.matchAll(/\/lessons\//g)].length).to.equal(1);
    await siti.post('/learn/seen', {}, '/learn');
    expect(await news()).to.equal('');
  });
});
