import { expect } from 'chai';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../../fixtures/visitor.ts';

const LIST = 'Nama Lengkap;Kab/Kota\r\nSiti Rahmawati;Kota Bekasi\r\nAgus Hidayat;Kota Bekasi\r\n';
const wordsOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('administration: a class is followed while it learns', function () {
  this.timeout(60_000);
  let site: TestService;
  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  it('from the list to the first lesson, without anybody counting', async () => {
    const rina = await firstAdministrator(site);
    const made = await rina.post('/admin/classes', { name: 'Bekasi', course: 'psm-dasar', regionCode: '' }, '/admin/classes');
    const own = String(made.headers.location);
    await rina.get(own);
    const roster = String((await rina.upload(`${own}/rosters`, { field: 'file', name: 'a.csv', bytes: Buffer.from(LIST) })).headers.location);
    await rina.get(roster);
    await rina.post(`${roster}/apply`);
    /** Asks until the page says so; a page that never does ends the test by its time. */
    const shows = async (words: string): Promise<void> => {
      while (!wordsOf((await rina.get(`${own}/following`)).text).includes(words)) await new Promise((done) => setImmediate(done));
    };
    await shows('0 dari 2 peserta');
    await shows('Sudah masuk −2 0');
    await rina.get(own);
    const [code = ''] = [...(await rina.post(`${own}/codes`)).text.matchAll(/class="secret">([^<]+)</g)].map(([, found]) => found ?? '');
    const learner = new Visitor(site);
    await learner.post('/use-code', { code, password: 'lumbung padi pagi' }, `/use-code?code=${code}`);
    await shows('Sudah masuk −1 1');
    await learner.post('/courses/psm-dasar/lessons/apa-itu-psm/read', {}, '/courses/psm-dasar/lessons/apa-itu-psm');
    await shows('Mulai belajar 1');
    expect(wordsOf((await rina.get(`${own}/following/module-mengenal-psm`)).text)).to.include('1 orang');
  });
});
