import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { PHONE, signUpAt } from '../browser/learner.ts';

const COURSE = '/courses/cuci-tangan';

describe('a phone without a network', function () {
  this.timeout(120_000);
  let site: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let lessons: string[];

  before(async () => {
    site = await startTestService({ COURSES_DIR: 'test/fixtures/courses' });
    browser = await openBrowser();
    context = await browser.newContext({ viewport: PHONE });
    page = await context.newPage();
    await signUpAt(page, site.origin, 'Made Suardana', 'made');
    await page.goto(`${site.origin}${COURSE}`);
    await page.click('form[action$="/enrol"] button');
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    lessons = await page.locator(`a[href^="${COURSE}/lessons/"]`).evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const picture = async (name: string) => {
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
  };
  const made = async () => (await site.service.application.accounts.accounts.selectOptionalByUserName('made'))?._id ?? '';
  const enrolment = async () => site.service.application.assessment.learning.enrolments.selectOptional(await made(), 'cuci-tangan');

  it('can be given the site as an application', async () => {
    const manifest = await page.evaluate<{ icons: { src: string }[]; start_url: string }>("fetch('/manifest.webmanifest').then((response) => response.json())");
    expect(manifest.start_url).to.equal('/learn');
    for (const icon of manifest.icons) expect((await page.request.get(site.origin + icon.src)).headers()['content-type']).to.equal('image/png');
  });

  it('keeps a course, after saying how much it is, and goes on where it was cut', async () => {
    await page.goto(`${site.origin}${COURSE}`);
    await page.getByText(/Simpan untuk dibaca tanpa jaringan: \d+,\d+ MB/).waitFor();
    const fetched: string[] = [];
    let cutAfter = 1;
    await context.route('**/offline/*/courses/*/*/lessons/*', (route) => {
      fetched.push(route.request().url());
      return fetched.length > cutAfter ? route.abort() : route.continue();
    });
    await picture('course-save');
    const save = page.locator('[data-keep] > button, [data-keep] li button').first();
    await save.click();
    await page.getByText('Terputus di').first().waitFor();
    await picture('course-cut');
    const before = [...fetched];
    cutAfter = Number.POSITIVE_INFINITY;
    for (let button = page.locator('[data-keep] li button', { hasText: /^(Lanjutkan|Simpan)$/ }).first(); (await button.count()) > 0; ) {
      await button.click();
      await page.locator('[data-keep] li button:disabled').waitFor({ state: 'detached' });
      await page.getByText('Mengunduh').waitFor({ state: 'detached' });
    }
    expect(fetched.filter((url) => url === before[0]), 'what was there is not fetched again').to.have.length(1);
    expect(new Set(fetched).size).to.equal(lessons.length);
    await context.unroute('**/offline/*/courses/*/*/lessons/*');
    await picture('course-saved');
  });

  it('keeps no name and no token', async () => {
    const texts = await page.evaluate<string[]>(
      "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys().then((keys) => Promise.all(keys.map((key) => cache.match(key).then((response) => response.text())))))))).then((all) => all.flat())",
    );
    expect(texts.length).to.be.greaterThan(lessons.length);
    const id = await made();
    for (const text of texts) expect(text).not.to.match(/Made|_csrf" value="[^"]/).and.not.to.include(id);
  });

  it('shows a kept lesson at its address, and says what is kept at others', async () => {
    await context.setOffline(true);
    await page.goto(`${site.origin}${lessons[0]}`);
    expect(await page.locator('article.lesson').getAttribute('data-offline')).to.equal('');
    await page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await page.getByText('Tersimpan di ponsel ini. Terkirim sendiri bila jaringan kembali.').waitFor();
    await picture('lesson-offline');
    await page.goto(`${site.origin}/certificates`);
    await page.getByRole('heading', { name: 'Tidak ada jaringan' }).waitFor();
    await page.getByText('Tersimpan 2').or(page.getByText(/Tersimpan \d/)).first().waitFor();
    await picture('no-network');
    await page.goto(`${site.origin}/saved`);
    await page.getByText('1 catatan belajar masih di ponsel ini').waitFor();
    await picture('saved');
    expect((await enrolment())?.read ?? {}).to.deep.equal({});
  });

  it('sends what waited when the network is back, also after the tab has died', async () => {
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(`${site.origin}/saved`);
    await page.getByText('Semua catatan belajar dari ponsel ini sudah sampai di server.').waitFor();
    expect(Object.keys((await enrolment())?.read ?? {})).to.deep.equal([lessons[0]?.split('/').at(-1)]);
  });

  it('keeps an answer that could not be sent, and sends it once', async () => {
    await page.goto(`${site.origin}${COURSE}/quizzes/kuis-mengapa`);
    await page.click('main form button');
    await page.waitForURL('**/attempts/*/questions/1');
    const id = new URL(page.url()).pathname.split('/')[2] ?? '';
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await context.setOffline(true);
    const input = page.locator('form[data-answer] input[name^=response]').first();
    if ((await input.getAttribute('type')) === 'text') {
      await input.fill('20');
      await input.blur();
    } else await input.check();
    await page.getByText('Tersimpan di ponsel ini, menunggu jaringan').waitFor();
    await picture('answer-kept');
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(`${site.origin}/saved`);
    await page.getByText('Semua catatan belajar dari ponsel ini sudah sampai di server.').waitFor();
    const attempt = await site.service.application.assessment.attempts.selectOptional(id);
    expect(Object.keys(attempt?.answers ?? {})).to.deep.equal([attempt?.questions[0]?.id]);
  });

  it('forgets what it is told to forget', async () => {
    await page.goto(`${site.origin}/saved`);
    // The list is written by the script, some moments after the page.
    await page.locator('[data-keep] li button', { hasText: 'Hapus' }).first().waitFor();
    for (let button = page.locator('[data-keep] li button', { hasText: 'Hapus' }); (await button.count()) > 0; ) {
      const left = await button.count();
      await button.first().click();
      await page.locator('[data-keep] li').nth(left - 1).waitFor({ state: 'detached' });
    }
    await page.getByText('Belum ada yang disimpan di ponsel ini.').waitFor();
    expect(await page.evaluate("caches.open('bimtek saved').then((cache) => cache.keys()).then((keys) => keys.length)")).to.equal(0);
  });
});
