import { expect } from 'chai';
import type { CDPSession, Page } from 'playwright-core';
import { samplePages } from '../fixtures/pages/index.ts';
import { openSample } from '../fixtures/phone-memory.ts';
import { faultsOf, seenPages } from '../fixtures/seen-pages.ts';

/** A phone in the sun and a laptop at night: between them both widths and both themes are seen. */
const SCREENS = [
  { name: 'a phone, light', width: 360, height: 720, colorScheme: 'light' },
  { name: 'a laptop, dark', width: 1280, height: 800, colorScheme: 'dark' },
] as const;

const NARROWEST = 320;
/** CSS pixels that a browser's letters have by itself. */
const USUAL_LETTERS = 16;
/** What makes the page wider than the screen, if anything does. */
const TOO_WIDE = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('main *, header *, footer *')].filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest('.table-scroll, .tabs, .clip')).slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
})()`;

for (const screen of SCREENS) {
  describe(`every page on ${screen.name}`, function () {
    this.timeout(60_000);
    const pages = seenPages();
    let page: Page;
    let letters: CDPSession;

    before(async () => {
      const context = await pages.browser.newContext({ viewport: { width: screen.width, height: screen.height }, colorScheme: screen.colorScheme, reducedMotion: 'reduce' });
      page = await context.newPage();
      letters = await context.newCDPSession(page);
    });

    for (const sample of samplePages) {
      it(`${sample.name}: accessible, and not wider than the screen`, async () => {
        await page.setViewportSize({ width: screen.width, height: screen.height });
        await openSample(page, pages.server.origin, sample);
        const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
        expect(await page.evaluate('document.documentElement.scrollWidth')).at.most(screen.width);
        // As tall as the page: what the dock covers for a moment is not hidden.
        await page.setViewportSize({ width: screen.width, height: Math.max(height, screen.height) });
        expect(await faultsOf(page, screen === SCREENS[0] ? 'everything' : 'looks')).deep.equal([]);
        // Once for each page is enough: neither depends on the theme.
        if (screen !== SCREENS[0]) return;
        // Reflow (WCAG 1.4.10): 320 px without scrolling sideways, and letters twice as large (1.4.4) on a laptop.
        await page.setViewportSize({ width: NARROWEST, height: screen.height });
        expect(await page.evaluate(TOO_WIDE), 'at 320 px').deep.equal([]);
        await letters.send('Page.setFontSizes', { fontSizes: { standard: 2 * USUAL_LETTERS } });
        await page.setViewportSize({ width: 1280, height: screen.height });
        expect(await page.evaluate(TOO_WIDE), 'with letters twice as large').deep.equal([]);
        await letters.send('Page.setFontSizes', { fontSizes: { standard: USUAL_LETTERS } });
      });
    }
  });
}
