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

/** What the driver gives for a bulk write; throws `MongoBulkWriteError` when something in it failed. */
export function bulkResultOf(operations: readonly Operation[], ids: readonly unknown[], outcomes: readonly Outcome[], ordered: boolean): BulkResult {
  const raw: RawResult = { ok: 1, nInserted: 0, nUpserted: 0, nMatched: 0, nModified: 0, nRemoved: 0, upserted: [], insertedIds: [], writeConcernErrors: [], writeErrors: [] };
  outcomes.forEach((outcome, index) => {
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
