import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { restore } from '../../server/storage/operations/restore.ts';
import { startSeveral, Wanderer, type Several } from '../workers/several.ts';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the command line beside a running server of two processes', function () {
  this.timeout(120_000);
  let folder: string;
  let site: Several;
  const acknowledged: string[] = [];
  const refused: string[] = [];
  let working: Promise<unknown>;
  let finished = false;

  const bimtek = (...args: string[]): Promise<Outcome> => bimtekIn(site.dataDir, args);
  const bimtekIn = async (dataDir: string, args: readonly string[]): Promise<Outcome> => {
    const env = { ...process.env, DATA_DIR: dataDir, MONGODB_URI: '' };
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], { env, maxBuffer: 1e8 });
    return run.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (problem: Error & { code: number; stdout: string; stderr: string }) => ({ code: problem.code, stdout: problem.stdout, stderr: problem.stderr }),
    );
  };
  // Not opened in this process: it would count as one that uses the file.
  const userNamesIn = async (dataDir: string): Promise<string[]> =>
    [...(await bimtekIn(dataDir, ['storage', 'export'])).stdout.matchAll(/"_id":"user:([^"]+)"/g)].map(([, name]) => name ?? '');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-beside-'));
    site = await startSeveral({ WEB_CONCURRENCY: '2', LOG_LEVEL: 'error' });
    // People go on enrolling and reading while the operator works; sign-ups are limited, so few accounts do many things.
    const work = async (lane: number): Promise<void> => {
      const visitor = new Wanderer(site.origin);
      const userName = `ramai.${lane}`;
      if ((await visitor.signUp(userName)).status === 303) acknowledged.push(userName);
      await visitor.post('/courses/cuci-tangan/enrol', {}, '/courses/cuci-tangan');
      for (let round = 0; !finished; round++) {
        const lesson = '/courses/cuci-tangan/lessons/kuman-di-tangan';
        const { status } = await visitor.post(`${lesson}/time`, { seconds: '1' }, lesson);
        if (status !== 204) refused.push(`${userName} ${round}: ${status}`);
      }
    };
    working = Promise.all(Array.from({ length: 4 }, (_, lane) => work(lane)));
  });
  after(async () => {
    finished = true;
    await working;
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('checks courses', async () => {
    expect(await bimtek('check', 'test/fixtures/courses')).to.include({ code: 0, stderr: '' });
  });

  it('checks, counts and exports what is stored', async () => {
    const [check, stats, lines] = await Promise.all([bimtek('storage', 'check'), bimtek('storage', 'stats'), bimtek('storage', 'export')]);
    expect(check).to.include({ code: 0, stderr: '' });
    expect(check.stdout).to.include('Tidak ada masalah');
    expect(stats.code).to.equal(0);
    expect(stats.stdout).to.match(/\d+ {2}enrolments/);
    expect(lines.code).to.equal(0);
    for (const line of lines.stdout.trim().split('\n')) expect(() => JSON.parse(line), line).not.to.throw();
  });

  it('makes indexes anew', async () => {
    expect(await bimtek('storage', 'check', '--repair')).to.include({ code: 0, stderr: '' });
  });

  it('backs up everything that was acknowledged before', async () => {
    const before = [...acknowledged];
    const file = join(folder, 'backup.tar.gz');
    expect(await bimtek('storage', 'backup', file)).to.include({ code: 0, stderr: '' });
    const target = join(folder, 'restored');
    await restore(file, { dataDir: target });
    expect(await userNamesIn(target)).to.include.members(before);
    expect(before).not.to.have.length(0);
  });

  it('refuses to restore into or to move from data that are in use, and touches nothing', async () => {
    const file = join(folder, 'backup.tar.gz');
    const files = (await readdir(site.dataDir)).filter((name) => !name.endsWith('-waiting')).sort();
    const restored = await bimtek('storage', 'restore', file, '--overwrite');
    expect(restored.code).to.equal(1);
    expect(restored.stderr).to.include('sedang berjalan');
    const moved = await bimtek('storage', 'move', '--to', 'mongodb://127.0.0.1:9/bimtek');
    expect(moved.code).to.equal(1);
    expect(moved.stderr).to.include('sedang berjalan');
    expect((await readdir(site.dataDir)).filter((name) => !name.endsWith('-waiting')).sort()).to.deep.equal(files);
  });

  it('has refused nobody’s request meanwhile, and lost nothing', async () => {
    finished = true;
    await working;
    expect(refused).to.deep.equal([]);
    site.kill('SIGTERM');
    expect(await site.ended).to.equal(0);
    expect(await userNamesIn(site.dataDir)).to.include.members(acknowledged);
  });

  it('restores once the server has stopped', async () => {
    const restored = await bimtek('storage', 'restore', join(folder, 'backup.tar.gz'), '--overwrite');
    expect(restored, restored.stderr).to.include({ code: 0 });
    const aside = /: (\S+\.before-\S+)/.exec(restored.stdout)?.[1];
    expect(await userNamesIn(aside ?? '')).to.include.members(acknowledged);
    await rm(aside ?? '', { recursive: true, force: true });
  });

  it('restores even after the server was killed', async () => {
    const again = await startSeveral({ DATA_DIR: site.dataDir, LOG_LEVEL: 'error' });
    again.kill('SIGKILL');
    await again.ended;
    const restored = await bimtek('storage', 'restore', join(folder, 'backup.tar.gz'), '--overwrite');
    expect(restored, restored.stderr).to.include({ code: 0 });
    await rm(/: (\S+\.before-\S+)/.exec(restored.stdout)?.[1] ?? '', { recursive: true, force: true });
  });
});
