import mongoose from 'mongoose';
import { bulkResultOf, turnsWithoutOrder } from './bulk-result.ts';
import { Cursor, type Query } from './cursor.ts';
import { onlyEffect } from './driver-errors.ts';
import type { Engine } from './engine.ts';
import { Unsupported } from './faults.ts';
import type { FieldTypes } from './field-types.ts';
import { describeIndex, indexStatements, readIndexes } from './indexes.ts';
import type { Definition, Effect, Operation } from './operation.ts';
import { bulkOperationOf, deleteOf, insertOf, replaceOf, updateOf, type Aim } from './operation-of.ts';
import { asFilter, countOf, projectionOf, readOptions, type Options, type Projection } from './options.ts';
import { parseDocument, selectAll, selectFirst, tableOf } from './select.ts';
import { selectionOf } from './selection.ts';
import type { Prepared } from './sqlite.ts';
import { untag } from './tagging.ts';
import { distinctValues } from './distinct.ts';

type Fields = Record<string, unknown>;

const FIND_OPTIONS = ['sort', 'limit', 'skip', 'projection'];
const UPDATE_OPTIONS = ['upsert'];
const FIND_ONE_AND_OPTIONS = ['sort', 'projection', 'upsert', 'returnDocument', 'includeResultMetadata'];

/** In the shape of the driver's `Collection`: what Mongoose's own collection calls, and nothing else. */
export class EmbeddedCollection {
  readonly collectionName: string;
  readonly #engine: Engine;
  readonly #table: string;
  readonly #types: () => FieldTypes;
  #byId: Prepared | undefined;

  constructor(engine: Engine, name: string, types: () => FieldTypes) {
    this.collectionName = name;
    this.#engine = engine;
    this.#table = tableOf(name);
    this.#types = types;
  }

