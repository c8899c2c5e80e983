import { expect } from 'chai';
import { course as courseWith } from '../assessment/course-factory.ts';
import { needs, textOf } from '../certification/pdf-tools.ts';
import { openOffice, type Browser, type Office } from './office.ts';

describe('administration: how certificates look', function () {
  this.timeout(30_000);
  let office: Office;
  let tutis: Browser;

  before(async () => {
    office = await openOffice([courseWith({ id: 'contoh', title: { original: 'Pelatihan Contoh' }, shortTitle: { original: 'Contoh' } })]);
    tutis = await office.browser(await office.account({ name: 'Tuti', role: 'trainer' }));
  });
  after(() => office.close());

  const preview = (look: string, name: string) => `/admin/looks/preview.pdf?${new URLSearchParams({ look, name }).toString()}`;

  it('is shown to trainers with names of every length, for each look and each course', async () => {
    const { text, status } = await tutis.get('/admin/looks');
    expect(status).to.equal(200);
    expect(text).to.include('klasik').and.include('Contoh').and.include('W'.repeat(60)).and.include('Suharto');
    const learner = await office.browser(await office.account({ name: 'Siti', role: 'learner', regionCode: '32.75' }));
    for (const path of ['/admin/looks', preview('klasik', 'Siti')]) expect((await learner.get(path)).status, path).to.equal(403);
  });

  it('is drawn with any name, as a sample, with the course’s own words', async function () {
    needs(this, 'pdftotext');
    const pdf = await tutis.bytes(preview('course:contoh', "Dra. Hj. Siti Nur'aini, M.Si."));
    expect([pdf.status, pdf.header('content-type')]).to.deep.equal([200, 'application/pdf']);
    expect(await textOf(pdf.body, 1)).to.include('Nur’aini').and.include('Pelatihan Contoh').and.include('contoh, tidak berlaku');
  });

  it('says which letters cannot be printed, and keeps what was typed', async () => {
    const { status, text } = await tutis.get(preview('klasik', 'Siti 漢字'));
    expect(status).to.equal(422);
    expect(text).to.include('Ada huruf yang tidak dapat dicetak: 漢 字').and.include('value="Siti 漢字"');
    expect((await tutis.get(preview('klasik', ' '))).status).to.equal(422);
    expect((await tutis.get(preview('tidak-ada', 'Siti'))).status).to.equal(404);
  });
});
