import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { fencedBlocks, readDocument, ROOT, writeFiles, type FencedBlock } from './fenced-blocks.ts';

const run = promisify(execFile);
const blocks = fencedBlocks(readDocument('docs/plugins.md'));
const examples = blocks.filter(({ marks }) => marks.file !== undefined);
const tests = examples.flatMap(({ marks }) => (marks.file?.endsWith('.test.ts') ? [marks.file] : []));
/** What a reader has before she begins. */
const SOURCES = ['server', 'views', 'public', 'test/contracts', 'test/assessment', 'test/fixtures/engine.ts', 'test/certification/pdf-tools.ts', 'test/storage/open-embedded.ts', 'package.json', 'tsconfig.json'];

/** Carries out a change that the document shows as a diff: its lines stand in the file, without those with a `+`. */
function edit(folder: string, { marks, text, line }: FencedBlock): void {
  const file = join(folder, marks.edit ?? '');
  const lines = text.trimEnd().split('\n');
  const side = (left: string) => lines.filter((one) => !one.startsWith(left)).map((one) => one.slice(1)).join('\n');
  const before = readFileSync(file, 'utf8');
  expect(before, `what the change in line ${line} begins with`).to.include(side('+'));
  writeFileSync(file, before.replace(side('+'), () => side('-')));
}

/** What a command says, and whether it went well. */
const outcome = (file: string, args: readonly string[], cwd: string): Promise<string> =>
  run(process.execPath, [join(ROOT, 'node_modules', file), ...args], { cwd }).then(
    () => 'well',
    (problem: { stdout?: string; stderr?: string }) => `${problem.stdout ?? ''}${problem.stderr ?? ''}`,
  );

describe('docs/plugins.md', function () {
  this.timeout(180_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'bimtek-plugins-'));
    for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFiles(blocks, folder);
    for (const block of blocks) if (block.marks.edit !== undefined) edit(folder, block);
    const include = ['server', ...tests];
    writeFileSync(join(folder, 'tsconfig.examples.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('shows an example and its test for each kind of plug-in', () => expect(tests).to.have.lengthOf(4));

  it('shows code that compiles', async () => {
    expect(await outcome('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.examples.json'], folder)).to.equal('well');
  });

  it('shows a question that the checker accepts, once its type is there', async () => {
    writeFiles(fencedBlocks(readDocument('docs/penulis.md')), folder);
    const [question] = blocks.filter(({ marks }) => marks.question !== undefined);
    appendFileSync(join(folder, 'courses/hidup-sehat/bank/makan.yaml'), (question?.text ?? '').replace(/^/gm, '  ').trimEnd());
    expect(await outcome('tsx/dist/cli.mjs', ['server/cli/main.ts', 'check', 'courses/hidup-sehat'], folder)).to.equal('well');
  });

  it('shows examples that pass their contracts', async () => {
    expect(await outcome('mocha/bin/mocha.js', ['--node-option', 'import=tsx', '--exit', '--timeout', '60000', ...tests], folder)).to.equal('well');
  });
});
