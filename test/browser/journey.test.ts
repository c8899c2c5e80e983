import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { readAnswerKey } from '../fixtures/answer-key.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { LearnerAtBrowser, PHONE } from './learner.ts';

/** Pictures are kept where this names a folder; they are looked at by eye. */
const GALLERY = process.env.GALLERY_DIR;

const photograph = async (page: Page, name: string): Promise<void> => {
  if (!GALLERY) return;
  mkdirSync(GALLERY, { recursive: true });
  await page.screenshot({ path: join(GALLERY, `${name}.png`), fullPage: true });
};

describe('the whole journey of the course psm-dasar, on a phone', function () {
  this.timeout(240_000);
  let site: TestService;
  let browser: Browser;
  const troubles: string[] = [];

  before(async () => {
    site = await startTestService();
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const visitor = async (viewport: { width: number; height: number }): Promise<Page> => {
    const context = await browser.newContext({ viewport, acceptDownloads: true, locale: 'id-ID' });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && troubles.push(`${page.url()} ${message.text()}`));
    page.on('pageerror', (problem) => troubles.push(`${page.url()} ${problem.message}`));
    return page;
  };

  it('leads from the first administrator over lessons, quizzes and the exam to a certificate that is found', async () => {
    const admin = await visitor({ width: 1280, height: 900 });
    await admin.goto(site.service.firstAdministratorLink ?? '');
    await photograph(admin, '01-first-administrator');
    await admin.locator('[name=name]').fill('Rina Kartika');
    await admin.locator('[name=userName]').fill('rina');
    await admin.locator('[name=password]').fill('tiga kata mudah');
    await admin.locator('main form button').last().click();
    await admin.waitForURL('**/admin/settings');
    await photograph(admin, '02-settings');

    const learner = new LearnerAtBrowser(await visitor(PHONE), site.origin, readAnswerKey('courses/psm-dasar'));
    await learner.open('/');
    await photograph(learner.page, '03-home');
    await learner.signUp('Siti Nur’aini', 'siti.nuraini');
    await photograph(learner.page, '04-learn-new');
    await learner.open('/courses/psm-dasar');
    await learner.page.getByRole('button', { name: 'Ikuti pelatihan ini' }).click();
    await photograph(learner.page, '05-course-enrolled');
    await learner.page.locator('.dock a.solid').click();
    await learner.page.waitForURL('**/lessons/**');
    await photograph(learner.page, '06-lesson');

    let lessons = 0;
    let quizzes = 0;
    while (!learner.path.includes('ujian-akhir')) {
      if (learner.path.includes('/lessons/')) lessons += await learner.readOn();
      if (!learner.path.includes('/quizzes/')) await learner.open('/courses/psm-dasar/continue');
      if (learner.path.includes('ujian-akhir')) break;
      if (!learner.path.includes('/quizzes/')) continue;
      if (quizzes === 0) await photograph(learner.page, '07-quiz-rules');
      await learner.page.locator('main form button.solid').click();
      await learner.page.waitForURL('**/questions/**');
      if (quizzes === 0) await photograph(learner.page, '08-question');
      expect(await learner.sit()).to.equal(10);
      if (quizzes === 0) await photograph(learner.page, '09-quiz-result');
      quizzes += 1;
      await learner.open('/courses/psm-dasar/continue');
    }
    expect({ lessons, quizzes }).to.deep.equal({ lessons: 25, quizzes: 6 });

    await photograph(learner.page, '10-exam-rules');
    await learner.page.locator('[name=confirmed]').check();
    await learner.page.locator('main form button.solid').click();
    await learner.page.waitForURL('**/questions/**');
    expect(await learner.sit()).to.equal(35);
    await photograph(learner.page, '11-exam-result');

    await learner.open('/certificates');
    await photograph(learner.page, '12-my-certificates');
    const [download] = await Promise.all([
      learner.page.waitForEvent('download'),
      learner.page.locator('a[href$=".pdf"]').first().click(),
    ]);
    const pdf = await readFile(await download.path());
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
    const serial = /PSM-\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(await learner.page.content())?.[0] ?? '';
    expect(serial).not.to.equal('');
    await learner.open('/courses/psm-dasar');
    await photograph(learner.page, '13-course-done');
    await learner.open('/learn');
    await photograph(learner.page, '14-learn-done');

    const verifier = await visitor(PHONE);
    await verifier.goto(`${site.origin}/v/${serial}`);
    await photograph(verifier, '15-verify');
    expect(await verifier.content()).to.include('Bimbingan Teknis Dasar').and.not.to.include('Siti Nur');

    await admin.goto(`${site.origin}/admin/certificates`);
    await photograph(admin, '16-admin-certificates');
    expect(await admin.content()).to.include(serial).and.to.include('Siti Nur');
    for (const place of ['users', 'results', 'problems', 'reports', 'settings']) {
      await admin.goto(`${site.origin}/admin/${place}`);
      await photograph(admin, `17-admin-${place}`);
    }
    expect(troubles).to.deep.equal([]);
  });
});
