import mongoose from 'mongoose';
import { Unavailable } from '../../errors.ts';

const { MongoNetworkError, MongoServerError, MongoServerSelectionError, MongoNotConnectedError, MongoExpiredSessionError } = mongoose.mongo;

/**
 * Codes with which a server says that it is going down, has no primary, or is not it any more: "retryable writes" in
 * https://github.com/mongodb/specifications/blob/master/source/retryable-writes/retryable-writes.md
 */
const GOING_DOWN: ReadonlySet<unknown> = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** Names of errors that the driver has no public class for: a pool that was cleared or closed, a queue that is too long. */
const POOL_ERRORS: ReadonlySet<string> = new Set(['MongoPoolClearedError', 'MongoPoolClosedError', 'MongoWaitQueueTimeoutError', 'MongoTopologyClosedError']);

/** A socket that breaks while the driver writes to it: Node's own error, which the driver passes on as it is. */
const BROKEN_SOCKET: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

/** Whether the database could not be asked, or did not answer; what was to be written may or may not have been. */
export function isOutage(problem: unknown): boolean {
  if (problem instanceof Unavailable) return true;
  if (problem instanceof MongoNetworkError || problem instanceof MongoServerSelectionError) return true;
  if (problem instanceof MongoNotConnectedError || problem instanceof MongoExpiredSessionError) return true;
  if (problem instanceof MongoServerError) return GOING_DOWN.has(problem.code);
  if (!(problem instanceof Error)) return false;
  return POOL_ERRORS.has(problem.name) || ('code' in problem && BROKEN_SOCKET.has(problem.code));
}

export const outage = (cause: unknown): Unavailable => new Unavailable('Basis data sedang tidak bisa dihubungi. Data belum tersimpan, coba lagi.', {}, { cause });

/** The same error as the embedded engine gives when its disk fails; other errors pass unchanged. */
export const asUnavailable = (problem: unknown): unknown => (!(problem instanceof Unavailable) && isOutage(problem) ? outage(problem) : problem);
