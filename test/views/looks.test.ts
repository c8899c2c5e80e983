import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { openPageServer, type PageServer } from '../fixtures/page-server.ts';
import { samplePages } from '../fixtures/pages/index.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a theme and a width can change; the rest is the same HTML as on the phone. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable', 'region', 'heading-order'];

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
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let letters: CDPSession;
    let server: PageServer;

    before(async () => {
      server = await openPageServer();
      browser = await openBrowser();
      context = await browser.newContext({ viewport: { width: screen.width, height: screen.height }, colorScheme: screen.colorScheme, reducedMotion: 'reduce' });
      page = await context.newPage();
      letters = await context.newCDPSession(page);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    for (const sample of samplePages) {
      it(`${sample.name}: accessible, and not wider than the screen`, async () => {
        await page.setViewportSize({ width: screen.width, height: screen.height });
        await page.goto(`${server.origin}/${sample.name}`);
        const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
        expect(await page.evaluate('document.documentElement.scrollWidth')).at.most(screen.width);
        // As tall as the page: what the dock covers for a moment is not hidden.
        await page.setViewportSize({ width: screen.width, height: Math.max(height, screen.height) });
        const axe = new AxeBuilder({ page });
        const { violations } = await (screen === SCREENS[0] ? axe.withTags(RULES) : axe.withRules(RULES_OF_LOOKS)).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).deep.equal([]);
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
