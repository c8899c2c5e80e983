import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { openPageServer, type PageServer, type Sent } from '../fixtures/page-server.ts';

describe('the enhancement script, in a browser', function () {
  this.timeout(30_000);
  let browser: Browser;
  let server: PageServer;
  let page: Page;

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    server = await openPageServer();
    page = await browser.newPage({ viewport: { width: 360, height: 720 }, reducedMotion: 'reduce' });
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  const open = (name: string) => page.goto(`${server.origin}/${name}`);
  /** Until something has arrived at the server; polled from the page so that nothing sleeps. */
  const arrived = async (wanted: (sent: Sent) => boolean): Promise<Sent> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = server.sent.find(wanted);
      if (found) return found;
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    }
    throw new Error(`nothing of the kind arrived: ${JSON.stringify(server.sent.map((sent) => sent.path))}`);
  };

  it('saves an answer when it is chosen, says so, and draws it in the strip', async () => {
    server.fields = { savedAt: undefined, strip: Array.from({ length: 20 }, (_, index) => ({ number: index + 1, answered: false, marked: false, current: index === 13 })) };
    await open('question');
    await page.locator('input[value=c]').check();
    await page.getByText('Jawaban tersimpan 10.42').waitFor();
    const sent = await arrived((each) => each.path === '/attempts/x/14');
    expect(sent.accept).equal('application/json');
    expect([...sent.body].slice(0, 2)).deep.equal([['_csrf', 'token'], ['response', 'c']]);
    expect(sent.body.get('device')).match(/^[0-9a-f]{20}$/);
    expect(sent.body.get('sequence')).equal('1');
    await page.getByRole('button', { name: 'Soal 14, dijawab' }).first().waitFor();
    await page.getByText('1 dijawab').waitFor();
    await page.getByText('19 belum').waitFor();
  });

  it('says when an answer has not been saved, and saves it as soon as the network is back', async () => {
    await open('question');
    await page.locator('input[value=c]').check();
    await page.getByText('Jawaban tersimpan 10.42').waitFor();
    server.reply = undefined;
    await page.locator('input[value=a]').check();
    await page.getByText('Belum tersimpan, mencoba lagi').waitFor();
    server.reply = { status: 200, json: { saved: true, at: '2026-11-24T03:43:00Z' } };
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByText('Jawaban tersimpan 10.43').waitFor();
    const answers = server.sent.filter(({ body }) => body.has('response'));
    const [first, second] = answers.map(({ body }) => ['response', 'device', 'sequence'].map((name) => body.get(name)));
    expect(second).deep.equal(['a', first?.[1], '2']);
  });

  it('says again with the form what was changed, and nothing where nothing was', async () => {
    await open('question');
    await page.locator('input[value=c]').check();
    await page.getByText('Jawaban tersimpan 10.42').waitFor();
    await page.locator('.dock button[value=next]').click();
    await page.waitForURL('**/arrived');
    expect(server.sent.at(-1)?.body.getAll('sequence')).deep.equal(['2']);
    await open('question');
    await page.locator('.dock button[value=next]').click();
    await page.waitForURL('**/arrived');
    expect(server.sent.at(-1)?.body.has('sequence')).equal(false);
  });

  it('names the question that was changed among all', async () => {
    await open('all-questions');
    await page.locator('#q-d01-05').fill('8');
    await page.locator('#q-d01-05').blur();
    const sent = await arrived((each) => each.body.get('response.d01-05') === '8');
    expect(sent.body.getAll('said')).deep.equal(['d01-05']);
  });

  it('sends by itself what could not be saved, and says so meanwhile', async () => {
    server.reply = { status: 200, json: {} };
    await page.clock.install();
    await open('not-saved');
    await page.clock.runFor(2_000);
    await page.getByText(/Belum tersimpan, dikirim lagi dalam \d+ detik/).waitFor();
    expect(server.sent).lengthOf(0);
    await page.clock.runFor(12_000);
    await page.waitForURL('**/arrived');
    expect([...(server.sent[0]?.body ?? [])]).deep.equal([['_csrf', 'token'], ['response', 'c'], ['go', 'next']]);
  });

  it('shows what the server says of an answer that it refuses, and does not send it again', async () => {
    server.reply = { status: 400, json: { error: { sentence: 'Tulis angkanya saja, misalnya 18 atau 7,5.' } } };
    await open('all-questions');
    await page.locator('#q-d01-05').fill('delapan');
    await page.locator('#q-d01-05').blur();
    await page.locator('[data-saved]', { hasText: 'Tulis angkanya saja' }).waitFor();
    expect(server.sent.filter((sent) => sent.body.get('response.d01-05') === 'delapan')).lengthOf(1);
  });

  it('counts down by the clock of the server and goes on when time is over', async () => {
    server.fields = { timer: { minutes: 1, now: '2026-11-24T04:00:00Z', endsAt: '2026-11-24T04:00:02Z', thenHref: '/confirm' } };
    await open('question');
    await page.getByText(/Sisa [12] detik/).waitFor();
    await page.waitForURL('**/confirm');
  });

  it('marks a lesson as read when its end is reached, and not before', async () => {
    await open('lesson');
    expect(server.sent).lengthOf(0);
    await page.locator('.lesson-end').scrollIntoViewIfNeeded();
    const sent = await arrived((each) => each.path.endsWith('/read'));
    expect(sent.body.get('_csrf')).equal('token');
  });

  it('reports the time spent when the page is left', async () => {
    await page.clock.install();
    await open('lesson');
    await page.clock.runFor(7_000);
    await page.goto(`${server.origin}/help`);
    const sent = await arrived((each) => each.path.endsWith('/time'));
    expect(sent.body.get('_csrf')).equal('token');
    expect(Number(sent.body.get('seconds'))).within(6, 8);
  });

  it('asks before something is destroyed: no sends nothing, yes sends it', async () => {
    await open('account');
    const button = page.getByRole('button', { name: 'Keluar dari semua perangkat' });
    await button.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(server.sent).lengthOf(0);
    await button.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ya, lanjutkan' }).click();
    await page.waitForURL('**/arrived');
    expect(server.sent.map((sent) => sent.path)).deep.equal(['/account/sessions/end']);
  });

  it('puts the focus on what has to be put right', async () => {
    await open('sign-in-errors');
    await page.locator('.error-summary:focus', { hasText: 'Ada 2 hal yang perlu diperbaiki' }).waitFor({ timeout: 3_000 });
  });

  it('lets a question be answered and left with the keyboard alone', async () => {
    await open('question');
    await page.locator('input[value=b]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/arrived');
    const { body } = await arrived((sent) => sent.body.has('go'));
    const pairs = [...body];
    expect(pairs.slice(0, 4)).deep.equal([['_csrf', 'token'], ['response', 'c'], ['marked', '1'], ['go', 'next']]);
    expect(pairs.slice(4).map(([name]) => name)).deep.equal(['device', 'sequence']);
  });

  it('is not needed: without it, a number of the strip saves the answer on the way', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 720 } });
    const quiet = await plain.newPage();
    await quiet.goto(`${server.origin}/question`);
    await quiet.locator('input[value=d]').check();
    await quiet.getByRole('button', { name: 'Soal 8, belum dijawab' }).click();
    await quiet.waitForURL('**/arrived');
    await plain.close();
    expect([...(server.sent.at(-1)?.body ?? [])]).deep.equal([['_csrf', 'token'], ['response', 'd'], ['go', '8']]);
  });
});
