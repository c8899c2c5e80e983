import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { runCheck } from '../../server/cli/check.ts';
import { BLOCK_NAMES } from '../../server/content/markdown/block-syntax.ts';
import { tryImport } from '../content/import/read.ts';
import { fencedBlocks, readDocument, writeFiles, type FencedBlock } from './fenced-blocks.ts';

const blocks = fencedBlocks(readDocument('docs/penulis.md'));
const FIRST = 'courses/hidup-sehat';
/** What no document can show as text. */
const RECORDINGS = ['media/pesan.mp3', 'media/memasang-pegangan.mp4'].map((path) => `courses/rumah-aman/01-mencegah-jatuh/${path}`);

async function checked(folder: string): Promise<string[]> {
  let output = '';
  await runCheck([folder], { stdout: { write: (text: string) => (output += text) } });
  return output.trimEnd().split('\n').map((line) => line.replace(`${folder}/`, ''));
}

/** A mistake as the document tells it: what was written, what the checker says, what it should have been. */
interface ToldMistake {
  readonly wrong: FencedBlock;
  readonly said: FencedBlock;
  readonly right: FencedBlock;
}

const toldMistakes = blocks.flatMap((wrong, index): ToldMistake[] => {
  const [said, right] = blocks.slice(index + 1);
  return wrong.marks.salah === undefined || !said || !right ? [] : [{ wrong, said, right }];
});

describe('docs/penulis.md', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bimtek-docs-'));
    writeFiles(blocks, folder);
    for (const path of RECORDINGS) writeFileSync(join(folder, path), 'recording');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leads from an empty folder to a first course without a mistake or a warning', async () => {
    const said = blocks.find(({ marks }) => marks.keluaran !== undefined)?.text.trim();
    expect(await checked(join(folder, FIRST))).to.deep.equal([said]);
  });

  it('shows examples of everything else that are sound, also beside the first course', async () => {
    expect(await checked(join(folder, 'courses'))).to.deep.equal(['0 kesalahan, 0 peringatan di 2 pelatihan.']);
  });

  it('leaves no example of a file untried', () => {
    const untried = blocks.filter(({ language, marks }) => ['yaml', 'markdown', 'xml', 'csv'].includes(language) && Object.keys(marks).length === 0);
    expect(untried.map(({ line }) => line)).to.deep.equal([]);
  });

  it('shows every kind of question and every block', () => {
    const files = blocks.filter(({ marks }) => marks.file !== undefined).map(({ text }) => text).join('\n');
    for (const type of questionTypes.keys()) expect(files).to.include(`type: ${type}\n`);
    for (const name of BLOCK_NAMES) expect(files).to.match(new RegExp(`^::: ${name}\\b`, 'm'));
  });

  it('shows files to import that are taken whole', async () => {
    const shown = blocks.filter(({ marks }) => marks.impor !== undefined);
    expect(shown.map(({ marks }) => marks.impor)).to.deep.equal(['soal.csv', 'soal.gift', 'soal.txt']);
    for (const { marks, text } of shown) {
      const imported = await tryImport(text, marks.impor ?? '');
      if (imported.kind === 'refused') throw new Error(imported.sentence.id);
      expect(imported.taken, JSON.stringify(imported.notes)).to.equal(imported.found).and.to.be.above(0);
    }
  });

  it('tells at least ten mistakes', () => expect(toldMistakes).to.have.length.at.least(10));

  for (const { wrong, said, right } of toldMistakes) {
    it(`tells what the checker says to the mistake in line ${wrong.line}`, async () => {
      expect(said.marks).to.have.property('pemeriksa');
      const file = join(folder, FIRST, right.marks.benar ?? '');
      const sound = readFileSync(file, 'utf8');
      expect(sound, `what line ${right.line} shows is in the file`).to.include(right.text);
      writeFileSync(file, sound.replace(right.text, () => wrong.text));
      const lines = await checked(join(folder, FIRST));
      expect(lines.slice(0, -1)).to.deep.equal(said.text.trimEnd().split('\n'));
    });
  }
});
