import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { signUpAt } from '../browser/learner.ts';
import { beginLearning, openPhone, type TestPhone } from './phone.ts';

const QUIZ = '/courses/cuci-tangan/quizzes/kuis-mengapa';

/** Two volunteers who share a phone. */
describe('a phone that several people use', function () {
  this.timeout(180_000);
  let phone: TestPhone;
  let made: string;
  let wayan: string;
  let attempt: string;
  /** Person named in each batch that went up. */
  const sent: { person: string; keys: string[] }[] = [];

  before(async () => {
    phone = await openPhone();
    phone.context.on('request', (request) => {
      if (request.method() !== 'POST' || !request.url().endsWith('/sync')) return;
      const body = new URLSearchParams(request.postData() ?? '');
      const events = JSON.parse(body.get('events') ?? '[]') as { key: string }[];
      sent.push({ person: body.get('person') ?? '', keys: events.map(({ key }) => key) });
    });
    made = await beginLearning(phone, 'Made Suardana', 'made');
  });
  after(() => phone?.close());

  const open = (path: string) => phone.page.goto(phone.site.origin + path);
  const enrolment = (person: string) => phone.site.service.application.assessment.learning.enrolments.selectOptional(person, 'cuci-tangan');
  const people = async () => {
    await open('/saved');
    const section = phone.page.locator('[data-people]');
    await section.waitFor();
    // Opened by the script where somebody has a PIN; by hand else.
    await phone.page.evaluate("document.querySelector('[data-people]').open = true");
    await section.locator('[data-add]:visible, [data-has-pin]:visible, li').first().waitFor();
  };
  const makePin = async (pin: string) => {
    await people();
    await phone.page.getByLabel('PIN baru untuk Anda').fill(pin);
    await phone.page.getByRole('button', { name: 'Pakai PIN' }).click();
  };
  const change = async (name: string, pin: string) => {
    await people();
    await phone.page.getByRole('button', { name: `Ganti ke sini: ${name}` }).click();
    await phone.page.getByLabel(/^PIN: /).fill(pin);
    await phone.page.locator('[data-enter]').getByRole('button', { name: 'Buka' }).click();
  };
  const readToTheEnd = async (path: string) => {
    await open(path);
    await phone.page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await phone.page.getByText('Tersimpan di ponsel ini. Terkirim sendiri').waitFor();
  };
  const answerFirst = async () => {
    await phone.page.getByText('Soal 1 dari 2').waitFor();
    const input = phone.page.locator('[data-question]:visible input').first();
    if ((await input.getAttribute('type')) === 'text') await input.fill('5');
    else await input.check({ force: true });
    await phone.page.getByText('Jawaban tersimpan di ponsel ini').waitFor();
  };

  it('keeps a PIN as something it cannot be read from, and says what it is good for', async () => {
    await makePin('12');
    await phone.page.getByText('PIN terdiri dari 4 sampai 8 angka.').waitFor();
    await makePin('4711');
    await phone.page.getByText('Sedang memakai').waitFor();
    await phone.page.getByText('isi ponsel tidak dienkripsi').waitFor();
    await phone.picture('people');
    const kept = await phone.page.evaluate<string>("new Promise((done) => { const open = indexedDB.open('bimtek'); open.onsuccess = () => { const all = open.result.transaction('people').objectStore('people').getAll(); all.onsuccess = () => done(JSON.stringify(all.result.map((one) => Object.assign({}, one, { hash: Array.from(one.hash), salt: Array.from(one.salt) })))); }; })");
    expect(kept).to.include(made).and.not.to.include('4711');
  });

  it('says before signing out that answers wait, and keeps them', async () => {
    const { page, site, context } = phone;
    // Kept lessons, and a quiz taken along by the first.
    await open('/courses/cuci-tangan');
    await page.getByRole('button', { name: 'Simpan di ponsel ini', exact: true }).click();
    await page.getByText('Seluruhnya tersimpan di ponsel ini').waitFor();
    await open(QUIZ);
    await page.getByRole('button', { name: 'Ambil untuk dijawab tanpa jaringan' }).click();
    await page.getByText('Boleh dijawab tanpa jaringan').waitFor();
    attempt = new URL(page.url()).pathname.split('/')[2] ?? '';
    // From now on the server takes no answers at the moment.
    const { attempts } = site.service.application.assessment;
    const { saveAnswers } = attempts;
    attempts.saveAnswers = () => Promise.reject(new Error('not now'));
    await context.setOffline(true);
    await open(`/attempts/${attempt}/offline`);
    await answerFirst();
    await context.setOffline(false);
    await open('/learn');
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.getByText('Keluar dari akun ini?').waitFor();
    await phone.picture('leaving');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).deep.equal([]);
    await page.getByText('sampai Anda masuk lagi').waitFor();
    await page.getByRole('button', { name: 'Keluar, kirim nanti' }).click();
    await page.waitForURL((url) => url.hash === '');
    await page.getByText('1 catatan milik orang lain menunggu').waitFor();
    expect(await page.getByText('Semua sudah sampai di server').isVisible(), 'what waits has not arrived').to.equal(false);
    attempts.saveAnswers = saveAnswers;
    expect((await page.request.get(`${site.origin}/learn`, { maxRedirects: 0 })).status(), 'signed out').to.equal(303);
    await open('/saved');
    await page.getByText('1 catatan milik orang lain menunggu').waitFor();
  });

  it('never sends one person’s answers as another', async () => {
    const { page, site } = phone;
    sent.length = 0;
    await signUpAt(page, site.origin, 'Wayan Sudarsana', 'wayan');
    wayan = (await site.service.application.accounts.accounts.selectOptionalByUserName('wayan'))?._id ?? '';
    await open('/courses/cuci-tangan');
    await page.click('form[action$="/enrol"] button');
    await makePin('2580');
    await page.locator('[data-people] li', { hasText: 'Wayan Sudarsana' }).getByText('Sedang memakai').waitFor();
    await page.getByText('1 catatan menunggu ia masuk').waitFor();
    await phone.picture('people-two');
    expect(sent.flatMap(({ keys }) => keys)).to.deep.equal([]);
    expect(Object.keys((await site.service.application.assessment.attempts.selectOptional(attempt))?.answers ?? {})).to.deep.equal([]);
  });

  it('changes hands without a network; what each did is kept apart', async () => {
    const { page, context, site } = phone;
    await context.setOffline(true);
    await readToTheEnd('/courses/cuci-tangan/lessons/kuman-di-tangan');
    await open(`/attempts/${attempt}/offline`);
    await page.getByRole('heading', { name: 'Tidak ada jaringan' }).waitFor();
    await change('Made Suardana', '4711');
    await page.locator('li', { hasText: 'Made Suardana' }).getByText('Sedang memakai').waitFor();
    await readToTheEnd('/courses/cuci-tangan/lessons/kuman-di-tangan');
    await open(`/attempts/${attempt}/offline`);
    await page.locator('.strip .is-answered').waitFor();
    // Whoever notices the network first sends: the page, or the worker, which is not watched here.
    sent.length = 0;
    await context.setOffline(false);
    // With a network the one who is signed in is signed out first, after what is his.
    await open('/learn');
    await page.waitForURL('**/sign-in**');
    for (const { person, keys } of sent) {
      expect(person).to.equal(wayan);
      expect(keys).to.deep.equal(['read:cuci-tangan:kuman-di-tangan']);
    }
    expect(Object.keys((await enrolment(wayan))?.read ?? {})).to.deep.equal(['kuman-di-tangan']);
    expect((await enrolment(made))?.read ?? {}).to.deep.equal({});
    sent.length = 0;
    await page.getByLabel('Nama pengguna').fill('made');
    await page.getByLabel('Kata sandi').fill('lumbung padi pagi');
    await page.locator('main form button').last().click();
    await page.waitForURL('**/learn');
    await open('/saved');
    await page.getByText('Semua sudah sampai di server').waitFor();
    expect(sent.filter(({ person }) => person !== made)).to.deep.equal([]);
    expect(Object.keys((await enrolment(made))?.read ?? {})).to.deep.equal(['kuman-di-tangan']);
    expect(Object.keys((await site.service.application.assessment.attempts.selectOptional(attempt))?.answers ?? {})).to.have.length(1);
  });

  it('makes who guesses wait, longer each time, also after the page was closed', async () => {
    await phone.context.setOffline(true);
    for (let wrong = 0; wrong < 2; wrong += 1) {
      await change('Wayan Sudarsana', '0000');
      await phone.page.getByText('PIN ini keliru').waitFor();
    }
    await change('Wayan Sudarsana', '0000');
    await phone.page.getByText(/Tunggu (29|30) detik/).waitFor();
    await phone.reopen();
    await change('Wayan Sudarsana', '2580');
    await phone.page.getByText(/Tunggu \d+ detik/).waitFor();
    await phone.page.locator('li', { hasText: 'Made Suardana' }).getByText('Sedang memakai').waitFor();
    await phone.context.setOffline(false);
  });

  it('is locked, and throws away only on purpose', async () => {
    await phone.context.setOffline(true);
    await people();
    await phone.page.getByRole('button', { name: 'Kunci layar belajar' }).click();
    await phone.page.locator('li', { hasText: 'Made Suardana' }).getByText('Dapat berganti dengan PIN').waitFor();
    await open('/courses/cuci-tangan/lessons/kuman-di-tangan');
    await phone.page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await phone.page.getByText('Masuk dahulu saat ada jaringan').waitFor();
    await change('Made Suardana', '4711');
    await phone.page.locator('li', { hasText: 'Made Suardana' }).getByText('Sedang memakai').waitFor();
    await readToTheEnd('/courses/cuci-tangan/lessons/kuman-di-tangan');
    await open('/saved');
    await phone.page.getByRole('button', { name: 'Buang yang belum terkirim' }).click();
    await phone.page.getByRole('button', { name: 'Batal' }).click();
    await phone.page.getByText('1 masih di ponsel ini').waitFor();
    await phone.picture('saved-waiting');
    await phone.page.getByRole('button', { name: 'Buang yang belum terkirim' }).click();
    await phone.page.getByRole('button', { name: 'Ya, lanjutkan' }).click();
    await phone.page.getByText('Semua sudah sampai di server').waitFor();
    await phone.context.setOffline(false);
  });

  it('is nobody’s once somebody has signed out, also for what is read without a network', async () => {
    await open('/learn');
    await phone.page.getByRole('button', { name: 'Keluar' }).click();
    await phone.page.getByText('Anda sudah keluar.').waitFor();
    await phone.context.setOffline(true);
    await open('/courses/cuci-tangan/lessons/kuman-di-tangan');
    await phone.page.locator('.lesson-end').scrollIntoViewIfNeeded();
    await phone.page.getByText('Masuk dahulu saat ada jaringan').waitFor();
    await phone.context.setOffline(false);
  });
});
