import { BadValue, Unsupported } from './faults.ts';
import { isEqual } from './compare.ts';
import { isCondition } from './match.ts';
import { partsOf } from './path.ts';
import { OPERATORS } from './update-operators.ts';
import { isDocument, type Tagged, type TaggedDocument } from './tagged.ts';

/**
 * What MongoDB does with a document on `update`, without looking at it: the operators, path by path, in the
 * order in which MongoDB applies them (that of the paths).
 * https://www.mongodb.com/docs/manual/reference/operator/update/
 */
export interface Change {
  readonly operator: string;
  readonly path: string;
  readonly parts: readonly string[];
  readonly operand: Tagged;
}

/** Throws `Unsupported` for an unknown operator, `BadValue` for paths that contradict each other. */
export function parseUpdate(update: TaggedDocument): Change[] {
  const changes: Change[] = [];
  for (const operator in update) {
    if (!operator.startsWith('$')) throw new BadValue(`the update operation document must contain atomic operators, not ${operator}`, 9, 'FailedToParse');
    if (operator !== '$setOnInsert' && !Object.hasOwn(OPERATORS, operator)) throw new Unsupported(`the update operator ${operator}`);
    const operands = update[operator];
    if (!isDocument(operands)) throw new BadValue(`modifiers operate on fields; ${operator} has none`, 9, 'FailedToParse');
    for (const path in operands) changes.push({ operator, path, parts: checkedParts(path), operand: operands[path] ?? null });
  }
  refuseConflicts(changes);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function checkedParts(path: string): string[] {
  const parts = partsOf(path);
  for (const part of parts) {
    if (part === '') throw new BadValue(`the path '${path}' has an empty name`, 56, 'EmptyFieldName');
    if (part === '__proto__') throw new BadValue(`a field cannot be called ${part}`);
    if (part.startsWith('$')) throw new Unsupported(`the positional path ${path}`);
  }
  return parts;
}

function refuseConflicts(changes: readonly Change[]): void {
  const seen = new Set<string>();
  const paths = changes.flatMap((change) => (change.operator === '$rename' && typeof change.operand === 'string' ? [change.path, change.operand] : [change.path]));
  const all = new Set(paths);
  for (const path of paths) {
    const conflict = seen.has(path) ? path : nameAbove(path, all);
    if (conflict !== undefined) throw new BadValue(`Updating the path '${path}' would create a conflict at '${conflict}'`, 40, 'ConflictingUpdateOperators');
    seen.add(path);
  }
}

/** The first of the names that stand above a path, `a` and `a.b` above `a.b.c`, that is among `names`. Looked up, since an update may name hundreds. */
function nameAbove(path: string, names: ReadonlySet<string>): string | undefined {
  for (let end = path.indexOf('.'); end > 0; end = path.indexOf('.', end + 1)) {
    const above = path.slice(0, end);
    if (names.has(above)) return above;
  }
  return undefined;
}

/** Changes `document` in place; whether anything differs afterwards. */
export function applyChanges(document: TaggedDocument, changes: readonly Change[], inserting: boolean): boolean {
  const id = document['_id'];
  let changed = false;
  for (const change of changes) {
    if (change.operator === '$setOnInsert' && !inserting) continue;
    const apply = OPERATORS[change.operator] ?? OPERATORS['$set'];
    if (apply?.(document, change)) changed = true;
  }
  const isInsertOfId = inserting && id === undefined;
  if (!isInsertOfId && changed && !isEqual(id, document['_id'])) {
    throw new BadValue("Performing an update on the path '_id' would modify the immutable field '_id'", 66, 'ImmutableField');
  }
  return changed;
}

/** The document that an upsert begins with: what the filter says must be equal. */
export function seedOf(filter: TaggedDocument): TaggedDocument {
  const seed: TaggedDocument = {};
  plant(seed, filter);
  return seed;
}

function plant(seed: TaggedDocument, filter: TaggedDocument): void {
  for (const key in filter) {
    const wanted = filter[key] ?? null;
    if (key === '$and' && Array.isArray(wanted)) wanted.filter(isDocument).forEach((branch) => plant(seed, branch));
    else if (key === '$or' && Array.isArray(wanted) && wanted.length === 1) wanted.filter(isDocument).forEach((branch) => plant(seed, branch));
    else if (!key.startsWith('$')) {
      const value = isCondition(wanted) ? equalityIn(wanted) : wanted;
      if (value !== undefined) OPERATORS['$set']?.(seed, { operator: '$set', path: key, parts: partsOf(key), operand: value });
    }
  }
}

function equalityIn(condition: TaggedDocument): Tagged | undefined {
  if ('$eq' in condition) return condition['$eq'];
  const { $in: list, $all: every } = condition;
  if (Array.isArray(list) && list.length === 1) return list[0];
  return Array.isArray(every) && every.length === 1 ? every[0] : undefined;
}

