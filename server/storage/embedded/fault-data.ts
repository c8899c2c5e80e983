import { Unavailable, type Facts } from '../../errors.ts';
import { BadValue, isSqliteFailure, Unsupported } from './faults.ts';
import type { TaggedDocument } from './tagged.ts';

/**
 * An error as plain data. What a class is gets lost between threads, so the writer answers with this, and who
 * waits for it makes an error of it again.
 */
export type Fault =
  | { readonly fault: 'refused'; readonly message: string; readonly code: number; readonly codeName: string }
  | ({ readonly fault: 'duplicate' } & DuplicateKey)
  | { readonly fault: 'unsupported'; readonly what: string }
  | { readonly fault: 'unavailable'; readonly message: string; readonly facts: Facts; readonly cause: string };

export interface DuplicateKey {
  readonly collection: string;
  readonly index: string;
  readonly keyPattern: Readonly<Record<string, number>>;
  readonly keyValue: TaggedDocument;
}

/** A unique index refuses a document. */
export class Duplicate extends Error {
  readonly key: DuplicateKey;
  constructor(key: DuplicateKey) {
    super(`duplicate key in ${key.collection}, index ${key.index}`);
    this.key = key;
  }
}

/** What one operation may fail with; anything else ends the transaction and is thrown on. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Duplicate) return { fault: 'duplicate', ...error.key };
  if (error instanceof Unsupported) return { fault: 'unsupported', what: error.what };
  if (error instanceof BadValue) return { fault: 'refused', message: error.message, code: error.code, codeName: error.codeName };
  if (error instanceof Unavailable) return { fault: 'unavailable', message: error.message, facts: error.facts, cause: String(error.cause) };
  throw error;
}

export const isUniqueFailure = (error: unknown): error is Error => isSqliteFailure(error) && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
