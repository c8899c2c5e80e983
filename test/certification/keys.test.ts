import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openSigningKeys } from '../../server/certification/keys/signing-keys.ts';
import { newFolder } from '../storage/open-embedded.ts';

const root = new URL('../../', import.meta.url).pathname;

describe('The keys that sign certificates', function () {
  this.timeout(30_000);
  let folder: string;
  let keysDir: string;

  beforeEach(async () => {
    folder = await newFolder();
    keysDir = join(folder, 'secrets', 'keys');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const command = async (...args: readonly string[]) => {
    const env = { ...process.env, DATA_DIR: folder, NODE_ENV: 'test' };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', 'keys', ...args], { cwd: root, env });
    return stdout.trim().split('\n').map((line) => line.split(/\s+/));
  };

  it('are made once, for the server\'s user alone, and found again', async () => {
    const made = await openSigningKeys(keysDir).all();
    expect(made.map(({ jwk }) => jwk['alg'])).to.deep.equal(['RS256', 'ES256']);
    expect((await openSigningKeys(keysDir).all()).map(({ id }) => id)).to.deep.equal(made.map(({ id }) => id));
    for (const file of await readdir(keysDir)) expect((await stat(join(keysDir, file))).mode & 0o777, file).to.equal(0o600);
  });

  it('are the same for all who ask first at once', async () => {
    const asked = await Promise.all(Array.from({ length: 6 }, () => openSigningKeys(keysDir).all()));
    expect(new Set(asked.map((keys) => keys.map(({ id }) => id).join())).size).to.equal(1);
    expect((await readdir(keysDir)).sort()).to.deep.equal(['credential-0001.pem', 'statement-0001.pem']);
  });

  it('are listed and rotated by a command; the old ones stay', async () => {
    const first = await command();
    expect(first.map(([purpose, algorithm]) => `${purpose} ${algorithm}`)).to.deep.equal(['credential RS256', 'statement ES256']);
    const second = await command('rotate');
    expect(second.map(([purpose]) => purpose)).to.deep.equal(['credential', 'credential', 'statement', 'statement']);
    expect([second[1]?.[2], second[3]?.[2]]).to.deep.equal([first[0]?.[2], first[1]?.[2]]);
    const keys = openSigningKeys(keysDir);
    expect((await keys.current('credential')).id).to.equal(second[0]?.[2]);
    expect((await keys.all()).map(({ id }) => id)).to.include(first[0]?.[2]);
  });

  it('may be given, and are refused when they are too weak or none at all', async () => {
    await mkdir(keysDir, { recursive: true });
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const strong = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const [text, fits] of [[weak, false], ['kunci', false], [strong, true]] as const) {
      await writeFile(join(keysDir, 'credential-0007.pem'), text);
      const outcome = await openSigningKeys(keysDir).current('credential').then(() => 'taken', (problem: Error) => problem.name);
      expect(outcome).to.equal(fits ? 'taken' : 'Unavailable');
    }
  });
});
