import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { PHONE, signUpAt } from './learner.ts';

const COURSE = '/courses/cuci-tangan';

describe('an answer whose acknowledgement was lost', function () {
  this.timeout(120_000);
  let site: TestService;
  let browser: Browser;
  let page: Page;

  before(async () => {
    site = await startTestService({ COURSES_DIR: 'test/fixtures/courses' });
    browser = await openBrowser();
    page = await (await browser.newContext({ viewport: PHONE })).newPage();
    await signUpAt(page, site.origin, 'Made Suardana', 'made');
    await page.goto(`${site.origin}${COURSE}`);
    await page.click('form[action$="/enrol"] button');
    await page.goto(`${site.origin}${COURSE}/quizzes/kuis-mengapa`);
    await page.click('main form button');
    await page.waitForURL('**/attempts/*/questions/1');
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it('is sent again under the same number and applied once; late, it does not come back over a newer one', async () => {
    const id = new URL(page.url()).pathname.split('/')[2] ?? '';
    const stored = async () => {
      const attempt = await site.service.application.assessment.attempts.selectOptional(id);
      return attempt?.answers[attempt.questions[0]?.id ?? ''];
    };
    const posted: string[] = [];
    let isLost = true;
    await page.route('**/attempts/**', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      posted.push(route.request().postData() ?? '');
      const arrived = await route.fetch({ maxRedirects: 0 });
      return isLost ? route.abort() : route.fulfill({ response: arrived });
    });
    const inputs = page.locator('form[data-answer] input[name^=response]');
    const isTyped = (await inputs.first().getAttribute('type')) === 'text';
    const give = async (at: number) => {
      if (!isTyped) return inputs.nth(at).check();
      await inputs.first().fill(String(at + 1));
      await inputs.first().blur();
    };

    await give(0);
    await page.getByText(/Belum tersimpan, mencoba lagi|Tersimpan di ponsel ini, menunggu jaringan/).waitFor();
    const first = await stored();
    expect(Object.values(first?.seen ?? {}), 'it had arrived').to.deep.equal([1]);
    isLost = false;
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.locator('[data-saved]', { hasText: 'Jawaban tersimpan' }).waitFor();
    expect(posted[1]).to.equal(posted[0]);
    expect(await stored(), 'applied once').to.deep.equal(first);

    await give(1);
    await page.waitForResponse((response) => response.request().method() === 'POST');
    const second = await stored();
    expect(Object.values(second?.seen ?? {})).to.deep.equal([2]);
    expect(second?.response).not.to.deep.equal(first?.response);
    const body = JSON.stringify(posted[0]);
    const status = await page.evaluate(`fetch(location.pathname, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, body: ${body} }).then((response) => response.status)`);
    expect(status).to.equal(200);
    expect(await stored(), 'the late copy').to.deep.equal(second);
  });
});
