import { createCollection, define } from './definitions.ts';
import { Duplicate, faultOf, isUniqueFailure } from './fault-data.ts';
import { BadValue } from './faults.ts';
import { violatedIndex } from './indexes.ts';
import { matches } from './match.ts';
import { isFault, type Effect, type Operation, type Outcome, type Selection, type WriteRequest } from './operation.ts';
import { parseDocument, positionsOf, selectFirst, tableOf, type Found } from './select.ts';
import type { Bindable, Sqlite } from './sqlite.ts';
import { stringify, type TaggedDocument } from './tagged.ts';
import { idKey } from './translate.ts';
import { applyChanges, parseUpdate, seedOf, type Change } from './update.ts';

const NOTHING: Effect = { matched: 0, modified: 0, deleted: 0 };

type Of<Kind> = Extract<Operation, { kind: Kind }>;

/**
 * Carries out write requests on one connection. The caller opens and commits the transaction: what a request
 * did is true only once that has succeeded. An operation that fails leaves no trace of itself, since each
 * document is written by one statement and a statement that fails undoes itself.
 */
export class Writer {
  readonly #sqlite: Sqlite;
  readonly #created = new Set<string>();

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** Has to be called after a rollback: tables that were made in it are gone. */
  forget(): void {
    this.#created.clear();
  }

  /** Throws only what ends the whole transaction, e.g. a full disk. */
  carryOut(request: WriteRequest): Outcome[] {
    const { collection } = request;
    if (request.kind === 'define') this.#created.delete(collection);
    else if (!this.#created.has(collection)) {
      createCollection(this.#sqlite, collection);
      this.#created.add(collection);
    }
    if (request.kind === 'define') {
      return [attempt(() => (define(this.#sqlite, collection, request.definition), NOTHING))];
    }
    const table = new TableWriter(this.#sqlite, collection);
    const outcomes: Outcome[] = [];
    for (const operation of request.operations) {
      const outcome = attempt(() => table.apply(operation));
      outcomes.push(outcome);
      if (request.ordered && isFault(outcome)) break;
    }
    return outcomes;
  }
}

function attempt(act: () => Effect): Outcome {
  try {
    return act();
  } catch (error) {
    return faultOf(error);
  }
}

class TableWriter {
  readonly #sqlite: Sqlite;
  readonly #collection: string;
  readonly #table: string;

  constructor(sqlite: Sqlite, collection: string) {
    this.#sqlite = sqlite;
    this.#collection = collection;
    this.#table = tableOf(collection);
  }

  apply(operation: Operation): Effect {
    switch (operation.kind) {
      case 'insert': this.#insert(operation.id, operation.document); return NOTHING;
      case 'update': return this.#update(operation);
      case 'replace': return this.#replace(operation);
      case 'delete': return this.#delete(operation);
    }
  }

  #insert(id: Bindable, text: string): void {
    this.#store(`INSERT INTO ${this.#table} (id, doc) VALUES (?, ?)`, [id, text], text);
  }

  #store(sql: string, params: readonly Bindable[], text: string): void {
    try {
      this.#sqlite.prepare(sql).run(params);
    } catch (error) {
      if (!isUniqueFailure(error)) throw error;
      throw new Duplicate({ collection: this.#collection, ...violatedIndex(this.#sqlite, this.#collection, error.message, parseDocument(text)) });
    }
  }

  #update(operation: Of<'update'>): Effect {
    const changes = parseUpdate(operation.update);
    const { selection, returning, many } = operation;
    let [matched, modified] = [0, 0];
    let document: string | undefined;
    for (const found of many ? this.#everyOne(selection) : this.#firstOne(selection)) {
      matched++;
      const after = this.#change(found, changes);
      if (after !== undefined) modified++;
      if (returning !== 'nothing') document = returning === 'before' ? found.text : (after ?? found.text);
    }
    if (matched > 0 || !operation.upsert) return { matched, modified, deleted: 0, document };
    const inserted = seedOf(selection.filter);
    applyChanges(inserted, changes, true);
    return this.#upsert(inserted, operation);
  }

  /** The new JSON, `undefined` when nothing is different. */
  #change({ n, document }: Found, changes: readonly Change[]): string | undefined {
    if (!applyChanges(document, changes, false)) return undefined;
    const text = stringify(document);
    this.#store(`UPDATE ${this.#table} SET doc = ? WHERE n = ?`, [text, n], text);
    return text;
  }

  #replace(operation: Of<'replace'>): Effect {
    const { replacement, returning, selection, upsert } = operation;
    const [found] = this.#firstOne(selection);
    if (!found) {
      const { _id: id } = seedOf(selection.filter);
      return upsert ? this.#upsert(id === undefined ? replacement : { _id: id, ...replacement }, operation) : NOTHING;
    }
    const id = found.document['_id'] ?? null;
    if (idKey(replacement['_id'] ?? id) !== idKey(id)) {
      throw new BadValue("After applying the update, the (immutable) field '_id' was found to have been altered", 66, 'ImmutableField');
    }
    const text = stringify({ ...withIdFirst(id, replacement) });
    if (text !== found.text) this.#store(`UPDATE ${this.#table} SET doc = ? WHERE n = ?`, [text, found.n], text);
    const document = returning === 'nothing' ? undefined : returning === 'before' ? found.text : text;
    return { matched: 1, modified: Number(text !== found.text), deleted: 0, document };
  }

  #upsert(body: TaggedDocument, { newId, returning }: Of<'update'> | Of<'replace'>): Effect {
    const id = body['_id'] ?? newId;
    const text = stringify(withIdFirst(id, body));
    this.#insert(idKey(id), text);
    return { ...NOTHING, upsertedId: id, document: returning === 'after' ? text : undefined };
  }

  #delete({ selection, many, returning }: Of<'delete'>): Effect {
    if (many && selection.where.exact) {
      return { ...NOTHING, deleted: this.#sqlite.prepare(`DELETE FROM ${this.#table} WHERE ${selection.where.sql}`).run(selection.where.params) };
    }
    let deleted = 0;
    let document: string | undefined;
    for (const found of many ? this.#everyOne(selection) : this.#firstOne(selection)) {
      deleted += this.#sqlite.prepare(`DELETE FROM ${this.#table} WHERE n = ?`).run([found.n]);
      if (returning !== 'nothing') document = found.text;
    }
    return { ...NOTHING, deleted, document };
  }

  #firstOne(selection: Selection): Found[] {
    const found = selectFirst(this.#sqlite, this.#table, selection);
    return found ? [found] : [];
  }

  // All positions first: a document that its own change moves along an index must not be met again.
  *#everyOne(selection: Selection): Iterable<Found> {
    const read = this.#sqlite.prepare(`SELECT doc FROM ${this.#table} WHERE n = ?`);
    for (const n of positionsOf(this.#sqlite, this.#table, selection)) {
      const text = String(read.first([n])?.[0]);
      const document = parseDocument(text);
      if (selection.where.exact || matches(document, selection.filter)) yield { n, text, document };
    }
  }
}

function withIdFirst(id: TaggedDocument[string], body: TaggedDocument): TaggedDocument {
  const { _id: _, ...rest } = body;
  return { _id: id, ...rest };
}
