import { BadValue, Unsupported } from './faults.ts';
import { partsOf } from './path.ts';
import type { SortKeys } from './operation.ts';
import { isDocument, type Tagged, type TaggedDocument } from './tagged.ts';
import { tag, tagFilter } from './tagging.ts';

export type Options = Readonly<Record<string, unknown>>;

/** Options that change nothing here: there is one copy, every write is durable, and Mongoose keeps some for itself. */
const WITHOUT_EFFECT = new Set([
  'readPreference', 'readConcern', 'writeConcern', 'w', 'j', 'wtimeout', 'journal', 'comment', 'maxTimeMS', 'batchSize', 'allowDiskUse',
  'retryWrites', 'checkKeys', 'serializeFunctions', 'forceServerObjectId', 'bypassDocumentValidation', 'noCursorTimeout', 'background',
  // Mongoose's own; those that begin with _ are, too
  'lean', 'strict', 'strictQuery', 'timestamps', 'overwriteDiscriminatorKey', 'setDefaultsOnInsert', 'omitUndefined', 'new',
  'returnOriginal', 'runValidators', 'validateBeforeSave', 'validateModifiedOnly', 'rawResult', 'translateAliases',
  'skipValidation', 'throwOnValidationError', 'populate', 'overwriteImmutable', 'middleware', 'pathsToSave', 'updatePipeline', 'requireFilter',
]);

/** The options a method understands; throws `Unsupported` when there is one that would be ignored silently. */
export function readOptions(method: string, options: Options | null | undefined, known: readonly string[]): Options {
  for (const name in options ?? {}) {
    const value = options?.[name];
    if (value === undefined || value === null || name.startsWith('_') || WITHOUT_EFFECT.has(name) || known.includes(name)) continue;
    if (name === 'session') throw new Unsupported('sessions and transactions');
    throw new Unsupported(`the option ${name} of ${method}`);
  }
  return options ?? {};
}

/** A document or an update, tagged. */
export const asDocument = (value: unknown): TaggedDocument => documentIn(tag(value ?? {}));

export const asFilter = (value: unknown): TaggedDocument => documentIn(tagFilter(value ?? {}));

/** An update, in whose `$pull` a regular expression may stand. */
export const asUpdate = (value: unknown): TaggedDocument => {
  if (typeof value !== 'object' || value === null || !('$pull' in value)) return asDocument(value);
  const { $pull: pull, ...others } = value;
  return { ...asDocument(others), $pull: asFilter(pull) };
};

function documentIn(tagged: Tagged): TaggedDocument {
  if (isDocument(tagged)) return tagged;
  throw new BadValue('a filter, an update or a document has to be an object', 14, 'TypeMismatch');
}

/** `{ a: 1, b: -1 }`, a Map or a list of pairs. */
export function sortKeysOf(sort: unknown): SortKeys {
  if (sort === undefined || sort === null) return [];
  const pairs: [unknown, unknown][] = sort instanceof Map ? [...sort] : Array.isArray(sort) ? sort.map((pair) => [pair[0], pair[1]]) : Object.entries(sort);
  return pairs.map(([path, direction]) => {
    if (direction === 1 || direction === -1) return [String(path), direction];
    throw new Unsupported(`sorting by ${JSON.stringify(direction)}`);
  });
}

export function countOf(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new BadValue(`${name} has to be a whole number that is not negative`);
}

/** What a projection leaves of a document; `undefined` when it leaves all. */
export type Projection = (document: TaggedDocument) => TaggedDocument;

export function projectionOf(projection: unknown): Projection | undefined {
  const fields = Object.entries(asDocument(projection)).map(([path, wanted]) => ({ path, parts: partsOf(path), wanted: isWanted(path, wanted) }));
  const others = fields.filter(({ path }) => path !== '_id');
  const id = fields.find(({ path }) => path === '_id');
  if (fields.length === 0) return undefined;
  const including = others[0]?.wanted ?? id?.wanted ?? false;
  if (others.some(({ wanted }) => wanted !== including)) throw new BadValue('Cannot do inclusion and exclusion in one projection', 31254, 'Location31254');
  const chosen = others.map(({ parts }) => parts);
  if (!including || (others.length === 0 && id?.wanted === false)) {
    const removed = id?.wanted === false ? [...chosen, ['_id']] : chosen;
    return (document) => removed.reduce((rest, parts) => without(rest, parts), document);
  }
  const kept = id?.wanted === false ? chosen : [['_id'], ...chosen];
  return (document) => only(document, kept);
}

function isWanted(path: string, wanted: Tagged): boolean {
  if (wanted === 1 || wanted === true) return true;
  if (wanted === 0 || wanted === false) return false;
  throw new Unsupported(`the projection ${path}: ${JSON.stringify(wanted)}`);
}

function only(document: TaggedDocument, paths: readonly (readonly string[])[]): TaggedDocument {
  const result: TaggedDocument = {};
  for (const key in document) {
    const matching = paths.filter(([first]) => first === key);
    const value = document[key];
    if (matching.length === 0 || value === undefined) continue;
    const inner = matching.some(({ length }) => length === 1) ? value : onlyInside(value, matching.map((parts) => parts.slice(1)));
    if (inner !== undefined) result[key] = inner;
  }
  return result;
}

function onlyInside(value: Tagged, paths: readonly (readonly string[])[]): Tagged | undefined {
  if (Array.isArray(value)) return value.map((item) => onlyInside(item, paths)).filter((item) => item !== undefined);
  return isDocument(value) ? only(value, paths) : undefined;
}

function without(document: TaggedDocument, [first = '', ...rest]: readonly string[]): TaggedDocument {
  if (!Object.hasOwn(document, first)) return document;
  const { [first]: value = null, ...others } = document;
  if (rest.length === 0) return others;
  const strip = (inner: Tagged): Tagged => (Array.isArray(inner) ? inner.map(strip) : isDocument(inner) ? without(inner, rest) : inner);
  return { ...document, [first]: strip(value) };
}
