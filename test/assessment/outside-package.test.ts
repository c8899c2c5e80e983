import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const ROOT = join(import.meta.dirname, '../..');
const PLUGIN = join(ROOT, 'test/fixtures/plugins/bimtek-soal-tanggal');
const OURS = "'../../../contracts/plugin.ts'";

/** A package of somebody else's, with Bimtek linked into its `node_modules` as `npm install ../bimtek` does. */
describe('the contract suite in a package of a third party', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'bimtek-outside-')), 'bimtek-soal-tanggal');
    cpSync(PLUGIN, folder, { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    for (const [name, place] of [['bimtek', ROOT], ['tsx', join(ROOT, 'node_modules/tsx')], ['mocha', join(ROOT, 'node_modules/mocha')]] as const) {
      symlinkSync(place, join(folder, 'node_modules', name), 'dir');
    }
    const file = join(folder, 'contract.test.ts');
    const text = readFileSync(file, 'utf8');
    if (!text.includes(OURS)) throw new Error('The test of the plug-in imports its contract from elsewhere');
    writeFileSync(file, text.replace(OURS, "'bimtek/contracts'"));
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const run = (): Promise<{ readonly code: number; readonly said: string }> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, ['--import', 'tsx', 'node_modules/mocha/bin/mocha.js', 'contract.test.ts'], { cwd: folder, env: { PATH: process.env.PATH ?? '' } }, (_problem, out, err) =>
        resolve({ code: child.exitCode ?? -1, said: out + err }),
      );
    });

  it('is imported as bimtek/contracts, and passes for a sound type', async () => {
    const { code, said } = await run();
    expect(said).to.match(/[1-9]\d* passing/).and.include('plug-in bimtek-soal-tanggal').and.not.include('failing');
    expect(code).to.equal(0);
  });

  it('fails for one that takes every answer for right', async () => {
    const file = join(folder, 'index.js');
    const text = readFileSync(file, 'utf8');
    const broken = text.replace('grade: (body, response) => (isRight(body, response) ? 1 : 0)', 'grade: () => 1');
    expect(broken).to.not.equal(text);
    writeFileSync(file, broken);
    const { code, said } = await run();
    expect(said).to.include('failing');
    expect(code).to.be.above(0);
  });
});
