import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { runRegrade } from '../../server/cli/regrade.ts';
import { sit } from '../assessment/sitters.ts';
import { startTestService } from '../fixtures/service.ts';
import { Visitor } from '../fixtures/visitor.ts';

const run = promisify(execFile);

describe('bimtek regrade', function () {
  this.timeout(180_000);
  let folder: string;
  let env: Record<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-regrade-'));
    env = { DATA_DIR: join(folder, 'data'), COURSES_DIR: join(folder, 'courses') };
    const course = join(folder, 'courses', 'cuci-tangan');
    await cp('test/fixtures/courses/cuci-tangan', course, { recursive: true });
    const site = await startTestService(env);
    const visitor = new Visitor(site);
    await visitor.signUp('tuti.pelatih');
    const { accounts } = site.service.application.accounts;
    const account = await accounts.selectOptionalByUserName('tuti.pelatih');
    await accounts.changeRole(account?._id ?? '', 'trainer', []);
    await visitor.signUp('siti');
    const siti = await accounts.selectOptionalByUserName('siti');
    const [served] = site.service.catalogue.courses();
    if (!served || !siti) throw new Error('nothing is served');
    // All three questions may be drawn; whoever answers a, false and 5 has two of two right by the old key.
    const answers: Readonly<Record<string, unknown>> = { single: 'a', 'true-false': 'false', numeric: '5' };
    const at = { assessment: site.service.application.assessment, clock: { now: new Date() } };
    for (let number = 1; number <= 12; number += 1) await sit(at, siti._id, served, 'kuis-mengapa', ({ type }) => answers[type], number);
    await site.service.catalogue.settled();
    await site.close();
    const file = join(course, '01-mengapa', 'quiz.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('text: Sebelum makan, correct: true,', 'text: Sebelum makan,').replace('text: Sebelum tidur siang,', 'text: Sebelum tidur siang, correct: true,'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const bimtek = async (...args: readonly string[]): Promise<{ code: number; out: string }> => {
    const child = run(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], { env: { PATH: process.env.PATH, ...env } });
    return child.then(
      ({ stdout }) => ({ code: 0, out: stdout }),
      (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, out: failed.stdout + failed.stderr }),
    );
  };

  it('says what would change, applies it with a reason, and takes it back', async () => {
    const previewed = await bimtek('regrade', '--preview', 'cuci-tangan');
    expect(previewed.code).to.equal(0);
    expect(previewed.out).to.match(/^[\w-]{16} {2}cuci-tangan {2}previewed {2}\w{16} -> \w{16}/);
    expect(previewed.out).to.include('12 percobaan diperiksa').and.match(/soal kuis-mengapa\/m1-01: naik 0, turun [1-9]/);
    const id = previewed.out.slice(0, 16);
    const unknown = await bimtek('regrade', `--apply=${id}`, '--reason', 'x', '--by', 'siti');
    expect([unknown.code, unknown.out]).to.deep.equal([1, 'Tidak ada pelatih atau admin dengan nama pengguna itu.\n']);
    const applied = await bimtek('regrade', `--apply=${id}`, '--reason', 'Kunci keliru.', '--by', 'tuti.pelatih');
    expect(applied.out).to.match(/applied .* [1-9]\d* percobaan .* Kunci keliru\.\n$/);
    const undone = await bimtek('regrade', `--undo=${id}`, '--reason', 'Tidak jadi.', '--by', 'tuti.pelatih');
    expect(undone.out).to.include('undone').and.include('Tidak jadi.');
    expect((await bimtek('regrade', '--list')).out).to.include(id).and.include('undone');
    expect((await bimtek('storage', 'check')).out).to.include('Tidak ada masalah');
    expect((await bimtek('storage', 'check', '--repair')).out).to.include('dihitung ulang dari 12 percobaan');
  });

  it('says how it is used when it is used otherwise', async () => {
    for (const args of [[], ['--apply', 'x'], ['--preview', '--list'], ['--nonsense']]) {
      let out = '';
      const code = await runRegrade(args, { stdout: { write: (text: string) => (out += text) } });
      expect([code, out.startsWith('Pemakaian / usage: bimtek regrade')], args.join(' ')).to.deep.equal([2, true]);
    }
    const unknown = await bimtek('regrade', '--preview', 'tidak-ada');
    expect([unknown.code, unknown.out]).to.deep.equal([1, 'Pelatihan ini tidak ada.\n']);
  });
});
