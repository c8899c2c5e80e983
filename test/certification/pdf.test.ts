import { expect } from 'chai';
import type { CertificateRecord } from '../../server/certification/certificate-record.ts';
import { certificateTemplates } from '../../server/certification/pdf/certificate-templates.ts';
import {
  canDraw,
  missingCharacters,
  prepareCertificates,
  renderCertificate,
} from '../../server/certification/pdf/render-certificate.ts';
import { Invalid, NotFound } from '../../server/errors.ts';
import { certificateTemplateContract } from '../contracts/certificate-template.ts';
import { alternativesOf, greyOf, infoOf, needs, scan, textOf } from './pdf-tools.ts';

for (const [name, template] of Object.entries(certificateTemplates)) certificateTemplateContract(name, template);

const record: CertificateRecord = certificateTemplates.klasik.example;
/** The paper inside the hairline of the window at the lower left, mm. */
const QR_WINDOW = { x: 27.8, y: 140.7, width: 36, height: 41 };
const ADDRESSES = ['https://a.id/v/X', record.qrUrl, `HTTPS://BIMTEK.EXAMPLE/V/PSM-2026-7F3K-9Q2M-4T#${'7'.repeat(330)}`];
const rejection = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('certificate drawing', function () {
  this.timeout(60_000);
  before(prepareCertificates);

  it('prints an apostrophe as a typographer would, however it was typed', async function () {
    needs(this, 'pdftotext');
    for (const typed of ["Nur'aini", 'Nur`aini', 'Nur´aini', 'Nurʼaini', ' Nur’aini ', 'Nur\u200b’aini']) {
      expect(await textOf(await renderCertificate({ ...record, holderName: typed }), 1)).to.match(/^ +Nur’aini$/m);
    }
  });

  it('joins letters and marks, so that a name can be found however it was typed', async function () {
    needs(this, 'pdftotext');
    const pdf = await renderCertificate({ ...record, holderName: 'Re\u0301ne\u0301 Đặng Fifi Šťastný g\u0303' });
    expect(await textOf(pdf, 1)).to.include('Réné Đặng Fifi Šťastný g\u0303');
  });

  it('tells apart letters that look the same', async function () {
    needs(this, 'pdftotext');
    for (const holderName of ['Đoàn', 'Ðoàn'])
      expect(await textOf(await renderCertificate({ ...record, holderName }), 1)).to.include(holderName);
  });

  it('refuses letters it cannot print, by field, before anything is drawn', async () => {
    expect(await canDraw('Sari 王')).to.deep.equal({ ok: false, missing: ['王'] });
    const broken = { ...record, holderName: 'Sari 王', issuer: { lines: ['Dinas Sosial', 'ᬩᬮᬶ'] } };
    expect(await missingCharacters(broken)).to.have.all.keys('holderName', 'issuer.lines.1');
    const error = await rejection(renderCertificate(broken));
    expect(error).to.be.instanceOf(Invalid);
    expect(error).to.have.nested.property('fields.holderName').that.includes('王');
  });

  it('refuses a template or a version that does not exist', async () => {
    expect(await rejection(renderCertificate({ ...record, template: 'modern' }))).to.be.instanceOf(NotFound);
    expect(await rejection(renderCertificate({ ...record, templateVersion: 2 }))).to.be.instanceOf(NotFound);
  });

  it('marks a sample on both pages in words, and in its subject', async function () {
    needs(this, 'pdftotext', 'pdfinfo');
    const sample = await renderCertificate({ ...record, isSample: true });
    for (const page of [1, 2]) {
      expect(await textOf(sample, page)).to.include('contoh, tidak berlaku');
      expect(await textOf(await renderCertificate(record), page)).to.not.match(/contoh/i);
    }
    expect(await infoOf(sample)).to.match(/^Subject: +CONTOH$/m);
  });

  it('is sound with signs of markup in titles and addresses', async function () {
    needs(this, 'pdfinfo', 'pdftotext', 'qpdf');
    const course = { ...record.course, title: 'Gizi & "Sanitasi" <dasar> (1) \\ 100%' };
    const verifyUrl = 'https://bimtek.example/v/)\\(';
    const pdf = await renderCertificate({ ...record, course, verifyUrl });
    expect(await textOf(pdf, 1)).to.include(course.title);
    expect(await infoOf(pdf)).to.include('Metadata Stream: yes');
    expect((await alternativesOf(pdf)).filter((description) => description.includes('v/\\)\\\\\\('))).to.have.length(1);
  });

  it('cuts scores off and never rounds one up to its minimum', async function () {
    needs(this, 'pdftotext');
    const units = [
      { code: 'A.1', title: 'Satu', minimum: 70, score: 69.96 },
      { code: 'A.2', title: 'Dua', minimum: 70, score: 66.7 },
    ];
    const text = await textOf(await renderCertificate({ ...record, units }), 2);
    expect(text)
      .to.match(/A\.1.* 69,9 +70 +Belum/)
      .and.to.match(/A\.2.* 66,7 +70 +Belum/)
      .and.to.include('Tuntas 0 dari 2 unit');
  });

  it('is scanned with a short address and with a long signed one', async function () {
    needs(this, 'pdftoppm', 'zbarimg');
    for (const qrUrl of ADDRESSES) expect(await scan(await renderCertificate({ ...record, qrUrl }))).to.equal(qrUrl);
  });

  it('leaves four modules of white around the QR code, however large they are', async function () {
    needs(this, 'pdftoppm');
    for (const qrUrl of ADDRESSES) {
      const { width, height, isDark } = await greyOf(await renderCertificate({ ...record, qrUrl }), QR_WINDOW);
      const columns = Array.from({ length: width }, (_, x) => x);
      const rows = Array.from({ length: height }, (_, y) => y);
      const inked = rows.map((y) => columns.some((x) => isDark(x, y)));
      const top = inked.indexOf(true);
      const left = columns.findIndex((x) => isDark(x, top + 1));
      const right = columns.findLastIndex((x) => isDark(x, top + 1)) + 1;
      const bottom = top + right - left;
      /** The finder pattern in the corner is seven modules long. */
      const module = (columns.findIndex((x) => x > left && !isDark(x, top + 1)) - left) / 7;
      const below = inked.indexOf(true, bottom + 1) - bottom;
      for (const white of [left, width - right, top, below]) expect(white / module, qrUrl).to.be.at.least(3.9);
    }
  });
});
