import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { LearnerAtBrowser, PHONE } from './learner.ts';

describe('questions in a browser on a phone', function () {
  this.timeout(120_000);
  let site: TestService;
  let browser: Browser;
  let page: Page;
  let attempt = '';
  const faults: string[] = [];

  before(async () => {
    site = await startTestService();
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: PHONE, locale: 'id-ID' });
    page = await context.newPage();
    page.on('pageerror', (problem) => faults.push(problem.message));
    const siti = new LearnerAtBrowser(page, site.origin, new Map());
    await siti.signUp('Siti Rahma', 'siti');
    await siti.open('/courses/contoh-soal');
    await page.locator('main form button').first().click();
    await page.waitForURL(/\/(lessons|courses)\//);
    await siti.open('/courses/contoh-soal/quizzes/kuis-semua-jenis');
    await page.locator('main form button.solid').click();
    await page.waitForURL('**/questions/1');
    attempt = page.url().replace(/\/questions.*/, '');
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const open = (number: number) => page.goto(`${attempt}/questions/${number}`);
  const saved = () => page.locator('[data-saved]').filter({ hasText: 'Jawaban tersimpan' }).waitFor();

  it('moves items of an order by buttons, by keyboard too, and saves their places', async () => {
    await open(7);
    const first = async () => (await page.locator('.is-order li label').first().textContent()) ?? '';
    const before = await first();
    const down = page.getByRole('button', { name: `Turunkan: ${before}` });
    await down.focus();
    await page.keyboard.press('Enter');
    await saved();
    expect(await first()).to.not.equal(before);
    expect(await page.locator('.is-order select').evaluateAll((all) => all.map((select) => (select as unknown as { value: string }).value))).to.deep.equal(['1', '2', '3', '4', '5']);
    const after = await first();
    await page.reload();
    expect(await first()).to.equal(after);
  });

  it('takes a tap on a picture as the choice in the list', async () => {
    await open(9);
    const place = await page.locator('.spot').nth(3).locator('rect').boundingBox();
    if (!place) throw new Error('The region is not on the page');
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    await saved();
    expect(await page.locator('input[name=response][value=d]').isChecked()).to.equal(true);
    expect(await page.locator('.spot.is-chosen').count()).to.equal(1);
    await page.reload();
    expect(await page.locator('input[name=response][value=d]').isChecked()).to.equal(true);
  });

  it('takes no step of a story by looking at a choice, and one by the button', async () => {
    await open(10);
    await page.locator('[data-step] input').first().check({ force: true });
    await page.locator('input[name=marked]').check({ force: true });
    await saved();
    await page.reload();
    expect(await page.locator('.scene').count()).to.equal(1);
    await page.locator('[data-step] input').first().check({ force: true });
    await page.locator('.dock button.solid').click();
    await page.waitForURL('**/questions/10#lanjut');
    expect(await page.locator('.scene').count()).to.equal(2);
  });

  it('fits on 360 px, every question, and runs without a fault', async () => {
    for (let number = 1; number <= 12; number += 1) {
      await open(number);
      expect(await page.evaluate('document.documentElement.scrollWidth'), `question ${number}`).to.be.at.most(PHONE.width);
    }
    expect(faults).to.deep.equal([]);
  });
});
