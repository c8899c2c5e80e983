import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openAccounts } from '../../server/accounts/accounts.ts';
import { openFollows } from '../../server/administration/administration.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { SessionStore } from '../../server/web/session-store.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;

describe('command line: what the audit log hears of', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'bimtek-audited-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const bimtek = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', join(root, 'server/cli/main.ts'), ...args], { cwd: root, env: { PATH: process.env['PATH'], DATA_DIR: folder, COURSES_DIR: join(root, 'courses') } });
  const within = async <T>(work: (storage: Awaited<ReturnType<typeof openStorage>>) => Promise<T>): Promise<T> => {
    const storage = await openStorage({ dataDir: folder, mongodbUri: undefined });
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  };
  const entries = () => within(({ connection }) => connection.collection('audit_entries').find({}).toArray());

  it('is that keys were rotated, and not that they were looked at', async () => {
    await bimtek('keys');
    await bimtek('keys', 'rotate');
    expect((await entries()).map(({ action }) => String(action))).to.deep.equal(['keys-rotated']);
  });

  it('is that a second step was taken off, which ends what the account had open', async () => {
    const id = await within(async ({ connection, ready }) => {
      const accounts = openAccounts(connection, new SessionStore(connection), openFollows(connection));
      await ready();
      const { _id } = await accounts.accounts.createAccount({ name: 'Rina', userName: 'rina', passwordHash: 'x', role: 'administrator' });
      await connection.collection<{ _id: string }>('accounts').updateOne({ _id }, { $set: { twoFactorSince: new Date() } });
      return _id;
    });
    await bimtek('two-factor', 'reset', 'Rina');
    const account = await within(({ connection }) => connection.collection<{ _id: string; epoch: number }>('accounts').findOne({ _id: id }));
    expect(account).to.include({ epoch: 1 }).and.not.to.have.property('twoFactorSince');
    expect((await entries()).map(({ action, subject }) => ({ action: String(action), subject: String(subject) }))).to.deep.equal([{ action: 'two-factor-reset', subject: id }]);
  });
});
