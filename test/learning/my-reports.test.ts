import { expect } from 'chai';
import { firstAdministrator, Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

describe('the answer to a report', function () {
  this.timeout(60_000);
  let site: TestService;
  let trainer: Visitor;
  let siti: Visitor;
  let other: Visitor;
  const LESSON = '/courses/psm-dasar/lessons/apa-itu-psm';

  before(async () => {
    site = await startTestService();
    trainer = await firstAdministrator(site);
    [siti, other] = [new Visitor(site), new Visitor(site)];
    await siti.signUp('siti.aminah');
    await other.signUp('wayan.s');
  });
  after(() => site?.close());

  const answer = async (text: string) => {
    const action = /action="(\/admin\/reports\/[^"]+)"/.exec((await trainer.get('/admin/reports')).text)?.[1] ?? '';
    return trainer.post(action, { state: 'answered', answer: text });
  };

  it('is seen on the next visit, until its reader says so, by nobody else', async () => {
    await siti.post(`${LESSON}/report`, { text: 'Tahunnya <b>keliru</b>' }, `${LESSON}/report`);
    expect((await siti.get('/my-reports')).text).not.to.include('Jawaban baru');
    expect((await siti.get('/my-reports')).text).to.include('Menunggu jawaban').and.to.include('Tahunnya &lt;b&gt;keliru');
    expect((await answer('Terima kasih, sudah diperbaiki.')).status).to.equal(303);
    for (let visit = 0; visit < 2; visit += 1) expect((await siti.get('/my-reports')).text).to.include('Jawaban baru');
    const shown = await siti.get('/my-reports');
    expect(shown.text).to.include('Terima kasih, sudah diperbaiki.').and.to.include('Jawaban baru');
    expect((await other.get('/my-reports')).text).not.to.include('Terima kasih');
    const until = /name="until" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
    await other.post('/my-reports/read', { until }, '/my-reports');
    expect((await siti.get('/my-reports')).text).to.include('Jawaban baru');
    for (let time = 0; time < 2; time += 1) expect((await siti.post('/my-reports/read', { until }, '/my-reports')).headers.location).to.equal('/learn');
    expect((await siti.get('/my-reports')).text).not.to.include('Jawaban baru');
    expect((await siti.get('/my-reports')).text).to.include('Terima kasih, sudah diperbaiki.').and.not.to.include('Jawaban baru');
  });

  it('comes again when it was opened and answered anew', async () => {
    await siti.post(`${LESSON}/report`, { text: 'Gambarnya terpotong' }, `${LESSON}/report`);
    await answer('Mana?');
    const action = /action="(\/admin\/reports\/[^"]+)"/.exec((await trainer.get('/admin/reports?state=answered')).text)?.[1] ?? '';
    await trainer.post(action, { state: 'open' });
    expect((await siti.get('/my-reports')).text).not.to.include('Jawaban baru');
    await answer('Kini sudah utuh.');
    expect((await siti.get('/my-reports')).text).to.include('Kini sudah utuh.');
    expect((await siti.get('/my-reports')).text).to.include('Jawaban baru');
  });
});
