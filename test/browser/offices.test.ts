import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { createEnrolmentStore } from '../../server/learning/enrolment-store.ts';
import { createStandingStore } from '../../server/assessment/standing-store.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

const CLASS_SIZE = 200;
/** Papers are drawn for the first time, beside the other tests of a busy machine. */
const READY_MS = 90_000;
const PASSWORD = 'lumbung padi pagi';

/** Entries of a ZIP archive, from its end record (APPNOTE 4.3.16). */
const entriesOf = (zip: Buffer): number => zip.readUInt16LE(zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 10);

describe('the offices of trainers and administrators, in a browser', function () {
  this.timeout(180_000);
  let site: TestService;
  let browser: Browser;
  let page: Page;
  let courses: string;

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-courses-'));
    await cp('test/fixtures/courses/cuci-tangan', join(courses, 'cuci-tangan'), { recursive: true });
    site = await startTestService({ COURSES_DIR: courses });
    browser = await openBrowser();
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true })).newPage();
    await page.goto(site.service.firstAdministratorLink ?? '');
    await page.locator('[name=name]').fill('Rina Kartika');
    await page.locator('[name=userName]').fill('rina');
    await page.locator('[name=password]').fill(PASSWORD);
    await page.locator('main form button').last().click();
    await page.waitForURL('**/admin/settings');
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    await rm(courses, { recursive: true, force: true });
  });

  /** A class that has finished, as if it had sat everything. */
  const graduate = async (count: number): Promise<void> => {
    const { accounts } = site.service.application.accounts;
    const { connection } = site.service.storage;
    const [enrolments, standings] = [createEnrolmentStore(connection), createStandingStore(connection)];
    const course = site.service.catalogue.course('cuci-tangan');
    if (!course) throw new Error('The course is not there');
    const one = async (number: number) => {
      const { _id } = await accounts.createAccount({ userName: `psm.${number}`, name: `Peserta ${String.fromCharCode(65 + (number % 26))} ${number}`, role: 'learner', regionCode: '32.75', village: 'Pengasinan', passwordHash: undefined });
      await enrolments.enrol(_id, course.id, course.version);
      for (const lesson of course.modules.flatMap((module) => module.lessons)) await enrolments.markRead(_id, course.id, lesson.id);
      await standings.change(_id, course.id, () => ({
        quizzes: Object.fromEntries(course.modules.flatMap(({ quiz }) => (quiz ? [[quiz.id, { best: 100, passed: true, attempts: 1, lastAttempt: 'a', lastFinishedAt: new Date() }]] : []))),
        units: course.competencies.map(({ code }) => ({ code, score: 100, met: true, attempt: 'a', edition: 1 })),
      }));
      await issueIfEligible(site.service.application.certification, _id, course.id);
    };
    for (let first = 0; first < count; first += 20) await Promise.all(Array.from({ length: 20 }, (_, index) => one(first + index)));
  };

  it('put two hundred certificates into one ZIP', async () => {
    await graduate(CLASS_SIZE);
    await page.goto(`${site.origin}/admin/certificates?course=cuci-tangan`);
    expect(await page.locator('tbody tr').count()).to.equal(50);
    await page.getByRole('button', { name: `Unduh ${CLASS_SIZE} PDF` }).click();
    // The page asks for itself anew until the archive is ready.
    const ready = page.getByRole('link', { name: /^Unduh ZIP/ });
    await ready.waitFor({ timeout: READY_MS });
    const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
    const zip = await readFile(await download.path());
    expect(entriesOf(zip)).to.be.at.least(CLASS_SIZE);
    expect(zip.includes('32.75_Peserta-A-0_CT-')).to.equal(true);
  });

  it('tell a trainer the line of a broken file, and serve the last good version meanwhile', async () => {
    const file = join(courses, 'cuci-tangan/01-mengapa/module.yaml');
    const good = await readFile(file, 'utf8');
    await writeFile(file, good.replace('title:', 'titel:'));
    await page.goto(`${site.origin}/admin/problems`);
    for (let look = 0; look < 40 && !(await page.content()).includes('titel'); look += 1) await page.reload();
    const text = await page.locator('main').innerText();
    expect(text).to.match(/01-mengapa\/module\.yaml:\d+:\d+/).and.to.include('title');
    const lesson = await page.request.get(`${site.origin}/courses/cuci-tangan`);
    expect(lesson.status()).to.equal(200);
    await writeFile(file, good);
  });

  it('set the issuer, which is then named on every page', async () => {
    await page.goto(`${site.origin}/admin/settings`);
    await page.locator('[name=issuerLine1]').fill('Pemerintah Kota Bekasi');
    await page.locator('[name=organiser]').fill('Dinas Sosial Kota Bekasi');
    await page.getByRole('button', { name: 'Simpan pengaturan' }).click();
    await page.waitForLoadState();
    await page.goto(`${site.origin}/`);
    expect(await page.locator('footer').innerText()).to.include('Dinas Sosial Kota Bekasi');
  });
});
