import { expect } from 'chai';
import { fixture, notesOf, readImport } from './read.ts';

const texts = (read: { questions: readonly Readonly<Record<string, unknown>>[] }) => read.questions.map(({ text }) => text);

describe('import of Aiken', () => {
  it('reads questions over line ends of Windows, and tells each that is broken', async () => {
    const read = await readImport(fixture('aiken.txt'), 'aiken.txt');
    expect(texts(read)).to.deep.equal(['Apa warna langit?', 'Berapa 2 < 3 \\* 1?\\\nDua baris soal.', 'Soal terakhir?']);
    expect(notesOf(read, 'error')).to.deep.equal(['bad-syntax aiken.txt:12', 'bad-syntax aiken.txt:16', 'option-count aiken.txt:21', 'bad-syntax aiken.txt:24']);
    expect(read.questions[1]).to.deep.include({ options: [{ id: 'a', text: 'satu' }, { id: 'b', text: 'dua', correct: true }] });
  });
});

describe('import of CSV', () => {
  it('reads what Excel in Indonesia writes', async () => {
    const read = await readImport(fixture('tabel.csv'), 'tabel.csv', { competency: undefined });
    expect(read.questions[0]).to.deep.include({ type: 'single', competency: 'PSM.D.01', difficulty: 'easy', points: 2, lesson: 'apa-itu-psm', feedback: 'Karena cahaya' });
    expect(read.questions.map(({ type }) => type)).to.deep.equal(['single', 'multiple', 'true-false', 'numeric', 'short-text', 'single']);
    expect(read.questions[3]).to.deep.include({ answer: 90.5, tolerance: 0.5, unit: 'cm' });
    expect(read.questions[5]).to.deep.include({ text: 'Dua\\\nbaris?' });
    expect(notesOf(read, 'error')).to.deep.equal(['bad-syntax tabel.csv:10', 'empty-question tabel.csv:11', 'no-answer tabel.csv:12', 'type-unknown tabel.csv:13']);
    expect(notesOf(read, 'warning')).to.include.members(['part-ignored tabel.csv:2', 'competency-missing tabel.csv:4']);
  });

  const row = 'question,a,b,answer\n"Caf\u00e9 \u2013 \u201cya\u201d?",ya,tidak,A\n';
  for (const [name, bytes] of [
    ['UTF-8', Buffer.from(row)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${row}`)],
    ['UTF-16 of Excel’s Unicode text', Buffer.from(`\ufeff${row.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(row, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${row}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(row.replaceAll('\u2013', '\u0096').replaceAll('\u201c', '\u0093').replaceAll('\u201d', '\u0094'), 'latin1')],
  ] as const) {
    it(`reads ${name}`, async () => {
      const read = await readImport(bytes, 'x.csv');
      expect(texts(read)).to.deep.equal(['Caf\u00e9 \u2013 \u201cya\u201d?']);
      expect(notesOf(read, 'warning').includes('other-encoding x.csv:1')).to.equal(!name.startsWith('UTF-8'));
    });
  }

  it('sees separators by the headings', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const read = await readImport(`pertanyaan,pilihan a,pilihan b,jawaban\nx?,satu,dua,2`.replaceAll(',', separator).replace(`${separator}2`, `${separator}dua`), 'x.csv');
      expect(read.questions[0], separator).to.deep.include({ options: [{ id: 'a', text: 'satu' }, { id: 'b', text: 'dua', correct: true }] });
    }
  });

  it('lets no formula or markup of a cell become anything but text', async () => {
    const read = await readImport('soal;kunci\n"=HYPERLINK(""x"") <b>*a*</b>";ya\n', 'x.csv');
    expect(texts(read)).to.deep.equal(['\\=HYPERLINK("x") \\<b>\\*a\\*\\</b>']);
  });
});
