import { expect } from 'chai';
import { readAnswerKey } from './fixtures/answer-key.ts';
import { LearnerOverHttp } from './fixtures/http-learner.ts';
import { startTestService, type TestService } from './fixtures/service.ts';
import { firstAdministrator, Visitor } from './fixtures/visitor.ts';

const COURSE = 'psm-dasar';

describe('the main journey, over HTTP', function () {
  this.timeout(120_000);
  let site: TestService;
  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  it('leads over lessons, quizzes and the exam to a certificate that is found', async () => {
    const siti = new LearnerOverHttp(site, COURSE, readAnswerKey(`courses/${COURSE}`));
    expect((await siti.signUp('siti.aminah')).headers.location).to.equal('/learn');
    await siti.enrol();
    const { lessons, quizzes, exam } = await siti.learn();
    expect({ lessons, quizzes }).to.deep.equal({ lessons: 25, quizzes: 6 });

    const result = await siti.get(await siti.sit(exam));
    expect(result.status).to.equal(200);
    const { text } = await siti.get('/certificates');
    const serial = /PSM-\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(text)?.[0] ?? '';
    const pdf = await siti.get(`/certificates/${serial}.pdf`);
    expect(pdf.headers['content-type']).to.contain('application/pdf');
    expect(Buffer.from(pdf.body).subarray(0, 5).toString()).to.equal('%PDF-');
    expect((await siti.get(`/certificates/${serial}.pdf`)).body, 'the same bytes').to.deep.equal(pdf.body);

    const verifier = await new Visitor(site).get(`/v/${serial}`);
    expect(verifier.text).to.contain('Bimbingan Teknis Dasar').and.not.to.contain('Siti Aminah');
    const list = await (await firstAdministrator(site)).get('/admin/certificates');
    expect(list.text).to.contain(serial).and.to.contain('Siti Aminah');
  });

  it('gives no certificate to whoever fails a unit, and says what is left', async () => {
    const budi = new LearnerOverHttp(site, COURSE, readAnswerKey(`courses/${COURSE}`));
    await budi.signUp('budi.raja');
    await budi.enrol();
    const { exam } = await budi.learn();
    const { text } = await budi.get(await budi.sit(exam, (number) => number > 15));
    expect(text).to.match(/[0-6] dari 7/);
    expect((await budi.get(exam)).text).to.contain('Kompetensi yang').and.to.contain('Percobaan 1');
    expect((await budi.get('/certificates')).text).not.to.match(/PSM-\d{4}-/);
  });
});
