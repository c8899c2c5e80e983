import { expect } from 'chai';
import type { CertificateRecord } from '../../server/certification/certificate-record.ts';
import { Document } from '../../server/certification/pdf/document/document.ts';
import { openTypes } from '../../server/certification/pdf/klasik/fonts.ts';
import type { CertificateTemplate } from '../../server/certification/pdf/certificate-template.ts';
import { alternativesOf, attachmentsOf, check, fontsOf, infoOf, needs, scan, structureOf, textOf } from '../certification/pdf-tools.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ');

/** Records that a template has to cope with: short and long, full and bare. */
const variants = (example: CertificateRecord): Readonly<Record<string, CertificateRecord>> => {
  const [unit] = example.units;
  if (!unit) throw new TypeError('An example without units');
  return {
    'its example': example,
    'a sample': { ...example, isSample: true },
    'a bare record': {
      ...example,
      village: undefined,
      regionName: undefined,
      validUntil: undefined,
      documentNumber: undefined,
      signatories: [],
      issuer: { lines: ['Dinas Sosial'] },
      course: { ...example.course, titleEn: undefined },
      units: [{ code: 'A', title: 'Satu', minimum: 60, score: 60 }],
    },
    'a full record': {
      ...example,
      holderName: 'Dra. Hj. Siti Nur’aini binti Abdurrahman Wahid Hasyim Kusumaningtyas, M.Si.',
      documentNumber: '400.9.2/118/DS/2026',
      issuer: {
        lines: ['Pemerintah Kabupaten Sukamaju', 'Dinas Sosial'],
        place: 'Sukamaju',
        legalBasis: 'Keputusan Bupati 12/2026',
      },
      course: { ...example.course, title: `${example.course.title} ${example.course.title} ${example.course.title}` },
    },
    'many units': { ...example, units: Array.from({ length: 24 }, (_, index) => ({ ...unit, code: `X.${index + 1}` })) },
  };
};

