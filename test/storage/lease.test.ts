import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Connection } from 'mongoose';
import { holdLease, type Lease } from '../../server/storage/lease.ts';
import { newFolder, openFile } from './open-embedded.ts';

const RENEW_MS = 20;
const LEASE_MS = 100;

describe('a lease', () => {
  let folder: string;
  let connections: Connection[];
  const faults: unknown[] = [];
  beforeEach(async () => {
    folder = await newFolder();
    connections = await Promise.all(Array.from({ length: 4 }, () => openFile(join(folder, 'bimtek.sqlite'))));
    faults.length = 0;
  });
  afterEach(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await rm(folder, { recursive: true });
    expect(faults).to.deep.equal([]);
  });

  interface Holder {
    readonly lease: Lease;
    /** Resolved each time it gets the lease. */
    held(): Promise<void>;
    readonly times: () => number;
  }
  const hold = (connection: Connection, options: { leaseMs?: number; renewMs?: number } = {}): Holder => {
    let times = 0;
    let wake = (): void => undefined;
    const onHeld = () => {
      times += 1;
      wake();
    };
    const lease = holdLease(connection, 'chores', { onHeld, onFault: (fault) => faults.push(fault), leaseMs: LEASE_MS, renewMs: RENEW_MS, ...options });
    return { lease, times: () => times, held: () => (times > 0 ? Promise.resolve() : new Promise((resolve) => (wake = resolve))) };
  };

  it('of many one holds it, and when it gives it up, another one gets it', async () => {
    const holders = connections.map((connection) => hold(connection, { leaseMs: 60_000 }));
    const winner = await Promise.race(holders.map(async (holder) => (await holder.held(), holder)));
    expect(holders.filter(({ lease }) => lease.isHeld())).to.deep.equal([winner]);
    const others = holders.filter((holder) => holder !== winner);
    await winner.lease.release();
    expect(winner.lease.isHeld()).to.equal(false);
    const heir = await Promise.race(others.map(async (holder) => (await holder.held(), holder)));
    expect(others.filter(({ lease }) => lease.isHeld())).to.deep.equal([heir]);
    await Promise.all(others.map(({ lease }) => lease.release()));
    expect(winner.times()).to.equal(1);
  });

  it('who dies with it keeps it no longer than its deadline', async () => {
    const [first, second] = connections;
    if (!first || !second) throw new TypeError('connections are open');
    // It never renews: as one that was killed.
    const dead = hold(first, { renewMs: 1_000_000 });
    await dead.held();
    const heir = hold(second);
    await heir.held();
    expect(dead.lease.isHeld()).to.equal(false);
    expect(heir.lease.isHeld()).to.equal(true);
    // What the dead one does when it wakes up takes nothing from the heir.
    await dead.lease.release();
    expect(await second.collection('leases').findOne({ _id: 'chores' as never })).to.not.equal(null);
    await heir.lease.release();
  });

  it('a holder that renews it is not told again, and gives back nothing that is not its own', async () => {
    const [first, second] = connections;
    if (!first || !second) throw new TypeError('connections are open');
    const holder = hold(first);
    await holder.held();
    const until = async (): Promise<number> => Number((await first.collection('leases').findOne({ _id: 'chores' as never }))?.['until'] ?? 0);
    const before = await until();
    while ((await until()) === before) await new Promise((resolve) => setImmediate(resolve));
    expect(holder.times()).to.equal(1);
    const other = hold(second);
    await other.lease.release();
    expect(holder.lease.isHeld()).to.equal(true);
    await holder.lease.release();
    expect(await first.collection('leases').findOne({ _id: 'chores' as never })).to.equal(null);
  });
});
