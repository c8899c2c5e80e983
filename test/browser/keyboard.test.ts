import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { readAnswerKey } from '../fixtures/answer-key.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { PHONE } from './learner.ts';

const COURSES = 'test/fixtures/courses';
const MOST_TABS = 120;

describe('the journey with the keyboard alone', function () {
  this.timeout(180_000);
  let site: TestService;
  let browser: Browser;
  let page: Page;

  before(async () => {
    site = await startTestService({ COURSES_DIR: COURSES });
    browser = await openBrowser();
    page = await (await browser.newContext({ viewport: PHONE })).newPage();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Presses Tab until the element in focus fits; what cannot be reached fails. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${page.url()}: Tab never came to ${selector}`);
  };
  const type = async (selector: string, text: string): Promise<void> => {
    await tabTo(selector);
    await page.keyboard.type(text);
  };
  const press = async (selector: string): Promise<void> => {
    await tabTo(selector);
    const before = page.url();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== before);
    await page.waitForLoadState();
  };
  const path = () => new URL(page.url()).pathname;

  it('leads from signing up to a certificate', async () => {
    const key = readAnswerKey(`${COURSES}/cuci-tangan`);
    await page.goto(`${site.origin}/sign-up`);
    await type('[name=name]', 'Made Suardana');
    await type('[name=userName]', 'made');
    await type('[name=password]', 'lumbung padi pagi');
    await tabTo('[name=regionCode]');
    await page.keyboard.type('Kota Bekasi');
    await type('[name=village]', 'Pengasinan');
    await tabTo('[name=consent]');
    await page.keyboard.press('Space');
    await press('main form button:not([type=button])');
    expect(path()).to.equal('/learn');
    await page.goto(`${site.origin}/courses/cuci-tangan`);
    await tabTo('main form button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.dock a.solid');

    const answer = async (): Promise<void> => {
      const id = ((await page.locator('.question').first().getAttribute('id')) ?? '').replace(/^q-|-text$/g, '');
      const right = key.get(id);
      if (right?.typed !== undefined) return type('[name=response]', right.typed);
      const radio = (await page.locator('input[name=response]').first().getAttribute('type')) === 'radio';
      await tabTo('input[name=response]');
      if (!radio) {
        for (const option of right?.options ?? []) {
          await tabTo(`input[name=response][value="${option}"]`);
          await page.keyboard.press('Space');
        }
        return;
      }
      await page.keyboard.press('Space');
      for (let step = 0; step < 8; step += 1) {
        const chosen = await page.locator('input[name=response]:checked').getAttribute('value');
        if (right?.options.includes(chosen ?? '')) return;
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`The arrow keys never came to the right option of ${id}`);
    };

    for (let steps = 0; steps < 60; steps += 1) {
      if (path().includes('/lessons/')) await press('.lesson-end button.solid');
      else if (path().includes('/questions/')) {
        await answer();
        await press('.dock button.solid');
      } else if (path().endsWith('/confirm')) {
        await tabTo('form[data-finish] button.solid');
        await page.keyboard.press('Enter');
        if (await page.locator('dialog[open]').count()) {
          await tabTo('dialog[open] button.solid');
          await page.keyboard.press('Enter');
        }
        await page.waitForURL('**/result');
      } else if (path().includes('/quizzes/')) {
        if (await page.locator('[name=confirmed]').count()) {
          await tabTo('[name=confirmed]');
          await page.keyboard.press('Space');
        }
        await press('main form button.solid');
      } else {
        await page.goto(`${site.origin}/courses/cuci-tangan/continue`);
        if (path() === '/courses/cuci-tangan') break;
      }
    }
    await page.goto(`${site.origin}/certificates`);
    expect(await page.locator('main').innerText()).to.match(/CT-\d{4}-/);
  });
});
