import { expect } from 'chai';
import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CertificateRecord } from '../../server/certification/certificate-record.ts';
import { certificateTemplates } from '../../server/certification/pdf/certificate-templates.ts';
import { canDraw, prepareCertificates, renderCertificate } from '../../server/certification/pdf/render-certificate.ts';
import { needs, textOf, wordsOf } from './pdf-tools.ts';

const record: CertificateRecord = certificateTemplates.klasik.example;
const named = (holderName: string): CertificateRecord => ({ ...record, holderName });

/** Where text may stand on the first page, mm; and how far a reader's box may be off the ink. */
const TEXT = { left: 27, right: 270, top: 28, bottom: 184 };
const EDGE = 0.3;

const NAMES: Readonly<Record<string, string>> = {
  'one letter': 'A',
  'one word': 'Suharto',
  'with titles': "Dra. Hj. Siti Nur'aini binti Abdurrahman Wahid Hasyim, M.Si.",
  '60 ordinary letters': 'Raden Ajeng Kusumaningtyas Wulandari Prabaningrum Sastrowijo',
  '60 W without a space': 'W'.repeat(60),
  '60 W in words': `${'W'.repeat(29)} ${'W'.repeat(30)}`,
  '120 M without a space': 'M'.repeat(120),
  'marks above and below': 'Ấẫ Ộỡ Ǘ Ḍẓ Ṩ Ő Ģ Ÿ',
};

const letter = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZWWMMéüñçÅØđĐśżłţșảệỗữṭḍ'));
const word = fc.array(letter, { minLength: 1, maxLength: 40 }).map((letters) => letters.join(''));
const anyName = fc
  .array(fc.oneof(word, fc.constantFrom('Dra.', 'H.', "Nur'aini", 'M.Si.', 'binti')), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' ').slice(0, 120).trim());

describe('certificate: the name', function () {
  this.timeout(120_000);
  before(prepareCertificates);

  const expectInside = async (pdf: Buffer, label: string): Promise<void> => {
    const words = await wordsOf(pdf, 1);
    expect(words.length).to.be.greaterThan(20);
    for (const { text, left, right, top, bottom } of words) {
      expect(left, `${label}: ${text}`).to.be.at.least(TEXT.left - EDGE);
      expect(right, `${label}: ${text}`).to.be.at.most(TEXT.right + EDGE);
      expect(top, `${label}: ${text}`).to.be.at.least(TEXT.top);
      expect(bottom, `${label}: ${text}`).to.be.at.most(TEXT.bottom);
    }
  };

  for (const [label, name] of Object.entries(NAMES)) {
    it(`stays inside the frame: ${label}`, async function () {
      needs(this, 'pdftotext');
      expect(await canDraw(name)).to.deep.equal({ ok: true });
      await expectInside(await renderCertificate(named(name)), label);
    });
  }

  it('stays inside the frame and is complete, whatever Latin name of up to 120 characters it is', async function () {
    needs(this, 'pdftotext');
    await fc.assert(
      fc.asyncProperty(anyName, async (name) => {
        const pdf = await renderCertificate(named(name));
        await expectInside(pdf, name);
        const printed = (await textOf(pdf, 1)).normalize('NFC').replace(/\s/g, '');
        expect(printed).to.include(name.replaceAll("'", '’').replace(/\s/g, ''));
      }),
      { numRuns: 25, seed: 20_261_124 },
    );
  });

  it('does not part a title from what follows it', async function () {
    needs(this, 'pdftotext');
    for (const name of [
      'Prof. Dr. Ir. Muhammad Kusumaningrat Abdurrahman Wahidin Sastronegoro Prawirodirdjo, S.Sos., M.Si.',
      'Raden Mas Kusumaningrat Sastrowardoyo Drs. Abdurrahman Prawirodirdjo Notonegoro Adi',
    ]) {
      const lines = (await textOf(await renderCertificate(named(name)), 1)).split('\n').map((line) => line.trim());
      const first = lines.find((line) => line.startsWith(name.slice(0, 10))) ?? '';
      expect(first).to.match(/\p{L}$/u);
      expect(first.length).to.be.within(name.length * 0.3, name.length * 0.7);
    }
  });

  it('gives the same bytes in another process that drew other certificates before', async () => {
    const digest = (pdf: Buffer): string => createHash('sha256').update(pdf).digest('hex');
    const here = digest(await renderCertificate(named('Đặng Nur’aini ffi Šťastný')));
    const script = `
      const { renderCertificate } = await import('./server/certification/pdf/render-certificate.ts');
      const { certificateTemplates } = await import('./server/certification/pdf/certificate-templates.ts');
      const { createHash } = await import('node:crypto');
      const record = certificateTemplates.klasik.example;
      for (const holderName of ['Ðạk Ťřš', 'ffi ffl ı', 'Đặng', 'Nur’aini ffi Šťastný']) await renderCertificate({ ...record, holderName, isSample: true });
      const pdf = await renderCertificate({ ...record, holderName: 'Đặng Nur’aini ffi Šťastný' });
      process.stdout.write(createHash('sha256').update(pdf).digest('hex'));`;
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: root,
    });
    expect(stdout).to.equal(here);
  });
});
