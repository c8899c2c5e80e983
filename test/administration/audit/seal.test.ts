import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { auditEntryModel, daySealModel, sealPartModel } from '../../../server/administration/audit/audit-model.ts';
import { createAudit } from '../../../server/administration/audit/audit.ts';
import { createAuditStore, type AuditStore } from '../../../server/administration/audit/audit-store.ts';
import { idsOf } from '../../../server/administration/audit/day-seal.ts';
import { openSealKeys, type SealKey } from '../../../server/administration/audit/seal-key.ts';
import { sealDays } from '../../../server/administration/audit/seal-days.ts';
import { verifyAudit, type AuditVerdict } from '../../../server/administration/audit/verify-audit.ts';
import { openStorage, type Storage } from '../../../server/storage/storage.ts';
import { databaseOf } from '../../fixtures/engine.ts';

const run = promisify(execFile);
const NOON = (day: number): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T12:00:00+07:00`);
const FIRST = 3;
const LAST = 7;
/** The day on which nothing was done. */
const QUIET = 5;

describe('a day of the audit log', function () {
  this.timeout(60_000);
  let folder: string;
  let storage: Storage;
  let store: AuditStore;
  let keys: readonly [SealKey, ...SealKey[]];

  const record = async (day: number, action: string, minutes = 0) => {
    const at = new Date(NOON(day).getTime() + minutes * 60_000);
    await createAudit(store, () => at).record({ action, actor: 'rina', subject: 'siti', facts: { role: 'trainer', day }, network: '203.0.113.0/24', device: 'windows' });
  };
  const verify = (more: { knownHead?: string; keptSince?: Date } = {}): Promise<AuditVerdict> => verifyAudit(store, { keys, keptSince: new Date(0), ...more });
  const told = async (): Promise<string[]> => (await verify()).faults.map(({ kind, day }) => `${day} ${kind}`);
  const entryOf = async (day: number) => {
    for await (const entry of store.streamBetween(...idsOf(`2026-11-0${day}`))) return entry;
    throw new Error('no entry on that day');
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bimtek-audit-'));
    storage = await openStorage({ dataDir: folder, mongodbUri: databaseOf(folder) });
    store = createAuditStore(storage.connection);
    await storage.ready();
    keys = await openSealKeys(join(folder, 'secrets', 'keys'));
    for (let day = FIRST; day <= LAST; day += 1) if (day !== QUIET) for (const minute of [0, 1, 2]) await record(day, 'role-changed', minute);
    await sealDays(store, keys[0], NOON(LAST + 1));
    await record(LAST + 1, 'sign-in');
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is sealed once it is over, also when nothing was done on it, and is found as it was', async () => {
    const found = await verify();
    expect(found.faults).to.deep.equal([]);
    expect([found.days, found.entries, found.unsealed, found.lastDay]).to.deep.equal([5, 12, 1, '2026-11-07']);
    expect(await sealDays(store, keys[0], NOON(LAST + 1)), 'again').to.equal(0);
    expect(await sealDays(store, keys[0], NOON(LAST + 3))).to.equal(2);
    expect(await told()).to.deep.equal([]);
  });

  it('is not sealed within its last minutes', async () => {
    expect(await sealDays(store, keys[0], new Date('2026-11-09T00:30:00+07:00'))).to.equal(0);
    expect(await sealDays(store, keys[0], new Date('2026-11-09T01:00:00+07:00'))).to.equal(1);
  });

  it('tells which entry was changed', async () => {
    const entry = await entryOf(4);
    await auditEntryModel(storage.connection).updateOne({ _id: entry._id }, { $set: { subject: 'budi' } });
    const { faults } = await verify();
    expect(faults).to.deep.equal([{ kind: 'entry-changed', day: '2026-11-04', entry: entry._id }]);
  });

  it('tells which entry is missing, and which was added', async () => {
    const entry = await entryOf(4);
    await auditEntryModel(storage.connection).deleteOne({ _id: entry._id });
    await record(6, 'role-changed', 7);
    const { faults } = await verify();
    expect(faults.map(({ kind, day }) => `${day} ${kind}`)).to.deep.equal(['2026-11-04 entry-missing', '2026-11-06 entry-added']);
    expect(faults[0]).to.have.property('entry', entry._id);
  });

  it('tells of a day that is missing, whole and with all that belongs to it', async () => {
    const [from, to] = idsOf('2026-11-06');
    await auditEntryModel(storage.connection).deleteMany({ _id: { $gte: from, $lt: to } });
    await sealPartModel(storage.connection).deleteMany({ _id: { $gte: '2026-11-06:', $lt: '2026-11-06;' } });
    await daySealModel(storage.connection).deleteOne({ _id: '2026-11-06' });
    expect(await told()).to.deep.equal(['2026-11-06 day-missing', '2026-11-07 day-chain']);
  });

  it('tells of a seal that somebody without the key made anew', async () => {
    const entry = await entryOf(6);
    await auditEntryModel(storage.connection).updateOne({ _id: entry._id }, { $set: { actor: 'budi' } });
    const stranger = await openSealKeys(join(folder, 'other-keys'));
    await daySealModel(storage.connection).deleteMany({ _id: { $gte: '2026-11-06' } });
    await sealDays(store, stranger[0], NOON(LAST + 1));
    expect(await told()).to.deep.equal(['2026-11-06 day-signature', '2026-11-07 day-signature']);
  });

  it('tells of days taken off the end, to who noted the digest before', async () => {
    const { head = '' } = await verify();
    expect((await verify({ knownHead: head })).faults).to.deep.equal([]);
    await daySealModel(storage.connection).deleteOne({ _id: '2026-11-07' });
    expect((await verify({ knownHead: head })).faults.map(({ kind }) => kind)).to.deep.equal(['head-unknown']);
  });

  it('tells of entries put before the first day', async () => {
    await record(1, 'sign-in');
    expect(await told()).to.deep.equal(['2026-11-01 unsealed-time']);
  });

  it('loses its entries when their time is over, and keeps its seal', async () => {
    await store.removeBefore(idsOf('2026-11-05')[0], '2026-11-05');
    expect((await verify({ keptSince: new Date('2026-11-05T00:00:00+07:00') })).faults).to.deep.equal([]);
    expect((await verify()).faults.map(({ kind }) => kind), 'before its time').to.include('day-changed');
  });

  it('is checked by the command line', async function () {
    if (databaseOf(folder) !== undefined) this.skip();
    const bimtek = () =>
      run(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', 'audit', 'verify'], { env: { PATH: process.env.PATH, DATA_DIR: folder } }).then(
        ({ stdout }) => ({ code: 0, out: stdout }),
        (failed: { code: number; stdout: string }) => ({ code: failed.code, out: failed.stdout }),
      );
    const whole = await bimtek();
    expect(whole.out).to.include('5 hari tersegel').and.to.include('12 entri').and.to.include('Tidak ada masalah');
    expect(whole.code).to.equal(0);
    const entry = await entryOf(3);
    await auditEntryModel(storage.connection).deleteOne({ _id: entry._id });
    const broken = await bimtek();
    expect(broken.code).to.equal(1);
    expect(broken.out).to.include(`2026-11-03  ${entry._id}  entri hilang`);
  });
});
