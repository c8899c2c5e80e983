import fc from 'fast-check';
import { expect } from 'chai';
import { parse } from 'yaml';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { plainToMarkdown } from '../../../server/content/import/markup/escape-markdown.ts';
import { IMPORT_FORMATS } from '../../../server/content/import/import-questions.ts';
import { renderMarkdown } from '../../../server/content/markdown/render-markdown.ts';
import { parseQuestions } from '../../../server/content/parse-questions.ts';
import type { Problem } from '../../../server/content/problem.ts';
import { parseYaml } from '../../../server/content/yaml-document.ts';
import { fixture, tryImport, zipFixture } from './read.ts';

/** Whatever an import gives, the checker of courses takes, and nothing is lost without a word. */
async function isHonest(bytes: Buffer, name: string, format?: (typeof IMPORT_FORMATS)[number]): Promise<void> {
  const imported = await tryImport(bytes, name, { format });
  if (imported.kind === 'refused') return;
  const { yaml, taken, found, notes } = imported;
  const problems: Problem[] = [];
  const report = (place: { file: string; line: number; column: number }, mistake: Omit<Problem, 'file' | 'line' | 'column'>) => void problems.push({ ...place, ...mistake }) as undefined;
  if (taken > 0) {
    const document = parseYaml(yaml, 'x.yaml', 1, report);
    if (document) parseQuestions(document, 'id', questionTypes, report);
    expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    expect((parse(yaml) as { questions: unknown[] }).questions).to.have.length(taken);
  }
  expect(notes.filter(({ severity }) => severity === 'error').length).to.be.at.least(found - taken);
}

/** Bytes of a file with some of them changed, left out or doubled. */
const mutated = (bytes: Buffer) =>
  fc.array(fc.record({ at: fc.nat(bytes.length - 1), kind: fc.constantFrom('change', 'cut', 'double', 'swap'), byte: fc.nat(255), length: fc.integer({ min: 1, max: 40 }) }), { minLength: 1, maxLength: 8 }).map((changes) => {
    let changed = Buffer.from(bytes);
    for (const { at, kind, byte, length } of changes) {
      if (at >= changed.length) continue;
      if (kind === 'change') changed[at] = byte;
      else if (kind === 'cut') changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + length)]);
      else if (kind === 'double') changed = Buffer.concat([changed.subarray(0, at + length), changed.subarray(at)]);
      else changed[at] = '{}=~#<>&"\'\\%:;\n'.charCodeAt(byte % 16) || 10;
    }
    return changed;
  });

describe('import of anything', function () {
  this.timeout(60_000);

  for (const name of ['semua.gift', 'moodle.xml', 'aiken.txt', 'tabel.csv']) {
    it(`never crashes on a damaged ${name}, and what it takes is sound`, () =>
      fc.assert(fc.asyncProperty(mutated(fixture(name)), (bytes) => isHonest(bytes, name)), { numRuns: 40 }));
  }

  it('never crashes on HTML of any shape, and lets none of it through', () => {
    const pieces = fc.constantFrom(...['p', 'b', 'i', 'li', 'ul', 'ol', 'table', 'tr', 'td', 'th', 'pre', 'code', 'h2', 'sup', 'span', 'blockquote', 'div', 'script', 'style', 'svg'].flatMap((tag) => [`<${tag}>`, `</${tag}>`]), '<br>', '<hr>', '<img src=x>', '<a href="https://a.id">', '</a>', '<a href="javascript:1">', '<img src="data:image/png;base64,AAAA" onerror=x>', '<!--', '-->', ' ', '\n', 'kata', '**', '`', '|', '1. ', '- ', '&lt;b&gt;', '&#x202e;', '<', '"', '::: note', '![', '](x)', '[^S1]');
    return fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 30 }), async (parts) => {
        const html = parts.join('').replaceAll(']]>', '');
        const xml = `<quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[${html}]]></text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`;
        await isHonest(Buffer.from(xml), 'a.xml');
        const imported = await tryImport(xml, 'a.xml');
        // Whatever is pasted from elsewhere is either text or Markdown: the checker has nothing to refuse.
        if (imported.kind === 'imported') expect(imported.notes.filter(({ code }) => code === 'refused-by-checker')).to.deep.equal([]);
      }),
      { numRuns: 400 },
    );
  });

  it('never crashes on a damaged package', async () => {
    const zip = await zipFixture('qti21');
    await fc.assert(fc.asyncProperty(mutated(zip), (bytes) => isHonest(bytes, 'a.zip')), { numRuns: 40 });
  });

  it('never crashes on random bytes or texts, in any format', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text))),
        fc.constantFrom(...IMPORT_FORMATS, undefined),
        (bytes, format) => isHonest(bytes, 'a.txt', format),
      ),
      { numRuns: 150 },
    ));

  it('shows plain text as it was, whatever Markdown would make of it', () => {
    const pieces = fc.constantFrom(...Array.from('*_`[]()<>#+-.!|~:&\\=1 \n\tab'), '::: note', '---', '***', '___', '1. ', '- ', '# ', '&amp;', '<b>', '[^S1]', '[a](b)', '    ', '~~~', 'kata', 'عرب', 'ꦗꦮ', '🌏');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')), (text) => {
        const problems: unknown[] = [];
        const place = () => ({ file: 'x', line: 1, column: 1 });
        const html = renderMarkdown({ text: plainToMarkdown(text), language: 'id', kind: 'question', place, report: (_at, mistake) => void problems.push(mistake) as undefined }).fill(() => '');
        const shown = html.replaceAll(/<br>\n?/g, ' ').replaceAll(/<\/?p>/g, ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
        expect(shown.replaceAll(/\s+/g, ' ').trim()).to.equal(text.replaceAll(/\s+/g, ' ').trim());
        expect(problems).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes escaped brackets before a bracket for text', () => {
    const problems: unknown[] = [];
    const place = () => ({ file: 'x', line: 1, column: 1 });
    for (const text of ['[^S1](# [a](b)', '![a](b c)', 'x_y [d](e f)']) renderMarkdown({ text: plainToMarkdown(text), language: 'id', kind: 'question', place, report: (_at, mistake) => void problems.push(mistake) as undefined });
    expect(problems).to.deep.equal([]);
  });

  it('is done with what is made to be slow', async () => {
    const slow = ['<a "'.repeat(40_000), '<'.repeat(100_000), '<b>'.repeat(30_000), '!['.repeat(50_000), '`'.repeat(50_000), '[a]('.repeat(40_000), '*_'.repeat(40_000), '&'.repeat(100_000), '{1:SA:'.repeat(20_000), '\\('.repeat(50_000)];
    for (const text of slow) {
      for (const format of ['html', 'markdown', 'moodle_auto_format']) {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        await isHonest(Buffer.from(`<quiz><question type="truefalse"><questiontext format="${format}"><text>${escaped}</text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`), 'a.xml');
      }
      await isHonest(Buffer.from(`${text}{T}`), 'a.gift', 'gift');
      await isHonest(Buffer.from(`soal;kunci\n${text};ya`), 'a.csv', 'csv');
    }
  });
});
