import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { openPageServer, type PageServer } from '../fixtures/page-server.ts';

/** What everybody walks through, from the first page to the proof. */
const JOURNEY = ['home', 'sign-up', 'sign-in', 'my-courses', 'course', 'lesson', 'question', 'result-quiz', 'result-exam', 'my-certificates', 'verify-valid'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Letters in CSS pixels: those that a browser has by itself, and twice as large. */
const USUAL = 16;
const LARGE = 32;
/**
 * Reflow (WCAG 1.4.10) asks for 320 px, text alone (1.4.4) for letters twice as large; with both at once a long word may be wider than
 * the screen, but everything has to stay readable and reachable.
 */
const SCREENS = [
  { width: 320, letters: USUAL, fits: true },
  { width: 640, letters: LARGE, fits: true },
  { width: 320, letters: LARGE, fits: false },
] as const;

describe('the main journey on narrow screens and with large letters', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PageServer;

  before(async () => {
    browser = await openBrowser();
    server = await openPageServer();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const { width, letters, fits } of SCREENS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is accessible at ${width} px with letters of ${letters} px, ${colorScheme}`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 720 }, colorScheme, reducedMotion: 'reduce' });
        const page = await context.newPage();
        await (await context.newCDPSession(page)).send('Page.setFontSizes', { fontSizes: { standard: letters } });
        const wrong: string[] = [];
        for (const name of JOURNEY) {
          await page.setViewportSize({ width, height: 720 });
          await page.goto(`${server.origin}/${name}`);
          expect(Number(await page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)'))).at.least(letters);
          const [wide, high] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]');
          if (fits && wide > width) wrong.push(`${name}: ${wide} px wide`);
          // As tall as the page: what the dock covers for a moment is not hidden.
          await page.setViewportSize({ width, height: high });
          const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
          wrong.push(...violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`));
        }
        await context.close();
        expect(wrong).deep.equal([]);
      });
    }
  }
});
