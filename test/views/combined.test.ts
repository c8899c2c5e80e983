import { expect } from 'chai';
import { faultsOf, seenPages } from '../fixtures/seen-pages.ts';

/** What everybody walks through, from the first page to the proof. */
const JOURNEY = ['home', 'sign-up', 'sign-in', 'my-courses', 'course', 'lesson', 'question', 'result-quiz', 'result-exam', 'my-certificates', 'verify-valid'];
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
  this.timeout(120_000);
  const pages = seenPages();

  for (const { width, letters, fits } of SCREENS) {
    it(`is accessible at ${width} px with letters of ${letters} px, light and dark`, async () => {
      const context = await pages.browser.newContext({ viewport: { width, height: 720 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await (await context.newCDPSession(page)).send('Page.setFontSizes', { fontSizes: { standard: letters } });
      const wrong: string[] = [];
      for (const name of JOURNEY) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width, height: 720 });
        await page.goto(`${pages.server.origin}/${name}`);
        expect(Number(await page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)'))).at.least(letters);
        const [wide, high] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]');
        if (fits && wide > width) wrong.push(`${name}: ${wide} px wide`);
        // As tall as the page: what the dock covers for a moment is not hidden.
        await page.setViewportSize({ width, height: high });
        const light = await faultsOf(page, 'everything');
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = await faultsOf(page, 'theme');
        wrong.push(...light.map((fault) => `${name} ${fault}`), ...dark.map((fault) => `${name}, dark, ${fault}`));
      }
      await context.close();
      expect(wrong).deep.equal([]);
    });
  }
});
