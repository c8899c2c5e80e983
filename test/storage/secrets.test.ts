import { execFile } from 'node:child_process';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openSecret } from '../../server/storage/secrets.ts';
import { newFolder } from './open-embedded.ts';

describe('secrets', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are made once, with 256 random bits', async () => {
    const secret = await openSecret(folder, 'session');
    expect(secret).to.match(/^[A-Za-z0-9_-]{43}$/);
    expect(await openSecret(folder, 'session')).to.equal(secret);
    expect(await openSecret(folder, 'csrf')).to.not.equal(secret);
  });

  it('can be read by the server alone', async () => {
    await openSecret(folder, 'session');
    expect((await stat(join(folder, 'secrets', 'session'))).mode & 0o777).to.equal(0o600);
    expect((await stat(join(folder, 'secrets'))).mode & 0o777).to.equal(0o700);
  });

  it('are the same for processes that ask at once', async function () {
    this.timeout(20_000);
    const secrets = fileURLToPath(new URL('../../server/storage/secrets.ts', import.meta.url));
    const ask = `import { openSecret } from ${JSON.stringify(secrets)}; console.log(await openSecret(${JSON.stringify(folder)}, 'session'));`;
    const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', ask]);
    const answers = await Promise.all([run(), run(), run(), ...Array.from({ length: 20 }, async () => ({ stdout: `${await openSecret(folder, 'session')}\n` }))]);
    expect(new Set(answers.map(({ stdout }) => stdout)).size).to.equal(1);
    expect(await readdir(join(folder, 'secrets'))).to.deep.equal(['session']);
  });
});
