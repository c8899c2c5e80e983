import type mongoose from 'mongoose';
import { Unavailable } from '../../errors.ts';
import type { LastKnown, Plain } from './last-known.ts';
import { asUnavailable, isOutage, outage } from './outage.ts';

type Native = mongoose.mongo.Collection;

/** Operations under way at once, in a process; more than this a server that hangs would let grow without end. */
const MOST_UNDER_WAY = 5000;

const READS = ['countDocuments', 'estimatedDocumentCount', 'distinct', 'indexes', 'indexInformation'] as const;
const WRITES_OF_ONE = ['updateOne', 'replaceOne', 'deleteOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete'] as const;
const WRITES_OF_MANY = ['updateMany', 'deleteMany', 'bulkWrite'] as const;
/** They change no document that is there. */
const INSERTS = ['insertOne', 'insertMany', 'createIndex', 'createIndexes'] as const;

export interface Guard {
  /** Whether the server is known to answer. */
  isUp(): boolean;
  readonly lastKnown: LastKnown;
  /** Operations under way in all collections. */
  underWay: number;
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** The document's `_id` where a filter asks for nothing else. */
function onlyId(filter: unknown): string | undefined {
  if (typeof filter !== 'object' || filter === null) return undefined;
  const entries = Object.entries(filter);
  const [first] = entries;
  return entries.length === 1 && first?.[0] === '_id' && typeof first[1] === 'string' ? first[1] : undefined;
}

function idIn(filter: unknown): string | undefined {
  return typeof filter === 'object' && filter !== null && '_id' in filter && typeof filter._id === 'string' ? filter._id : undefined;
}

/** The documents that a filter names, or undefined for all that there are. */
function idsIn(filter: unknown): readonly (string | undefined)[] {
  if (typeof filter !== 'object' || filter === null || !('_id' in filter)) return [undefined];
  const { _id: wanted } = filter;
  if (typeof wanted === 'string') return [wanted];
  const list: unknown = typeof wanted === 'object' && wanted !== null && '$in' in wanted ? wanted.$in : undefined;
  return Array.isArray(list) && list.every((id) => typeof id === 'string') ? list : [undefined];
}

/** A chore that takes away what has run out: nothing that still counts changes by it, so what is known stays known. */
function isClearing(method: string, filter: unknown): boolean {
  return method === 'deleteMany' && typeof filter === 'object' && filter !== null && Object.keys(filter).join() === 'expiresAt';
}

/**
 * A collection of the driver that fails at once while the server is down, instead of letting each request wait for it; what
 * fails for that reason fails as `Unavailable`. Reads by `_id` that a lesson page needs are answered from what was read last.
 */
export function guardCollection(collection: Native, guard: Guard): Native {
  const { lastKnown } = guard;
  const name = collection.collectionName;
  const native = collection as unknown as Record<string, Method>;
  const guarded = Object.create(collection) as Record<string, unknown>;

  const call = async (method: string, args: unknown[]): Promise<unknown> => {
    if (!guard.isUp()) throw outage('known to be down');
    if (guard.underWay >= MOST_UNDER_WAY) throw new Unavailable('Server sedang sangat sibuk. Data belum tersimpan, coba lagi.');
    guard.underWay += 1;
    try {
      return await native[method]?.apply(collection, args);
    } catch (problem) {
      throw asUnavailable(problem);
    } finally {
      guard.underWay -= 1;
    }
  };

  for (const method of READS) guarded[method] = (...args: unknown[]) => call(method, args);
  // What is known is forgotten before a write is sent: whether one that fails has happened nobody knows.
  for (const method of INSERTS) guarded[method] = (...args: unknown[]) => call(method, args);
  for (const method of WRITES_OF_MANY) {
    guarded[method] = (...args: unknown[]) => {
      if (guard.isUp() && !isClearing(method, args[0])) for (const id of idsIn(args[0])) lastKnown.forget(name, id);
      return call(method, args);
    };
  }
  for (const method of WRITES_OF_ONE) {
    guarded[method] = async (...args: unknown[]) => {
      const id = idIn(args[0]);
      const wasKnown = guard.isUp() && lastKnown.forget(name, id, args[1]);
      const result = await call(method, args);
      if (wasKnown && id !== undefined) void readAnew(id);
      return result;
    };
  }
  const readAnew = async (id: string): Promise<void> => {
    try {
      lastKnown.remember(name, id, (await call('findOne', [{ _id: id }])) as Plain | null);
    } catch {
      // Then it is not known until somebody reads it.
    }
  };
  guarded['findOne'] = async (...args: unknown[]) => {
    const id = onlyId(args[0]);
    try {
      const document = (await call('findOne', args)) as Plain | null;
      if (id !== undefined && !hasProjection(args[1])) lastKnown.remember(name, id, document);
      return document;
    } catch (problem) {
      const known = id !== undefined && isOutage(problem) ? await lastKnown.select(name, id) : undefined;
      if (!known) throw problem;
      return known.document;
    }
  };
  for (const method of ['find', 'aggregate'] as const) {
    guarded[method] = (...args: never[]) => {
      if (!guard.isUp()) throw outage('known to be down');
      return (collection[method] as (...given: never[]) => unknown)(...args);
    };
  }
  return guarded as unknown as Native;
}

const hasProjection = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'projection' in options && options.projection !== undefined && options.projection !== null;
