import type { Fault } from './fault-data.ts';
import type { Where } from './translate.ts';
import type { Scalar, Tagged, TaggedDocument } from './tagged.ts';

/** Everything here is plain data, since it goes from the thread that asks to the thread that writes. */

/** `[path, 1 or -1]`, the most important first. */
export type SortKeys = readonly (readonly [path: string, direction: 1 | -1])[];

/** Which documents, and in which order. */
export interface Selection {
  readonly where: Where;
  readonly filter: TaggedDocument;
  /** In SQL; undefined: in any order, or in that of `sort` when SQLite cannot judge it. */
  readonly orderBy?: string;
  readonly sort?: SortKeys;
}

export type Returning = 'nothing' | 'before' | 'after';

export type Operation =
  | { readonly kind: 'insert'; readonly id: string | number; readonly document: string }
  | { readonly kind: 'update'; readonly selection: Selection; readonly update: TaggedDocument; readonly newId: Scalar; readonly upsert: boolean; readonly many: boolean; readonly returning: Returning }
  | { readonly kind: 'replace'; readonly selection: Selection; readonly replacement: TaggedDocument; readonly newId: Scalar; readonly upsert: boolean; readonly returning: Returning }
  | { readonly kind: 'delete'; readonly selection: Selection; readonly many: boolean; readonly returning: Returning };

export interface IndexDescription {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilterExpression?: TaggedDocument;
}

export type Definition =
  | { readonly kind: 'create-collection' }
  | { readonly kind: 'drop-collection' }
  | { readonly kind: 'create-index'; readonly index: IndexDescription; readonly statements: readonly string[] }
  | { readonly kind: 'drop-index'; readonly name: string };

/** Operations on one collection, in their order; after a fault the rest is left out when `ordered`. */
export type WriteRequest =
  | { readonly kind: 'write'; readonly collection: string; readonly operations: readonly Operation[]; readonly ordered: boolean }
  | { readonly kind: 'define'; readonly collection: string; readonly definition: Definition };

export interface Effect {
  readonly matched: number;
  readonly modified: number;
  readonly deleted: number;
  readonly upsertedId?: Tagged;
  /** JSON of the document that was asked back. */
  readonly document?: string;
}

/** One for each operation that was tried: what it did, or why it did nothing. */
export type Outcome = Effect | Fault;

export const isFault = (outcome: Outcome): outcome is Fault => 'fault' in outcome;
