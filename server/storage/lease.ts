import { randomUUID } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import { defineModel } from './define-model.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Which process may do what only one may do at a time. */
interface LeaseRecord {
  /** What it is for. */
  _id: string;
  /** Names a process for as long as it lives. */
  by: string;
  until: Date;
  schemaVersion: number;
}

const schema = new Schema<LeaseRecord>(
  { _id: { type: String, required: true }, by: { type: String, required: true }, until: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'leases' },
);
const leaseModel = defineModel('Lease', schema);

/** Who died with the lease keeps the others waiting this long; the clocks of several machines may differ by a third of it. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;

export interface Lease {
  /** Whether it is this process's at this moment. */
  isHeld(): boolean;
  /** Gives it to whoever asks next. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  /** Called each time this process gets it. */
  readonly onHeld: () => void;
  /** The database could not be asked; it is asked again. */
  readonly onFault: (problem: unknown) => void;
  readonly leaseMs?: number;
  readonly renewMs?: number;
}

/** For a process that has no others beside it. */
export function holdAlone({ onHeld }: Pick<LeaseOptions, 'onHeld'>): Lease {
  onHeld();
  return { isHeld: () => true, release: () => Promise.resolve() };
}

/**
 * Tries to get a lease, then to keep it, until it is released: of all processes on this database one holds it, and
 * when that dies another gets it after its deadline. One that hangs past its deadline and wakes up again still believes in it
 * for the moment, so that what is done under a lease has to bear repetition.
 */
export function holdLease(connection: Connection, name: string, options: LeaseOptions): Lease {
  const { onHeld, onFault, leaseMs = LEASE_MS, renewMs = RENEW_MS } = options;
  const leases = leaseModel(connection);
  const by = randomUUID();
  let heldUntil = 0;
  let released = false;

  const take = async (): Promise<boolean> => {
    const until = new Date(Date.now() + leaseMs);
    const kept = await leases.updateOne({ _id: name, by, until: { $gte: new Date() } }, { $set: { until } });
    if (kept.matchedCount === 0 && !(await takeOver(until))) return false;
    heldUntil = until.getTime();
    return true;
  };

  const takeOver = async (until: Date): Promise<boolean> => {
    try {
      // Held by somebody: the filter finds nothing, and what would be inserted is there already.
      await leases.updateOne({ _id: name, until: { $lt: new Date() } }, { $set: { by, until, schemaVersion: 1 } }, { upsert: true });
    } catch (problem) {
      if (isDuplicateKey(problem)) return false;
      throw problem;
    }
    // A server whose updates are read, then write may have let two in: the last one has it.
    return (await leases.findOne({ _id: name }).lean())?.by === by;
  };

  const isHeld = () => !released && Date.now() < heldUntil;
  let trying = Promise.resolve();
  const attempt = () => {
    trying = trying.then(async () => {
      if (released) return;
      const before = isHeld();
      if ((await take()) && !before) onHeld();
    }).catch(onFault);
  };
  attempt();
  const timer = setInterval(attempt, renewMs);
  timer.unref();

  return {
    isHeld,
    async release() {
      clearInterval(timer);
      const held = isHeld();
      released = true;
      await trying;
      if (held || heldUntil > Date.now()) await leases.deleteOne({ _id: name, by }).catch(onFault);
    },
  };
}
