import { createRequire } from 'node:module';
import mongoose from 'mongoose';
import { errorOf } from './driver-errors.ts';
import { isFault, type Operation, type Outcome } from './operation.ts';
import { untag } from './tagging.ts';

interface BulkClasses {
  readonly BulkWriteResult: typeof mongoose.mongo.BulkWriteResult;
  readonly WriteError: typeof mongoose.mongo.WriteError;
}

// The driver declares these two and does not export them; Mongoose's own driver reaches for them in this way.
const ofMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
const { BulkWriteResult, WriteError }: BulkClasses = ofMongoose('mongodb/lib/bulk/common');
export { BulkWriteResult };

const { MongoBulkWriteError } = mongoose.mongo;
type BulkResult = mongoose.mongo.BulkWriteResult;

interface RawResult {
  readonly ok: 1;
  nInserted: number;
  nUpserted: number;
  nMatched: number;
  nModified: number;
  nRemoved: number;
  readonly upserted: { index: number; _id: unknown }[];
  readonly insertedIds: { index: number; _id: unknown }[];
  readonly writeConcernErrors: never[];
  readonly writeErrors: mongoose.mongo.WriteError[];
}

const TURN_OF_KIND = { insert: 0, update: 1, replace: 1, delete: 2 } as const;

/** Without an order the driver sends a bulk's inserts first, then what changes documents, then deletions; each kind as it was given. */
export const turnsWithoutOrder = (operations: readonly Operation[]): number[] =>
  operations.map(({ kind }, index) => ({ index, turn: TURN_OF_KIND[kind] })).sort((a, b) => a.turn - b.turn).map(({ index }) => index);

interface Bulk {
  readonly operations: readonly Operation[];
  /** Of what is inserted, by operation. */
  readonly ids: readonly unknown[];
  /** Indexes of the operations, in the order in which they were done. */
  readonly turns: readonly number[];
}

/** What the driver gives for a bulk write; throws `MongoBulkWriteError` when something in it failed. `outcomes` in the order of the turns. */
export function bulkResultOf({ operations, ids, turns }: Bulk, outcomes: readonly Outcome[], ordered: boolean): BulkResult {
  const raw: RawResult = { ok: 1, nInserted: 0, nUpserted: 0, nMatched: 0, nModified: 0, nRemoved: 0, upserted: [], insertedIds: [], writeConcernErrors: [], writeErrors: [] };
  outcomes.forEach((outcome, turn) => {
    const index = turns[turn] ?? turn;
    const isInsert = operations[index]?.kind === 'insert';
    if (isInsert) raw.insertedIds.push({ index, _id: ids[index] });
    if (isFault(outcome)) return void raw.writeErrors.push(writeErrorOf(errorOf(outcome), index));
    if (isInsert) raw.nInserted++;
    raw.nMatched += outcome.matched;
    raw.nModified += outcome.modified;
    raw.nRemoved += outcome.deleted;
    if (outcome.upsertedId !== undefined) raw.upserted.push({ index, _id: untag(outcome.upsertedId) });
  });
  raw.nUpserted = raw.upserted.length;
  // The driver's declarations hide the constructor's parameters.
  const result: BulkResult = Reflect.construct(BulkWriteResult, [raw, ordered]);
  const [first] = raw.writeErrors;
  if (first === undefined) return result;
  throw new MongoBulkWriteError({ message: first.errmsg ?? '', code: first.code, writeErrors: raw.writeErrors }, result);
}

function writeErrorOf(error: Error, index: number): mongoose.mongo.WriteError {
  if (!(error instanceof mongoose.mongo.MongoServerError)) throw error;
  const { message, code, keyPattern, keyValue } = error;
  return new WriteError({ index, code: Number(code), errmsg: message, errInfo: { keyPattern, keyValue }, op: {} });
}
