import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { beginLearning, openPhone, type TestPhone } from './phone.ts';

const QUIZ = '/courses/cuci-tangan/quizzes/kuis-mengapa';

describe('a quiz that is taken along', function () {
  this.timeout(120_000);
  let phone: TestPhone;
  let attempt: string;

  before(async () => {
    phone = await openPhone();
    await beginLearning(phone, 'Made Suardana', 'made');
  });
  after(() => phone?.close());

  const stored = () => phone.site.service.application.assessment.attempts.selectOptional(attempt);
  const choose = async () => {
    const section = phone.page.locator('[data-question]:visible');
    const input = section.locator('input').first();
    if ((await input.getAttribute('type')) === 'text') await input.fill('5');
    else await input.check({ force: true });
    await phone.page.getByText(/Jawaban (tersimpan di ponsel ini|sudah sampai di server)/).first().waitFor();
  };

  it('keeps its questions in its learner’s part of the phone, without a key, a name or a token', async () => {
    const { page, site } = phone;
    await page.goto(`${site.origin}${QUIZ}`);
    await phone.picture('quiz-rules');
    await page.getByRole('button', { name: 'Ambil untuk dijawab tanpa jaringan' }).click();
    await page.waitForURL('**/attempts/*/offline');
    attempt = new URL(page.url()).pathname.split('/')[2] ?? '';
    await page.getByText('Boleh dijawab tanpa jaringan').waitFor();
    await phone.picture('quiz-taken');
    const html = await page.evaluate<string>("new Promise((done) => { const open = indexedDB.open('bimtek'); open.onsuccess = () => { const all = open.result.transaction('quizzes').objectStore('quizzes').getAll(); all.onsuccess = () => done(all.result[0].html); }; })");
    expect(html).to.include('data-walk').and.not.to.match(/Made|_csrf|Ingat lima waktu|Terlalu kecil untuk mata|Ada lima/);
    for (const text of await phone.cached()) expect(text).not.to.include(attempt);
  });

  it('is walked, answered and handed in without a network', async () => {
    const { page, site, context } = phone;
    await page.goto(`${site.origin}/courses/cuci-tangan`);
    await page.getByRole('button', { name: 'Simpan di ponsel ini', exact: true }).click();
    await page.getByText('Seluruhnya tersimpan di ponsel ini').waitFor();
    await context.setOffline(true);
    // The last lesson of its module leads to it, since it lies on this phone.
    await page.goto(`${site.origin}/courses/cuci-tangan/lessons/waktu-penting`);
    await page.getByRole('link', { name: 'Lanjutkan Kuis modul 1' }).click();
    await page.getByText('Soal 1 dari 2').waitFor();
    await choose();
    await phone.picture('quiz-offline');
    await page.getByRole('button', { name: 'Berikutnya' }).click();
    await page.getByText('Soal 2 dari 2').waitFor();
    await page.goBack();
    await page.getByText('Soal 1 dari 2').waitFor();
    await page.goForward();
    // A phone that was switched off in between.
    await phone.reopen();
    await phone.page.goto(`${site.origin}/attempts/${attempt}#soal-1`);
    await phone.page.locator('.strip .is-answered').waitFor();
    await phone.page.getByRole('button', { name: 'Soal 2' }).click();
    await phone.page.getByText('Soal 2 dari 2').waitFor();
    await choose();
    await phone.page.getByRole('button', { name: 'Periksa dan kumpulkan' }).click();
    await phone.page.getByText('Semua soal sudah dijawab').waitFor();
    await phone.picture('quiz-check');
    const { violations } = await new AxeBuilder({ page: phone.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).deep.equal([]);
    await phone.page.getByRole('button', { name: 'Kumpulkan', exact: true }).click();
    await phone.page.getByText('Sudah dikumpulkan di ponsel ini').waitFor();
    await phone.picture('quiz-handed-in');
    expect((await stored())?.state).to.equal('open');
    await phone.page.goto(`${site.origin}/saved`);
    await phone.page.getByText('Sudah dikumpulkan, menunggu jaringan').waitFor();
    await phone.picture('saved-quiz');
  });

  it('counts once the network is back, and then shows what was right', async () => {
    const { site, context } = phone;
    await context.setOffline(false);
    await phone.reopen();
    await phone.page.goto(`${site.origin}/saved`);
    await phone.page.getByText('Kuis yang sudah dinilai').waitFor();
    await phone.page.getByText('Semua sudah sampai di server').waitFor();
    await phone.picture('saved-graded');
    const record = await stored();
    expect(record?.state).to.equal('finished');
    expect(Object.keys(record?.answers ?? {})).to.have.members(record?.questions.map(({ id }) => id) ?? []);
    await phone.page.getByRole('link', { name: 'Kuis modul 1' }).click();
    await phone.page.getByText('Jawaban Anda dan pembahasannya').waitFor();
  });
});
