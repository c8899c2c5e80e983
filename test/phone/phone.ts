import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { PHONE, signUpAt } from '../browser/learner.ts';

/** A phone with a browser, in front of a service of its own. */
export interface TestPhone {
  readonly site: TestService;
  readonly browser: Browser;
  readonly context: BrowserContext;
  page: Page;
  /** Another tab, once the one before has died. */
  reopen(): Promise<Page>;
  /** With `PICTURES=folder`: what it looks like. */
  picture(name: string): Promise<void>;
  /** Everything in the cache that all users share, as text. */
  cached(): Promise<string[]>;
  close(): Promise<void>;
}

/** For what the page does by itself; a machine under load is slow. */
const PATIENCE_MS = 15_000;

export async function openPhone(env: Readonly<Record<string, string>> = {}): Promise<TestPhone> {
  const site = await startTestService({ COURSES_DIR: 'test/fixtures/courses', ...env });
  const browser = await openBrowser();
  const context = await browser.newContext({ viewport: PHONE });
  context.setDefaultTimeout(PATIENCE_MS);
  // What nobody catches is a fault of ours.
  const faults: string[] = [];
  context.on('weberror', (fault) => faults.push(fault.error().message));
  const page = await context.newPage();
  const phone: TestPhone = {
    site,
    browser,
    context,
    page,
    reopen: async () => {
      await phone.page.close({ runBeforeUnload: false });
      phone.page = await context.newPage();
      return phone.page;
    },
    picture: async (name) => {
      if (process.env.PICTURES) await phone.page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
    },
    cached: () =>
      phone.page.evaluate<string[]>(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys().then((keys) => Promise.all(keys.map((key) => cache.match(key).then((response) => response.text())))))))).then((all) => all.flat())",
      ),
    close: async () => {
      await browser.close();
      await site.close();
      expect(faults).to.deep.equal([]);
    },
  };
  return phone;
}

/** Signed up, enrolled in a course, the service worker ready. */
export async function beginLearning({ page, site }: TestPhone, name: string, userName: string, course = 'cuci-tangan'): Promise<string> {
  await signUpAt(page, site.origin, name, userName);
  await page.goto(`${site.origin}/courses/${course}`);
  await page.click('form[action$="/enrol"] button');
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  return (await site.service.application.accounts.accounts.selectOptionalByUserName(userName))?._id ?? '';
}
