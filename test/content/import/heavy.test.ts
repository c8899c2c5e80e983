import { expect } from 'chai';
import { importInThread } from '../../../server/administration/import-in-thread.ts';
import { tryImport, zipOf } from './read.ts';

const SIZE = 5 * 1024 * 1024;
const XML = '<?xml version="1.0"?>';
const fill = (piece: string): string => piece.repeat(Math.floor(SIZE / piece.length));
const words = fill('kata demi kata ');
const asked = (type: string, text: string, more = ''): string => `${XML}<quiz><question type="${type}"><name><text>S</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${more}</question></quiz>`;
const options = '<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer>';
const manifest = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/></resources></manifest>';
const item = (choices: string): string => `<assessmentItem identifier="a" title="S"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="R">${choices}</choiceInteraction></itemBody></assessmentItem>`;

/** Five megabytes of what no honest program writes, and what the answer has to say. */
const heavy: readonly (readonly [what: string, name: string, content: () => string | Promise<Buffer>, says: RegExp])[] = [
  ['GIFT on one line', 'a.gift', () => `${words}{T}`, /lebih dari 20000 huruf/],
  ['GIFT of braces that nobody closes', 'a.gift', () => fill('A{'), /tidak ditutup/],
  ['GIFT of backslashes', 'a.gift', () => `A ${fill('\\')}{T}`, /lebih dari 20000 huruf/],
  ['GIFT with millions of options', 'a.gift', () => `A{${fill('~a')}}`, /lebih dari 100 bagian/],
  ['GIFT with millions of pairs', 'a.gift', () => `A{${fill('=a -> ')}}`, /lebih dari 100 bagian/],
  ['GIFT of tags that nobody closes', 'a.gift', () => `[html]${fill('<b>')}{T}`, /lebih dari 5000 tanda HTML/],
  ['Aiken on one line', 'a.txt', () => `${words}\nA. a\nB. b\nANSWER: A`, /lebih dari 20000 huruf/],
  ['Aiken with millions of options', 'a.txt', () => `Apa?\n${fill('A. a\n')}ANSWER: A`, /lebih dari 100 bagian/],
  ['Moodle XML with one text', 'a.xml', () => asked('multichoice', words, options), /lebih dari 20000 huruf/],
  ['Moodle XML with lists in lists', 'a.xml', () => asked('multichoice', fill('<ul><li>'), options), /lebih dari 5000 tanda HTML/],
  ['Moodle XML with tables in tables', 'a.xml', () => asked('multichoice', fill('<table><tr><td>'), options), /lebih dari 5000 tanda HTML/],
  ['Moodle XML with answers without end', 'a.xml', () => asked('multichoice', 'Apa?', fill('<answer fraction="0"><text>b</text></answer>')), /lebih dari 5000 bagian/],
  ['Moodle XML with gaps without end', 'a.xml', () => asked('cloze', fill('{1:SA:=a}')), /lebih dari 100 bagian/],
  ['Moodle XML with gaps that nobody closes', 'a.xml', () => asked('cloze', fill('{1:SA:=a')), /kunci jawaban/],
  ['Moodle XML of entities alone', 'a.xml', () => asked('multichoice', 'Apa?', options).replace('<![CDATA[Apa?]]>', fill('&amp;')), /lebih dari 20000 huruf/],
  ['Moodle XML nested without end', 'a.xml', () => `${XML}<quiz>${fill('<a>')}`, /bersarang/],
  ['a CSV with a quote that is never closed', 'a.csv', () => `soal;a;b;kunci\n"${words}`, /tanda kutip/],
  ['a CSV of quotes', 'a.csv', () => `soal;a;b;kunci\n${fill('"')}`, /tanda kutip|pertanyaan|kunci/],
  ['a CSV with millions of keys', 'a.csv', () => `soal;kunci\nApa?;${fill('a|')}`, /lebih dari 100 bagian/],
  ['a CSV of rows that are too short', 'a.csv', () => `soal;a;b;kunci\n${fill('x\n')}`, /lebih dari 5000 soal/],
  ['a CSV with millions of columns', 'a.csv', () => `soal;kunci${fill(';a')}\nApa?;ya`, /lebih dari 100 kolom/],
  ['a QTI item with choices without end', 'a.zip', () => zipOf({ 'imsmanifest.xml': manifest, 'a.xml': item(Array.from({ length: 60_000 }, (_, index) => `<simpleChoice identifier="A${index}">y</simpleChoice>`).join('')) }), /lebih dari 5000 bagian/],
];

describe('import of heavy files', function () {
  this.timeout(60_000);
  for (const [what, name, content, says] of heavy) {
    it(`comes to an end with ${what}, and says what is wrong`, async () => {
      const imported = await tryImport(await content(), name, name.endsWith('.gift') ? { format: 'gift' } : {});
      const said = imported.kind === 'refused' ? [imported.sentence.id] : imported.notes.map(({ message }) => message.id);
      expect(said.some((sentence) => says.test(sentence)), said.slice(0, 3).join(' | ').slice(0, 400)).to.equal(true);
      expect(imported.kind === 'refused' ? 0 : imported.taken).to.equal(0);
    });
  }

  it('gives up, with a word, what takes longer than anything honest; and goes on with the next', async () => {
    const request = { name: 'a.gift', format: undefined, competency: 'X.1', course: undefined } as const;
    const [late, next] = await Promise.all([
      importInThread({ ...request, bytes: Buffer.from('Benar?{T}\n') }, 1),
      importInThread({ ...request, bytes: Buffer.from('Benar?{T}\n') }),
    ]);
    expect(late.kind === 'refused' && late.sentence.id).to.match(/terlalu berat/);
    expect(next.kind === 'imported' && next.taken).to.equal(1);
  });
});
