import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { readAnswerKey } from '../fixtures/answer-key.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { openPageServer } from '../fixtures/page-server.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { openLossyNetwork } from './lossy-network.ts';
import { PHONE } from './learner.ts';
import { PatientLearner } from './patient-learner.ts';

const COURSES = 'test/fixtures/courses';
/** `npm run slow` goes the same way with 800 ms and 50 KB/s. */
const LOST = 0.1;
const LATENCY_MS = 20;

describe('a slow and broken network', function () {
  this.timeout(240_000);
  let site: TestService;
  let browser: Browser;

  before(async () => {
    site = await startTestService({ COURSES_DIR: COURSES });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it('leads from signing up to a certificate although a tenth of all requests is lost', async () => {
    const network = await openLossyNetwork(site.origin, { lost: LOST, latencyMs: LATENCY_MS, seed: 20_261_124 });
    const page = await (await browser.newContext({ viewport: PHONE })).newPage();
    const learner = new PatientLearner(page, network.origin, readAnswerKey(`${COURSES}/cuci-tangan`), 'cuci-tangan');
    await learner.signUp('siti.desa');
    await learner.learn();
    await learner.open('/certificates');
    expect(await page.locator('main').innerText()).to.match(/CT-\d{4}-/);
    expect(network.counts.lost, `of ${network.counts.all}`).to.be.above(5);
    const { accounts } = site.service.application.accounts;
    const account = await accounts.selectOptionalByUserName('siti.desa');
    const held = await site.service.application.certification.certificates.selectOptionalBySerial((/CT-[\w-]+/.exec(await page.locator('main').innerText())?.[0] ?? '').replaceAll('-', ''));
    expect(held?.learner, 'issued once, to whoever earned it').to.equal(account?._id);
    await page.context().close();
    await network.close();
  });

  it('shows at once that a button was pressed, and until the answer comes', async () => {
    const server = await openPageServer();
    const page = await browser.newPage({ viewport: PHONE });
    for (const [name, selector] of [['lesson', '.lesson-end button.solid'], ['my-courses', '.dock a.btn.solid'], ['search', '.search button']] as const) {
      await page.goto(`${server.origin}/${name}`);
      // After the page's own listeners, in the same turn: the sign is there before anything has left for the network.
      await page.evaluate(`for (const type of ['submit', 'click']) window.addEventListener(type, (event) => {
        if (type === 'click' && !event.target.closest('a')) return;
        event.preventDefault();
        const pressed = event.submitter || event.target.closest('a');
        document.title = pressed.getAttribute('aria-busy') + ' ' + getComputedStyle(pressed).borderTopStyle;
      })`);
      await page.locator(selector).first().click();
      expect(await page.title(), name).to.equal('true dashed');
    }
    await page.close();
    await server.close();
  });
});
