import { randomBytes } from 'node:crypto';
import type { Connection, QueryFilter } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { auditEntryModel, daySealModel, sealPartModel, type AuditEntry, type DaySeal, type SealPart } from './audit-model.ts';

const TIME_DIGITS = 12;
const HEX = 16;
const RANDOM_BYTES = 6;
/** Entries that a stream holds in memory at once. */
const BATCH = 500;

/** The first id that an entry of this moment could have. */
export const idAt = (at: Date): string => at.getTime().toString(HEX).padStart(TIME_DIGITS, '0');
export const timeOf = ({ _id }: Pick<AuditEntry, '_id'>): Date => new Date(Number.parseInt(_id.slice(0, TIME_DIGITS), HEX));

/** `from` and `to` are ids, `to` not included; undefined: from the beginning, to the end. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface AuditPlace {
  readonly direction: 'forward' | 'backward';
  /** An id; undefined: at the beginning. */
  readonly from: string | undefined;
}

export type AuditStore = ReturnType<typeof createAuditStore>;

/** There is no way to change an entry here, and none to take one away but by its age. */
export function createAuditStore(connection: Connection) {
  const entries = auditEntryModel(connection);
  const seals = daySealModel(connection);
  const parts = sealPartModel(connection);

  const queryOf = ({ from, to, ...equal }: AuditFilter, place: AuditPlace): QueryFilter<AuditEntry> => {
    const wanted = Object.entries(equal).flatMap(([field, value]) => (value === undefined ? [] : [{ [field]: value }]));
    const beyond = place.from === undefined ? [] : [{ _id: place.direction === 'forward' ? { $lt: place.from } : { $gt: place.from } }];
    const clauses = [...wanted, ...(from === undefined ? [] : [{ _id: { $gte: from } }]), ...(to === undefined ? [] : [{ _id: { $lt: to } }]), ...beyond];
    return clauses.length > 0 ? { $and: clauses } : {};
  };

  /** The newest first; backwards, the nearest one first. */
  const selectPage = async (filter: AuditFilter, place: AuditPlace, size: number): Promise<AuditEntry[]> =>
    entries.find(queryOf(filter, place)).sort({ _id: place.direction === 'forward' ? -1 : 1 }).limit(size).lean();

  return {
    selectPage,

    async append(entry: Omit<AuditEntry, '_id' | 'schemaVersion'>, at: Date): Promise<string> {
      const _id = idAt(at) + randomBytes(RANDOM_BYTES).toString('base64url');
      await entries.create({ ...entry, _id, schemaVersion: 1 });
      return _id;
    },

    /** All of a list, the newest first, read in batches while they are asked for. */
    async *stream(filter: AuditFilter): AsyncGenerator<AuditEntry> {
      for (let from: string | undefined; ; ) {
        const batch = await selectPage(filter, { direction: 'forward', from }, BATCH);
        yield* batch;
        from = batch.at(-1)?._id;
        if (batch.length < BATCH) return;
      }
    },

    /** Entries of a stretch of time, the earliest first. */
    async *streamBetween(from: string, to: string): AsyncGenerator<AuditEntry> {
      for (let last: string | undefined; ; ) {
        const batch: AuditEntry[] = await entries.find({ _id: last === undefined ? { $gte: from, $lt: to } : { $gt: last, $lt: to } }).sort({ _id: 1 }).limit(BATCH).lean();
        yield* batch;
        last = batch.at(-1)?._id;
        if (batch.length < BATCH) return;
      }
    },

    async selectFirst(): Promise<AuditEntry | undefined> {
      return (await entries.find({}).sort({ _id: 1 }).limit(1).lean())[0];
    },

    async selectLastSeal(): Promise<DaySeal | undefined> {
      return (await seals.find({}).sort({ _id: -1 }).limit(1).lean())[0];
    },

    /** In the order of days; `after` is the last day of the page before. */
    async selectSeals(after: string | undefined, size: number): Promise<DaySeal[]> {
      return seals.find(after === undefined ? {} : { _id: { $gt: after } }).sort({ _id: 1 }).limit(size).lean();
    },

    /** The first one stays; false where there was one. */
    async keepSeal(seal: DaySeal): Promise<boolean> {
      try {
        await seals.create(seal);
        return true;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },

    /** Before the seal of the same day, so that a seal that is there has its parts. */
    async keepPart({ _id, lines }: SealPart): Promise<void> {
      await parts.updateOne({ _id }, { $set: { lines, schemaVersion: 1 } }, { upsert: true });
    },

    async selectParts(day: string): Promise<SealPart[]> {
      return parts.find({ _id: { $gte: `${day}:`, $lt: `${day};` } }).sort({ _id: 1 }).lean();
    },

    /** What is over its time: entries before this id, and what the seals before this day are made of. The seals themselves stay. */
    async removeBefore(id: string, day: string): Promise<void> {
      await entries.deleteMany({ _id: { $lt: id } });
      await parts.deleteMany({ _id: { $lt: `${day}:` } });
    },
  };
}
