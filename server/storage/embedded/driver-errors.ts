import mongoose from 'mongoose';
import { Unavailable } from '../../errors.ts';
import type { DuplicateKey, Fault } from './fault-data.ts';
import { Unsupported } from './faults.ts';
import { isFault, type Effect, type Outcome } from './operation.ts';
import { untag } from './tagging.ts';

const { MongoServerError } = mongoose.mongo;

/** The error that MongoDB's driver would have thrown. */
export function errorOf(fault: Fault): Error {
  switch (fault.fault) {
    case 'refused': return new MongoServerError({ message: fault.message, errmsg: fault.message, code: fault.code, codeName: fault.codeName, ok: 0 });
    case 'unsupported': return new Unsupported(fault.what);
    case 'unavailable': return new Unavailable(fault.message, fault.facts, { cause: fault.cause });
    case 'duplicate': return duplicateKeyError(fault);
  }
}

function duplicateKeyError({ collection, index, keyPattern, keyValue: tagged }: DuplicateKey): Error {
  const keyValue = Object.fromEntries(Object.entries(tagged).map(([path, value]) => [path, untag(value)]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`).join(', ');
  const message = `E11000 duplicate key error collection: ${collection} index: ${index} dup key: { ${shown} }`;
  return new MongoServerError({ message, errmsg: message, code: 11000, index: 0, keyPattern, keyValue });
}

/** The effect of a request with one operation; throws what it failed with. */
export function onlyEffect(outcomes: readonly Outcome[]): Effect {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new TypeError('a request without operations');
  if (isFault(outcome)) throw errorOf(outcome);
  return outcome;
}
