import { Query } from 'mingo';
import { update as applyUpdate } from 'mingo/updater';
import type { Fields } from './random-shape.ts';
import type { Target } from './target.ts';

/** What the reference knows to refuse: an `_id` that is there. All else it cannot judge, and takes. */
class Taken extends Error {
  readonly code = 11000;
}

/** mingo's own makes a set of the whole list; MongoDB leaves what stood there twice. Of a longer path the objects above are made, as MongoDB does. */
function addToSet(document: Fields, path: string, given: unknown): void {
  const [name = '', ...below] = path.split('.');
  if (below.length > 0) return addToSet((document[name] ??= {}) as Fields, below.join('.'), given);
  const items: unknown[] = typeof given === 'object' && given !== null && '$each' in given && Array.isArray(given.$each) ? given.$each : [given];
  const list: unknown[] = Array.isArray(document[name]) ? document[name] : (document[name] = []);
  for (const item of structuredClone(items)) if (!list.some((known) => JSON.stringify(known) === JSON.stringify(item))) list.push(item);
}

const textOf = (document: Fields): string => JSON.stringify(document);
const bytes = (id: unknown): Buffer => Buffer.from(String(id));

/** A collection in memory: mingo finds, sorts and changes, a map holds the documents. */
export class Reference implements Target {
  #documents = new Map<string, Fields>();

  /** To go back to when it was asked for what it cannot judge. */
  snapshot(): () => void {
    const before = structuredClone([...this.#documents]);
    return () => void (this.#documents = new Map(before));
  }

  clear(): void {
    this.#documents.clear();
  }

  async insertOne(document: Fields): Promise<unknown> {
    const key = String(document['_id']);
    if (this.#documents.has(key)) throw new Taken();
    this.#documents.set(key, structuredClone(document));
    return true;
  }

  async updateOne(filter: Fields, update: Fields, upsert: boolean): Promise<unknown> {
    return (await this.#change(filter, update, upsert)).counts;
  }

  async updateMany(filter: Fields, update: Fields): Promise<unknown> {
    const found = this.#found(filter);
    const modified = found.filter((document) => this.#apply(document, update, false));
    return { matchedCount: found.length, modifiedCount: modified.length, upsertedCount: 0, upsertedId: null };
  }

  async replaceOne(filter: Fields, replacement: Fields, upsert: boolean): Promise<unknown> {
    const _id = filter['_id'];
    const before = this.#documents.get(String(_id));
    if (!before && !upsert) return { matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null };
    const after = { _id, ...structuredClone(replacement) };
    this.#documents.set(String(_id), after);
    if (!before) return { matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: _id };
    return { matchedCount: 1, modifiedCount: Number(textOf(before) !== textOf(after)), upsertedCount: 0, upsertedId: null };
  }

  async findOneAndUpdate(filter: Fields, update: Fields, returned: 'before' | 'after', upsert: boolean): Promise<unknown> {
    const { before, after } = await this.#change(filter, update, upsert);
    return structuredClone((returned === 'before' ? before : after) ?? null);
  }

  async bulkWrite(operations: readonly Fields[], ordered: boolean): Promise<unknown> {
    const sum: Record<string, number> = { insertedCount: 0, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, deletedCount: 0 };
    const failed: number[] = [];
    const turnOf = (operation: Fields): number => ('insertOne' in operation ? 0 : 'deleteOne' in operation ? 2 : 1);
    // Without an order the driver sends inserts first, then updates, then deletions.
    for (const operation of ordered ? operations : operations.toSorted((a, b) => turnOf(a) - turnOf(b))) {
      try {
        const [[kind, given] = ['', {}]] = Object.entries(operation) as [string, Fields][];
        const { document, filter, update, replacement, upsert } = given as Record<string, Fields>;
        if (kind === 'insertOne') await this.insertOne(document ?? {}).then(() => (sum['insertedCount'] = (sum['insertedCount'] ?? 0) + 1));
        else if (kind === 'deleteOne') sum['deletedCount'] = (sum['deletedCount'] ?? 0) + Number(await this.deleteOne(filter ?? {}));
        else {
          const isUpsert = Boolean(upsert);
          const done = kind === 'updateOne' ? await this.updateOne(filter ?? {}, update ?? {}, isUpsert) : await this.replaceOne(filter ?? {}, replacement ?? {}, isUpsert);
          for (const [name, value] of Object.entries(done as Fields)) if (name in sum) sum[name] = (sum[name] ?? 0) + Number(value);
        }
      } catch (error) {
        if (!(error instanceof Taken)) throw error;
        failed.push(error.code);
        if (ordered) break;
      }
    }
    return failed.length > 0 ? { ...sum, failed } : sum;
  }

  async deleteOne(filter: Fields): Promise<unknown> {
    return Number(this.#documents.delete(String(filter['_id'])));
  }

  async deleteMany(filter: Fields): Promise<unknown> {
    const found = this.#found(filter);
    for (const { _id } of found) this.#documents.delete(String(_id));
    return found.length;
  }

  async find(filter: Fields, sort: Record<string, 1 | -1>, skip: number, limit: number): Promise<unknown> {
    const found = this.#found(filter).sort((a, b) => Buffer.compare(bytes(a['_id']), bytes(b['_id'])) * (sort['_id'] ?? 1));
    const { _id: _, ...others } = sort;
    const query = new Query({}, {}).find<Fields>(found);
    return structuredClone((Object.keys(others).length > 0 ? query.sort(others) : query).skip(skip).limit(limit).all());
  }

  async countDocuments(filter: Fields): Promise<unknown> {
    return this.#found(filter).length;
  }

  async everything(): Promise<unknown> {
    return [...this.#documents.values()].sort((a, b) => Buffer.compare(bytes(a['_id']), bytes(b['_id'])));
  }

  #found(filter: Fields): Fields[] {
    const query = new Query(filter, {});
    return [...this.#documents.values()].filter((document) => query.test(document));
  }

  /** Filters of single changes name an `_id`. */
  async #change(filter: Fields, update: Fields, upsert: boolean) {
    const [document] = this.#found(filter);
    const none = { matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null };
    if (document) {
      const before = structuredClone(document);
      const isModified = this.#apply(document, update, false);
      return { counts: { ...none, matchedCount: 1, modifiedCount: Number(isModified) }, before, after: document };
    }
    if (!upsert) return { counts: none };
    const equal = Object.entries(filter).filter(([, wanted]) => typeof wanted !== 'object' || wanted instanceof Date);
    const fresh: Fields = {};
    for (const [path, value] of equal) if (path === '_id') fresh['_id'] = value; else applyUpdate(fresh, { $set: { [path]: value } });
    this.#apply(fresh, update, true);
    await this.insertOne(fresh);
    return { counts: { ...none, upsertedCount: 1, upsertedId: fresh['_id'] }, after: this.#documents.get(String(fresh['_id'])) };
  }

  #apply(document: Fields, { $setOnInsert, $addToSet, ...operators }: Fields, isNew: boolean): boolean {
    const before = textOf(document);
    for (const [path, given] of Object.entries($addToSet ?? {})) addToSet(document, path, given);
    for (const [operator, changes] of Object.entries(operators)) applyUpdate(document, { [operator]: structuredClone(changes) });
    if (isNew && $setOnInsert) applyUpdate(document, { $set: structuredClone($setOnInsert) });
    return textOf(document) !== before;
  }
}
