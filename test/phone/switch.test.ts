import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { Visitor } from '../fixtures/visitor.ts';
import { PHONE, signUpAt } from '../browser/learner.ts';

describe('the switch that makes phones forget', function () {
  this.timeout(120_000);
  let site: TestService;
  let browser: Browser;
  let page: Page;
  let dataDir: string;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bimtek-switch-'));
    site = await startTestService({ COURSES_DIR: 'test/fixtures/courses', DATA_DIR: dataDir });
    browser = await openBrowser();
    page = await (await browser.newContext({ viewport: PHONE })).newPage();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('leaves no worker and no kept page behind, and loses nothing that waits', async () => {
    await signUpAt(page, site.origin, 'Made Suardana', 'made');
    await page.goto(`${site.origin}/courses/cuci-tangan`);
    await page.click('form[action$="/enrol"] button');
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.getByRole('button', { name: 'Simpan di ponsel ini', exact: true }).click();
    await page.getByText('Seluruhnya tersimpan di ponsel ini').waitFor();
    await page.context().setOffline(true);
    await page.goto(`${site.origin}/courses/cuci-tangan/lessons/kuman-di-tangan`);
    await page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await page.getByText('Tersimpan di ponsel ini. Terkirim sendiri').waitFor();

    const { port } = new URL(site.origin);
    await site.close();
    site = await startTestService({ COURSES_DIR: 'test/fixtures/courses', DATA_DIR: dataDir, PORT: port, OFFLINE: 'off' });
    await page.context().setOffline(false);
    await page.goto(`${site.origin}/courses/cuci-tangan`);
    const left = () => page.evaluate<[number, string[]]>("Promise.all([navigator.serviceWorker.getRegistrations().then((all) => all.length), caches.keys().then((names) => names.filter((name) => name.startsWith('bimtek ')))])");
    for (let [workers, caches] = await left(); workers > 0 || caches.length > 0; [workers, caches] = await left());
    await page.goto(`${site.origin}/courses/cuci-tangan`);
    expect(await page.locator('[data-keep]').count(), 'nothing is offered that would not be kept').to.equal(0);
    await page.goto(`${site.origin}/saved`);
    await page.getByText('Semua sudah sampai di server').waitFor();
    const account = await site.service.application.accounts.accounts.selectOptionalByUserName('made');
    expect(Object.keys((await site.service.application.assessment.learning.enrolments.selectOptional(account?._id ?? '', 'cuci-tangan'))?.read ?? {})).to.deep.equal(['kuman-di-tangan']);
  });
});

describe('a course behind a certificate', function () {
  this.timeout(60_000);
  let site: TestService;
  let courses: string;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-tier-'));
    await cp('test/fixtures/courses', courses, { recursive: true });
    await cp(join(courses, 'cuci-tangan'), join(courses, 'lanjut'), { recursive: true });
    const file = join(courses, 'lanjut/course.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('id: cuci-tangan', 'id: lanjut').replace('requires: []', 'requires: [cuci-tangan]'));
    site = await startTestService({ COURSES_DIR: courses });
  });
  after(async () => {
    await site?.close();
    await rm(courses, { recursive: true, force: true });
  });

  it('is kept by who may read it, and shown to nobody else', async () => {
    const list = '/offline/id/courses/lanjut/list';
    const stranger = new Visitor(site);
    expect((await stranger.get(list)).status).to.equal(404);
    const siti = new Visitor(site);
    await siti.signUp('siti.tier');
    expect((await siti.get(list)).status).to.equal(404);
    expect((await siti.get('/courses/lanjut')).text).not.to.include('data-keep');
    const account = await site.service.application.accounts.accounts.selectOptionalByUserName('siti.tier');
    await site.service.application.assessment.learning.enrolments.enrol(account?._id ?? '', 'lanjut', 'x');
    expect((await siti.get('/courses/lanjut')).text).to.include(`data-keep="${list}"`);
    const listed = await siti.get(list);
    expect(listed.status).to.equal(200);
    const { gated, modules } = listed.body as { gated: boolean; modules: { files: { url: string }[] }[] };
    expect(gated).to.equal(true);
    for (const { url } of modules.flatMap(({ files }) => files)) {
      expect((await siti.get(url)).status, url).to.equal(200);
      if (!url.includes('/media/')) expect((await stranger.get(url)).status, url).to.equal(404);
      expect((await siti.get(url)).text ?? '').not.to.include('Siti');
    }
    expect((await siti.get(list, { 'if-none-match': String(listed.headers.etag) })).status, 'unchanged').to.equal(304);
  });
});
