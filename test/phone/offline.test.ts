import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { beginLearning, openPhone, type TestPhone } from './phone.ts';

const COURSE = '/courses/cuci-tangan';
const LESSON = `${COURSE}/lessons/kuman-di-tangan`;
const SAVE_ALL = { name: 'Simpan di ponsel ini', exact: true } as const;

describe('a phone without a network', function () {
  this.timeout(180_000);
  let phone: TestPhone;
  let courses: string;
  let made: string;
  let lessons: string[];

  before(async () => {
    courses = await mkdtemp(join(tmpdir(), 'bimtek-phone-'));
    await cp('test/fixtures/courses', courses, { recursive: true });
    phone = await openPhone({ COURSES_DIR: courses });
    made = await beginLearning(phone, 'Made Suardana', 'made');
    lessons = await phone.page.locator(`a[href^="${COURSE}/lessons/"]`).evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
  });
  after(async () => {
    await phone?.close();
    await rm(courses, { recursive: true, force: true });
  });

  const open = (path: string) => phone.page.goto(phone.site.origin + path);
  const enrolment = async () => phone.site.service.application.assessment.learning.enrolments.selectOptional(made, 'cuci-tangan');
  const isAccessible = async () => {
    const { violations } = await new AxeBuilder({ page: phone.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).deep.equal([]);
    expect(await phone.page.evaluate('document.documentElement.scrollWidth')).at.most(360);
  };

  it('can be given the site as an application', async () => {
    const { page, site } = phone;
    const manifest = await page.evaluate<{ icons: { src: string }[]; start_url: string }>("fetch('/manifest.webmanifest').then((response) => response.json())");
    expect(manifest.start_url).to.equal('/learn');
    for (const icon of manifest.icons) expect((await page.request.get(site.origin + icon.src)).headers()['content-type']).to.equal('image/png');
  });

  it('keeps a course, after saying how much it is, and goes on where it was cut', async () => {
    const { page, context } = phone;
    await open(COURSE);
    await page.getByText(/Semua teks, gambar, dan audio: (< )?\d+,\d+ MB\./).waitFor();
    await phone.picture('course-save');
    await page.locator('[data-modules] summary').click();
    await phone.picture('course-modules');
    await isAccessible();
    const fetched: string[] = [];
    let cutAfter = 1;
    await context.route('**/offline/*/courses/*/*/lessons/*', (route) => {
      fetched.push(route.request().url());
      return fetched.length > cutAfter ? route.abort() : route.continue();
    });
    await page.getByRole('button', SAVE_ALL).click();
    await page.getByText('Terputus di').first().waitFor();
    await phone.picture('course-cut');
    const before = [...fetched];
    cutAfter = Number.POSITIVE_INFINITY;
    await page.getByRole('button', SAVE_ALL).click();
    await page.getByText('Seluruhnya tersimpan di ponsel ini').waitFor();
    expect(fetched.filter((url) => url === before[0]), 'what was there is not fetched again').to.have.length(1);
    expect(new Set(fetched).size).to.equal(lessons.length);
    await context.unroute('**/offline/*/courses/*/*/lessons/*');
    await phone.picture('course-saved');
    await isAccessible();
  });

  it('keeps no name and no token', async () => {
    const texts = await phone.cached();
    expect(texts.length).to.be.greaterThan(lessons.length);
    for (const text of texts) expect(text).not.to.match(/Made|_csrf" value="[^"]/).and.not.to.include(made);
  });

  it('shows a kept lesson and the glossary at their addresses, and says what is kept at others', async () => {
    const { page, context } = phone;
    await context.setOffline(true);
    await open(LESSON);
    expect(await page.locator('article.lesson').getAttribute('data-offline')).to.equal('');
    await page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await page.getByText('Tersimpan di ponsel ini. Terkirim sendiri bila jaringan kembali.').waitFor();
    await phone.picture('lesson-offline');
    await isAccessible();
    await open(`${COURSE}/glossary`);
    await page.getByRole('heading', { name: 'Daftar istilah' }).waitFor();
    // Searched without a network: from the kept lesson to another one.
    await open(LESSON);
    await page.getByRole('link', { name: 'Cari di pelatihan ini' }).click();
    await page.getByRole('searchbox', { name: 'Cari di pelatihan ini' }).fill('kumannya');
    await page.getByRole('button', { name: 'Cari', exact: true }).click();
    await page.getByText(/^\d+ pelajaran ditemukan$/).waitFor()
    await phone.picture('search-offline');
    await isAccessible();
    await page.locator('[data-search] ol a').first().click();
    await page.locator('article.lesson[data-offline]').waitFor();
    await open('/certificates');
    await page.getByRole('heading', { name: 'Tidak ada jaringan' }).waitFor();
    await page.getByText(/Tersimpan \d/).first().waitFor();
    await phone.picture('no-network');
    await open('/saved');
    await page.getByText('1 masih di ponsel ini').waitFor();
    await page.locator('[data-keep] summary').first().click();
    await phone.picture('saved');
    await isAccessible();
    expect((await enrolment())?.read ?? {}).to.deep.equal({});
  });

  it('sends what waited when the network is back, also after the tab has died', async () => {
    await phone.context.setOffline(false);
    await phone.reopen();
    await open('/saved');
    await phone.page.getByText('Semua sudah sampai di server').waitFor();
    expect(Object.keys((await enrolment())?.read ?? {})).to.deep.equal(['kuman-di-tangan']);
  });

  it('sends by Background Sync when no page of ours is open', async () => {
    const { page, context, site } = phone;
    await context.setOffline(true);
    await open(`${COURSE}/lessons/waktu-penting`);
    await page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await page.getByText('Tersimpan di ponsel ini. Terkirim sendiri').waitFor();
    expect(await page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.sync.getTags())")).to.deep.equal(['bimtek']);
    const devtools = await context.newCDPSession(page);
    const registration = new Promise<string>((done) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(site.origin));
        if (ours) done(ours.registrationId);
      });
    });
    await devtools.send('ServiceWorker.enable');
    const registrationId = await registration;
    await page.goto('about:blank');
    await context.setOffline(false);
    await devtools.send('ServiceWorker.dispatchSyncEvent', { origin: site.origin, registrationId, tag: 'bimtek', lastChance: false });
    while ((await enrolment())?.read['waktu-penting'] === undefined) await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
  });

  it('keeps an answer that could not be sent from the ordinary page of a question, and sends it once', async () => {
    const { page, context, site } = phone;
    await open(`${COURSE}/quizzes/kuis-mengapa`);
    await page.getByRole('button', { name: 'Mulai kuis' }).click();
    await page.waitForURL('**/attempts/*/questions/1');
    const id = new URL(page.url()).pathname.split('/')[2] ?? '';
    await context.setOffline(true);
    const input = page.locator('form[data-answer] input[name^=response]').first();
    if ((await input.getAttribute('type')) === 'text') {
      await input.fill('20');
      await input.blur();
    } else await input.check();
    await page.getByText('Tersimpan di ponsel ini, menunggu jaringan').waitFor();
    await phone.reopen();
    await context.setOffline(false);
    await open('/saved');
    await phone.page.getByText('Semua sudah sampai di server').waitFor();
    const attempt = await site.service.application.assessment.attempts.selectOptional(id);
    expect(Object.keys(attempt?.answers ?? {})).to.deep.equal([attempt?.questions[0]?.id]);
  });

  it('fetches of a changed course what has changed, and nothing else', async () => {
    const { page, context, site } = phone;
    const file = join(courses, 'cuci-tangan/01-mengapa/01-kuman.md');
    await writeFile(file, `${await readFile(file, 'utf8')}\n\nKuman tidak terlihat oleh mata.\n`);
    const changed = async (): Promise<boolean> => (await page.request.get(`${site.origin}${LESSON}`).then((response) => response.text())).includes('Kuman tidak terlihat oleh mata');
    while (!(await changed()));
    const fetched: string[] = [];
    await context.route('**/offline/*/courses/*/*/**', (route) => {
      fetched.push(new URL(route.request().url()).pathname);
      return route.continue();
    });
    await open('/saved');
    await page.getByText('Ada pembaruan').first().waitFor();
    await phone.picture('saved-update');
    await page.getByRole('button', { name: /^Perbarui/ }).click();
    await page.getByText('Ada pembaruan').waitFor({ state: 'detached' });
    await context.unroute('**/offline/*/courses/*/*/**');
    expect(fetched.map((path) => path.split('/').at(-1))).to.deep.equal(['kuman-di-tangan']);
    await context.setOffline(true);
    await open(LESSON);
    await page.getByText('Kuman tidak terlihat oleh mata').waitFor();
    await context.setOffline(false);
  });

  it('forgets what it is told to forget', async () => {
    const { page } = phone;
    await open('/saved');
    const remove = page.getByRole('button', { name: /^Hapus: / });
    await remove.first().waitFor();
    for (let left = await remove.count(); left > 0; left -= 1) {
      await remove.first().click();
      await remove.nth(left - 1).waitFor({ state: 'detached' });
    }
    await page.getByText('Belum ada pelajaran yang disimpan di ponsel ini.').waitFor();
    expect(await page.evaluate("caches.open('bimtek saved').then((cache) => cache.keys()).then((keys) => keys.length)")).to.equal(0);
  });
});