  find(filter: unknown, options?: Options): Cursor {
    const { sort, limit, skip, projection } = readOptions('find', options, FIND_OPTIONS);
    const selection = selectionOf(filter, sort, this.#types());
    const shape = projectionOf(projection);
    const query: Omit<Query, 'sqlite' | 'table'> = { selection, limit: countOf('limit', limit) || Infinity, skip: countOf('skip', skip) ?? 0, projection: shape };
    return new Cursor(() => (this.#exists() ? { sqlite: this.#engine.sqlite, table: this.#table, ...query } : undefined));
  }

  async findOne(filter: unknown, options?: Options): Promise<unknown> {
    const { sort, skip, projection } = readOptions('findOne', options, FIND_OPTIONS);
    const shape = projection === undefined ? undefined : projectionOf(projection);
    const id = onlyId(filter);
    if (id !== undefined && skip === undefined && this.#exists()) return this.#findById(id, shape);
    const selection = selectionOf(filter, sort, this.#types());
    if (!this.#exists()) return null;
    const first = countOf('skip', skip) ?? 0;
    const found = first === 0 ? selectFirst(this.#engine.sqlite, this.#table, selection) : selectAll(this.#engine.sqlite, this.#table, selection, 1, first)[0];
    return found ? untag(shape ? shape(found.document) : found.document) : null;
  }

  // What every page does, some times: by its _id.
  #findById(id: string, shape: Projection | undefined): unknown {
    this.#byId ??= this.#engine.sqlite.prepare(`SELECT doc FROM ${this.#table} WHERE id = ?`);
    const text = this.#byId.first([id])?.[0];
    if (typeof text !== 'string') return null;
    const document = parseDocument(text);
    return untag(shape ? shape(document) : document);
  }

  async countDocuments(filter: unknown, options?: Options): Promise<number> {
    const { limit, skip } = readOptions('countDocuments', options, ['limit', 'skip']);
    const selection = selectionOf(filter, undefined, this.#types());
    const [most, first] = [countOf('limit', limit) || Infinity, countOf('skip', skip) ?? 0];
    if (!this.#exists()) return 0;
    const { where } = selection;
    if (!where.exact) return selectAll(this.#engine.sqlite, this.#table, selection, most, first).length;
    const rows = `SELECT 1 FROM ${this.#table} WHERE ${where.sql}`;
    const limited = most === Infinity && first === 0 ? rows : `${rows} LIMIT ${most === Infinity ? -1 : most} OFFSET ${first}`;
    return Number(this.#engine.sqlite.prepare(`SELECT count(*) FROM (${limited})`).first(where.params)?.[0]);
  }

  async estimatedDocumentCount(): Promise<number> {
    return this.countDocuments({});
  }

  async distinct(path: string, filter: unknown, options?: Options): Promise<unknown[]> {
    readOptions('distinct', options, []);
    const selection = selectionOf(filter, undefined, this.#types());
    return this.#exists() ? distinctValues(selectAll(this.#engine.sqlite, this.#table, selection), path) : [];
  }

  async insertOne(document: unknown, options?: Options): Promise<unknown> {
    readOptions('insertOne', options, []);
    const { operation, id } = insertOf(document);
    await this.#one(operation);
    return { acknowledged: true, insertedId: id };
  }

  async insertMany(documents: readonly unknown[], options?: Options): Promise<unknown> {
    const { insertedCount, insertedIds } = await this.bulkWrite(documents.map((document) => ({ insertOne: { document } })), options);
    return { acknowledged: true, insertedCount, insertedIds };
  }

  async updateOne(filter: unknown, update: unknown, options?: Options): Promise<unknown> {
    const { upsert } = readOptions('updateOne', options, UPDATE_OPTIONS);
    return updateResultOf(await this.#one(updateOf({ filter, upsert }, update, false, this.#types())));
  }

  async updateMany(filter: unknown, update: unknown, options?: Options): Promise<unknown> {
    const { upsert } = readOptions('updateMany', options, UPDATE_OPTIONS);
    return updateResultOf(await this.#one(updateOf({ filter, upsert }, update, true, this.#types())));
  }

  async replaceOne(filter: unknown, replacement: unknown, options?: Options): Promise<unknown> {
    const { upsert } = readOptions('replaceOne', options, UPDATE_OPTIONS);
    return updateResultOf(await this.#one(replaceOf({ filter, upsert }, replacement, this.#types())));
  }

  async deleteOne(filter: unknown, options?: Options): Promise<unknown> {
    readOptions('deleteOne', options, []);
    return { acknowledged: true, deletedCount: (await this.#one(deleteOf({ filter }, false, this.#types()))).deleted };
  }

  async deleteMany(filter: unknown, options?: Options): Promise<unknown> {
    readOptions('deleteMany', options, []);
    return { acknowledged: true, deletedCount: (await this.#one(deleteOf({ filter }, true, this.#types()))).deleted };
  }

  async findOneAndUpdate(filter: unknown, update: unknown, options?: Options): Promise<unknown> {
    const known = readOptions('findOneAndUpdate', options, FIND_ONE_AND_OPTIONS);
    return this.#findAnd(updateOf(aimOf(filter, known), update, false, this.#types()), known);
  }

  async findOneAndReplace(filter: unknown, replacement: unknown, options?: Options): Promise<unknown> {
    const known = readOptions('findOneAndReplace', options, FIND_ONE_AND_OPTIONS);
    return this.#findAnd(replaceOf(aimOf(filter, known), replacement, this.#types()), known);
  }

  async findOneAndDelete(filter: unknown, options?: Options): Promise<unknown> {
    const known = readOptions('findOneAndDelete', options, FIND_ONE_AND_OPTIONS);
    return this.#findAnd(deleteOf({ ...aimOf(filter, known), returning: 'before' }, false, this.#types()), known);
  }

  async bulkWrite(requests: readonly Fields[], options?: Options): Promise<mongoose.mongo.BulkWriteResult> {
    const { ordered = true } = readOptions('bulkWrite', options, ['ordered']);
    if (requests.length === 0) throw new mongoose.mongo.MongoInvalidArgumentError('Invalid BulkOperation, Batch cannot be empty');
    const ids: unknown[] = [];
    const operations = requests.map((request, i) => {
      const { operation, id } = bulkOperationOf(request, this.#types());
      ids[i] = id;
      return operation;
    });
    const isOrdered = ordered !== false;
    const turns = isOrdered ? [...operations.keys()] : turnsWithoutOrder(operations);
    const outcomes = await this.#engine.write({ kind: 'write', collection: this.collectionName, operations: turns.flatMap((turn) => operations[turn] ?? []), ordered: isOrdered });
    return bulkResultOf({ operations, ids, turns }, outcomes, isOrdered);
  }

  async createIndex(key: Fields, options?: Options): Promise<string> {
    const partial = options?.['partialFilterExpression'];
    const index = describeIndex(key, options ?? {}, partial === undefined ? undefined : asFilter(partial));
    await this.#define({ kind: 'create-index', index, statements: indexStatements(this.collectionName, this.#table, index, this.#types()) });
    return index.name;
  }

  async dropIndex(name: string): Promise<unknown> {
    await this.#define({ kind: 'drop-index', name });
    return { ok: 1 };
  }

  listIndexes(): { toArray(): Promise<unknown[]> } {
    return { toArray: async () => [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...readIndexes(this.#engine.sqlite, this.collectionName)] };
  }

  async indexes(): Promise<unknown[]> {
    return this.listIndexes().toArray();
  }

  async create(): Promise<void> {
    await this.#define({ kind: 'create-collection' });
  }

  async drop(): Promise<boolean> {
    await this.#define({ kind: 'drop-collection' });
    return true;
  }

  aggregate(): never {
    throw new Unsupported('aggregation pipelines');
  }

  watch(): never {
    throw new Unsupported('change streams');
  }

  #exists(): boolean {
    return this.#engine.hasTable(this.collectionName);
  }

  async #one(operation: Operation): Promise<Effect> {
    return onlyEffect(await this.#engine.write({ kind: 'write', collection: this.collectionName, operations: [operation], ordered: true }));
  }

  async #define(definition: Definition): Promise<void> {
    onlyEffect(await this.#engine.write({ kind: 'define', collection: this.collectionName, definition }));
  }

  async #findAnd(operation: Operation, { projection, includeResultMetadata }: Options): Promise<unknown> {
    const shape = projectionOf(projection);
    const { document: text, matched, deleted, upsertedId } = await this.#one(operation);
    const document = text === undefined ? undefined : parseDocument(text);
    const value = document ? untag(shape ? shape(document) : document) : null;
    if (includeResultMetadata !== true) return value;
    const lastErrorObject = { n: matched + deleted + Number(upsertedId !== undefined), updatedExisting: matched > 0, ...(upsertedId === undefined ? {} : { upserted: untag(upsertedId) }) };
    return { value, lastErrorObject, ok: 1 };
  }
}

/** The text of a filter that is `{ _id: text }` and nothing else, as it stands in the column. */
function onlyId(filter: unknown): string | undefined {
  if (typeof filter !== 'object' || filter === null || !('_id' in filter) || Object.keys(filter).length !== 1) return undefined;
  const { _id: id } = filter;
  return typeof id === 'string' && !id.startsWith('~') ? id : undefined;
}

const aimOf = (filter: unknown, { sort, upsert, returnDocument }: Options): Aim => ({ filter, sort, upsert, returning: returnDocument === 'after' ? 'after' : 'before' });

function updateResultOf({ matched, modified, upsertedId }: Effect): unknown {
  const upserted = upsertedId !== undefined;
  return { acknowledged: true, matchedCount: matched, modifiedCount: modified, upsertedCount: Number(upserted), upsertedId: upserted ? untag(upsertedId) : null };
}
