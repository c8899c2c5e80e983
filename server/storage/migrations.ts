import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Schema, type Connection } from 'mongoose';
import { Unavailable } from '../errors.ts';
import { defineModel } from './define-model.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** A step forwards. It may be interrupted and begun again, so doing half of it twice must be no harm. */
export interface Migration {
  /** Sorts behind the ids of all earlier ones, e.g. `2026-03-account-name-key`. */
  readonly id: string;
  run(connection: Connection): Promise<void>;
}

interface MigrationRecord {
  /** The migration's id, or `lock`. */
  _id: string;
  doneAt?: Date | undefined;
  /** Of the lock: whose it is and how long. */
  by?: string | undefined;
  until?: Date | undefined;
  schemaVersion: number;
}

const schema = new Schema<MigrationRecord>(
  { _id: { type: String, required: true }, doneAt: Date, by: String, until: Date, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'migrations' },
);
const migrationModel = defineModel('Migration', schema);

const LOCK = 'lock';
/** A process that died with the lock keeps the others waiting no longer than this; a living one renews it. */
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
const LOOK_AGAIN_MS = 250;

/**
 * Runs what has not been run on this database, in the order of the ids, each once, however many processes start at the
 * same time. Gives the ids of those that this process ran. Throws `Unavailable` when the database has seen a newer Bimtek.
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<string[]> {
  const records = migrationModel(connection);
  await records.init();
  const release = await lock(connection);
  try {
    const done = new Set((await records.find({ doneAt: { $exists: true } }).lean()).map(({ _id }) => _id));
    const known = new Set(migrations.map(({ id }) => id));
    const [unknown] = [...done].filter((id) => !known.has(id));
    if (unknown !== undefined) throw new Unavailable('Data sudah diubah oleh Bimtek yang lebih baru ({migration}). Pasang versi itu.', { migration: unknown });
    const open = migrations.filter(({ id }) => !done.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const migration of open) {
      await migration.run(connection);
      await records.updateOne({ _id: migration.id }, { $set: { doneAt: new Date(), schemaVersion: 1 } }, { upsert: true });
    }
    return open.map(({ id }) => id);
  } finally {
    await release();
  }
}

async function lock(connection: Connection): Promise<() => Promise<void>> {
  const records = migrationModel(connection);
  const by = randomUUID();
  const lease = (): { by: string; until: Date } => ({ by, until: new Date(Date.now() + LEASE_MS) });
  const take = async (): Promise<boolean> => {
    try {
      // Held by somebody: the filter finds nothing, and what would be inserted is there already.
      await records.updateOne({ _id: LOCK, until: { $lt: new Date() } }, { $set: lease() }, { upsert: true });
      return true;
    } catch (problem) {
      if (isDuplicateKey(problem)) return false;
      throw problem;
    }
  };
  while (!(await take())) await pause(LOOK_AGAIN_MS);
  const renewing = setInterval(() => void records.updateOne({ _id: LOCK, by }, { $set: lease() }).catch(() => undefined), RENEW_MS);
  renewing.unref();
  return async () => {
    clearInterval(renewing);
    await records.deleteOne({ _id: LOCK, by });
  };
}
