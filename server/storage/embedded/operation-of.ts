import mongoose from 'mongoose';
import { BadValue, Unsupported } from './faults.ts';
import type { FieldTypes } from './field-types.ts';
import type { Operation, Returning } from './operation.ts';
import { asDocument, asUpdate, readOptions } from './options.ts';
import { selectionOf } from './selection.ts';
import { stringify, type Scalar } from './tagged.ts';
import { untag } from './tagging.ts';
import { idKey } from './translate.ts';
import { parseUpdate } from './update.ts';

const { ObjectId } = mongoose.mongo;

/** What an update, replacement or deletion is aimed at, as it was handed over. */
export interface Aim {
  readonly filter: unknown;
  readonly sort?: unknown;
  readonly upsert?: unknown;
  readonly returning?: Returning;
}

const newId = (): Scalar => `~o${new ObjectId().toHexString()}`;

const aimed = ({ filter, sort, upsert, returning = 'nothing' }: Aim, types: FieldTypes) => ({
  selection: selectionOf(filter, sort, types),
  upsert: upsert === true,
  newId: upsert === true ? newId() : null,
  returning,
});

/** As the driver does, an `_id` is made where there is none, and written into the document that was given. */
export function insertOf(document: unknown): { operation: Operation; id: unknown } {
  if (typeof document !== 'object' || document === null) throw new BadValue('a document has to be an object', 14, 'TypeMismatch');
  const plain: unknown = 'toBSON' in document && typeof document.toBSON === 'function' ? document.toBSON() : document;
  const { _id: given, ...rest } = asDocument(plain);
  if (Array.isArray(given)) throw new BadValue("The '_id' value cannot be of type array", 53, 'InvalidIdField');
  const id = given ?? newId();
  if (given === undefined) Object.assign(document, { _id: untag(id) });
  return { operation: { kind: 'insert', id: idKey(id), document: stringify({ _id: id, ...rest }) }, id: untag(id) };
}

export function updateOf(aim: Aim, update: unknown, many: boolean, types: FieldTypes): Operation {
  if (Array.isArray(update)) throw new Unsupported('updates by pipeline');
  const changes = asUpdate(update);
  parseUpdate(changes); // refuses at once, also when no document will match
  return { kind: 'update', update: changes, many, ...aimed(aim, types) };
}

export function replaceOf(aim: Aim, replacement: unknown, types: FieldTypes): Operation {
  const body = asDocument(replacement);
  const operator = Object.keys(body).find((key) => key.startsWith('$'));
  if (operator !== undefined) throw new BadValue(`the replacement document must not contain atomic operators: ${operator}`, 9, 'FailedToParse');
  return { kind: 'replace', replacement: body, ...aimed(aim, types) };
}

export function deleteOf(aim: Aim, many: boolean, types: FieldTypes): Operation {
  const { selection, returning } = aimed(aim, types);
  return { kind: 'delete', selection, many, returning };
}

/** `{ updateOne: { filter, update, upsert } }` and the like. */
export function bulkOperationOf(request: Readonly<Record<string, unknown>>, types: FieldTypes): { operation: Operation; id?: unknown } {
  const [kind = ''] = Object.keys(request);
  const { filter, update, replacement, document, ...rest } = fieldsOf(request[kind]);
  const { upsert } = readOptions(`bulkWrite ${kind}`, rest, ['upsert']);
  const aim = { filter, upsert };
  switch (kind) {
    case 'insertOne': return insertOf(document);
    case 'updateOne': return { operation: updateOf(aim, update, false, types) };
    case 'updateMany': return { operation: updateOf(aim, update, true, types) };
    case 'replaceOne': return { operation: replaceOf(aim, replacement, types) };
    case 'deleteOne': return { operation: deleteOf(aim, false, types) };
    case 'deleteMany': return { operation: deleteOf(aim, true, types) };
    default: throw new Unsupported(`${kind} in bulkWrite`);
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return { ...value };
  throw new BadValue('a bulk operation has to be an object');
}