/** What every certificate template keeps to; run it over one of your own: `certificateTemplateContract('klasik', klasik)`. */
export function certificateTemplateContract(name: string, template: CertificateTemplate): void {
  describe(`certificate template ${name}`, function () {
    this.timeout(60_000);
    const records = variants(template.example);
    const pdfs: Record<string, Buffer> = {};
    const drawn = (variant: string): Buffer => {
      const pdf = pdfs[variant];
      if (!pdf) throw new Error(`${variant} was not drawn`);
      return pdf;
    };
    const each = async (verify: (pdf: Buffer, record: CertificateRecord) => Promise<void> | void): Promise<void> => {
      for (const [variant, record] of Object.entries(records)) await verify(drawn(variant), record);
    };

    before(async () => {
      await template.prepare();
      for (const [variant, record] of Object.entries(records)) pdfs[variant] = await template.render(record);
    });

    it('names itself and a version in its example', () => {
      expect(template.example.template).to.equal(name);
      expect(template.versions).to.include(template.example.templateVersion);
    });

    it('draws the same bytes again, also when others were drawn between', async () => {
      for (const [variant, record] of Object.entries(records).reverse()) {
        expect((await template.render(record)).equals(drawn(variant)), variant).to.equal(true);
      }
    });

    it('carries the files it is given, as they are', async function () {
      needs(this, 'pdfdetach', 'qpdf');
      const bytes = Buffer.from('eyJhbGciOiJSUzI1NiJ9.e30.c2ln');
      const pdf = await template.render(template.example, undefined, [{ name: 'a.jwt', type: 'application/jwt', description: 'A & (b)', bytes }]);
      expect((await attachmentsOf(pdf)).get('a.jwt')?.toString()).to.equal(bytes.toString());
      expect(await check(pdf)).to.not.match(/warning/i);
    });

    it('takes at most 110 KB for two pages', () => {
      for (const variant of ['its example', 'a full record']) expect(drawn(variant).length).to.be.at.most(110 * 1024);
    });

    it('prints name, serial, days, and every unit with score and minimum as text', async function () {
      needs(this, 'pdftotext');
      await each(async (pdf, record) => {
        const text = flat(await textOf(pdf));
        expect(text.replaceAll(' ', '')).to.include(record.holderName.replaceAll(' ', ''));
        expect(text).to.include(record.serial).and.to.include(record.verifyHost);
        const [year, , day] = record.issuedOn.split('-');
        expect(text).to.match(new RegExp(`\\b${Number(day)} \\p{L}+ ${year}`, 'u'));
        for (const { code, score, minimum } of record.units)
          expect(text).to.match(new RegExp(`${code}\\b.*?\\b${score} +${minimum}\\b`));
      });
    });

    it('has a QR code that a scan at 150 dots an inch reads', async function () {
      needs(this, 'pdftoppm', 'zbarimg');
      for (const variant of ['a sample', 'a full record']) expect(await scan(drawn(variant))).to.equal(records[variant]?.qrUrl);
    });

    it('is a sound, tagged A4 file in Indonesian, with a title and without the name in its metadata', async function () {
      needs(this, 'pdfinfo', 'qpdf');
      await each(async (pdf, record) => {
        expect(await check(pdf)).to.not.match(/warning/i);
        const info = await infoOf(pdf);
        expect(info)
          .to.match(/Tagged: +yes/)
          .and.to.match(/Page size: +(841\.\d+ x 595|595\.\d+ x 841)\.\d+ pts \(A4\)/);
        expect(info)
          .to.match(/^Title: +\S/m)
          .and.to.not.include(record.holderName);
        if (record.isSample) expect(info).to.match(/^Subject: +CONTOH$/m);
        else expect(info).to.not.include('CONTOH');
      });
    });

    it('reads in order to who cannot see it: title, name, units', async function () {
      needs(this, 'pdfinfo');
      const { holderName, units } = template.example;
      const structure = flat(await structureOf(drawn('its example')));
      const places = ['H1', holderName, 'Table', ...units.map((unit) => `"${unit.code}"`)].map((part) => structure.indexOf(part));
      expect(places).to.not.include(-1);
      expect([...places].sort((one, other) => one - other)).to.deep.equal(places);
    });

    it('says in words what its pictures show: where the QR code leads, and each score', async function () {
      needs(this, 'qpdf');
      await each(async (pdf, record) => {
        const descriptions = await alternativesOf(pdf);
        expect(descriptions.filter((description) => description.includes(record.verifyUrl))).to.have.length(1);
        expect(descriptions).to.have.length.at.least(1 + record.units.length);
      });
    });

    it('embeds every font, with its characters', async function () {
      needs(this, 'pdffonts');
      await each(async (pdf) => {
        const fonts = await fontsOf(pdf);
        expect(fonts).to.not.be.empty;
        for (const font of fonts) expect(font).to.include({ embedded: true, subset: true, unicode: true });
      });
    });

    it('draws its first page alone into a sheet, as often as it is asked', async function () {
      needs(this, 'pdfinfo', 'pdftotext', 'qpdf');
      const document = new Document((await openTypes()).fonts);
      for (const record of [records['its example'], records['a sample'], records['a full record']]) if (record) await template.addFront(document, record);
      const sheet = document.toBuffer({ title: 'Lembar', language: 'id-ID', created: '2026-11-24' });
      expect(await infoOf(sheet)).to.match(/Pages: +3\b/);
      expect(await check(sheet)).to.not.match(/warning/i);
      expect(flat(await textOf(sheet, 3)).replaceAll(' ', '')).to.include(records['a full record']?.holderName.replaceAll(' ', ''));
    });

    it('says which letters it lacks, and lacks none of an Indonesian name', async () => {
      expect(await template.canDraw("Dra. Hj. Nur'aini Ma`ruf Ñusantara, M.Si.")).to.deep.equal({ ok: true });
      expect(await template.canDraw('Siti 😀 ꦱ ꦱ')).to.deep.equal({ ok: false, missing: ['😀', 'ꦱ'] });
    });
  });
}
