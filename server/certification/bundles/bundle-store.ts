import type { Connection } from 'mongoose';
import { randomId } from '../../accounts/random-id.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { bundleModel, type BundleRecord } from './bundle-model.ts';

/** Milliseconds since 1970 fit into so many digits to the base of 36 until the year 5188. */
const TIME_DIGITS = 9;
const BASE = 36;
const timed = (at: Date): string => at.getTime().toString(BASE).padStart(TIME_DIGITS, '0');
/** Whoever makes a bundle says so more often than this. */
const SILENT_MS = 15_000;
const NEVER_BEGUN = new Date(0);
const MOST_REMOVED = 100;

export type BundleStore = ReturnType<typeof createBundleStore>;

export function createBundleStore(connection: Connection, now: () => Date) {
  const bundles = bundleModel(connection);
  return {
    async create(given: Pick<BundleRecord, 'by' | 'scope' | 'filter' | 'serials' | 'words'>): Promise<BundleRecord> {
      const createdAt = now();
      // What is not asked for is absent, on every engine.
      const filter = JSON.parse(JSON.stringify(given.filter)) as BundleRecord['filter'];
      const record: BundleRecord = { ...given, filter, _id: `${timed(createdAt)}-${randomId()}`, state: 'preparing', total: 0, done: 0, bytes: 0, createdAt, beatAt: NEVER_BEGUN, schemaVersion: 1 };
      await bundles.create(record);
      return record;
    },

    selectOptional: (id: string): Promise<BundleRecord | undefined> => selectOptionalById(bundles, id),

    /** True for one process of all that ask: it makes the bundle now. */
    async claim(id: string): Promise<boolean> {
      const silentSince = new Date(now().getTime() - SILENT_MS);
      const taken = await bundles.findOneAndUpdate({ _id: id, state: 'preparing', beatAt: { $lt: silentSince } }, { $set: { beatAt: now() } }).lean();
      return taken !== null;
    },

    /** How far it is; false when it has gone meanwhile, or is another's. */
    async advance(id: string, progress: Pick<BundleRecord, 'total' | 'done' | 'bytes'>): Promise<boolean> {
      const { matchedCount } = await bundles.updateOne({ _id: id, state: 'preparing' }, { $set: { ...progress, beatAt: now() } });
      return matchedCount > 0;
    },

    async finish(id: string, end: Pick<BundleRecord, 'state'> & Partial<Pick<BundleRecord, 'total' | 'done' | 'bytes' | 'digest' | 'fault'>>): Promise<void> {
      await bundles.updateOne({ _id: id }, { $set: end });
    },

    /** What is in it is no longer what it should be: it waits for whoever claims it. */
    async beginAgain(id: string): Promise<void> {
      await bundles.updateOne({ _id: id, state: { $in: ['ready', 'failed'] } }, { $set: { state: 'preparing', total: 0, done: 0, bytes: 0, beatAt: NEVER_BEGUN }, $unset: { fault: 1 } });
    },

    /** Ids of those made before this moment, some of them. */
    async selectOlderThan(moment: Date): Promise<string[]> {
      const old = await bundles.find({ _id: { $lt: timed(moment) } }, { _id: 1 }).sort({ _id: 1 }).limit(MOST_REMOVED).lean();
      return old.map(({ _id }) => _id);
    },

    async remove(id: string): Promise<void> {
      await bundles.deleteOne({ _id: id });
    },
  };
}
