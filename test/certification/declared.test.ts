import { expect } from 'chai';
import fc from 'fast-check';
import type { CertificateRecord } from '../../server/certification/certificate-record.ts';
import { extentOf, type Extent } from '../../server/certification/pdf/declared/boxes.ts';
import { declaredTemplate, hashOf } from '../../server/certification/pdf/declared/declared-template.ts';
import { layoutSchema } from '../../server/certification/pdf/declared/layout-schema.ts';
import { readLooks, siteLooksFolder } from '../../server/certification/pdf/declared/read-looks.ts';
import { printedRecord } from '../../server/certification/pdf/printed-record.ts';
import { certificateTemplateContract } from '../contracts/certificate-template.ts';
import { needs, wordsOf } from './pdf-tools.ts';

const looks = (await readLooks(siteLooksFolder())).flatMap(({ name, source }) => (source ? [{ name, source, template: declaredTemplate(name, source) }] : []));

for (const { name, template } of looks) certificateTemplateContract(name, template);

/** How far a reader's box may be off the ink: it takes the font's own height for every word. */
const EDGE = 1.2;

const words = fc.array(fc.constantFrom('Siti', "Nur'aini", 'Dra.', 'Hj.', 'M.Si.', 'W'.repeat(12), 'Kusumaningtyas', 'Ấẫ', 'Ģy', 'a', 'Sastroprawirodirdjo'), { minLength: 1, maxLength: 14 });
const phrase = words.map((parts) => parts.join(' ').slice(0, 120).trim());
const texts = fc.record({ holderName: phrase, village: phrase, title: phrase, office: phrase, signer: phrase, unit: phrase, issuer: phrase, number: phrase });

const recordWith = (example: CertificateRecord, given: { [key in 'holderName' | 'village' | 'title' | 'office' | 'signer' | 'unit' | 'issuer' | 'number']: string }): CertificateRecord => printedRecord({
  ...example,
  holderName: given.holderName,
  village: given.village,
  documentNumber: given.number,
  supersedes: 'PSM-2026-7F3K-9Q2M-4T',
  course: { ...example.course, title: given.title },
  issuer: { lines: [given.issuer, given.issuer], place: given.village, legalBasis: given.number },
  units: example.units.map((unit) => ({ ...unit, title: given.unit })),
  signatories: example.signatories.map((signatory) => ({ ...signatory, office: given.office, name: given.signer, secondLine: given.village })),
});

const holds = (extent: Extent, word: Awaited<ReturnType<typeof wordsOf>>[number]): boolean =>
  word.left >= extent.left - EDGE && word.right <= extent.right + EDGE && (word.top + word.bottom) / 2 >= extent.top && (word.top + word.bottom) / 2 <= extent.bottom;

describe('a certificate whose look is data', function () {
  this.timeout(120_000);

  it('is at least one of those that ship', () => {
    expect(looks.map(({ name }) => name)).to.include('modern');
  });

  for (const { name, source, template } of looks) {
    it(`${name}: no text leaves its room, whatever is written`, async function () {
      needs(this, 'pdftotext');
      const layout = layoutSchema.parse(source.layout);
      await fc.assert(
        fc.asyncProperty(texts, async (given) => {
          const pdf = await template.render(recordWith(template.example, given));
          for (const [number, page] of [[1, layout.front], [2, layout.back]] as const) {
            const rooms = page.flatMap((element) => extentOf(element) ?? []);
            for (const word of await wordsOf(pdf, number)) expect(rooms.some((room) => holds(room, word)), `${word.text} on page ${number}`).to.equal(true);
          }
        }),
        { numRuns: 12, seed: 20_261_124 },
      );
    });
  }

  it('is named by its content: any change gives another name, and the order of pictures none', () => {
    const [look] = looks;
    if (!look) throw new TypeError('no look ships');
    const { layout } = look.source;
    const pictures = { 'a.png': 'QQ==', 'b.png': 'Qg==' };
    expect(hashOf({ layout, images: pictures })).to.equal(hashOf({ layout, images: Object.fromEntries(Object.entries(pictures).reverse()) }));
    expect(hashOf({ layout, images: { ...pictures, 'b.png': 'Qw==' } })).to.not.equal(hashOf({ layout, images: pictures }));
    expect(hashOf({ layout: { ...(layout as object), title: 'x' }, images: {} })).to.not.equal(hashOf({ layout, images: {} }));
  });
});
