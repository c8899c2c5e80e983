import { compare, isEqual, numberOf, RANK, rankOf } from './compare.ts';
import { BadValue, Unsupported } from './faults.ts';
import { partsOf, valuesAt } from './path.ts';
import { isDocument, textOf, type Tagged, type TaggedDocument } from './tagged.ts';

type Values = readonly (Tagged | undefined)[];

/**
 * Whether a document fulfils a filter, both tagged. The semantics are those of MongoDB's manual
 * (https://www.mongodb.com/docs/manual/reference/operator/query/); the tests hold it against `mingo`. Written
 * anew because the answers' filter takes mingo 25 microseconds and this one.
 */
export function matches(document: TaggedDocument, filter: TaggedDocument): boolean {
  for (const key in filter) {
    const wanted = filter[key] ?? null;
    const held = key.startsWith('$') ? matchesLogic(document, key, wanted) : matchesField(document, key, wanted);
    if (!held) return false;
  }
  return true;
}

function matchesLogic(document: TaggedDocument, operator: string, wanted: Tagged): boolean {
  if (operator === '$comment') return true;
  const branches = branchesOf(operator, wanted);
  if (operator === '$and') return branches.every((branch) => matches(document, branch));
  if (operator === '$or') return branches.some((branch) => matches(document, branch));
  if (operator === '$nor') return !branches.some((branch) => matches(document, branch));
  throw new Unsupported(`the query operator ${operator}`);
}

/** The filters in an `$and`, `$or` or `$nor`. */
export function branchesOf(operator: string, wanted: Tagged): TaggedDocument[] {
  const branches = Array.isArray(wanted) ? wanted.filter(isDocument) : [];
  if (branches.length > 0 && Array.isArray(wanted) && branches.length === wanted.length) return branches;
  throw new BadValue(`${operator} must be a nonempty array of documents`);
}

/** `{ $gt: 1 }`, in contrast to a document that is to be found as it stands. */
export function isCondition(wanted: Tagged): wanted is TaggedDocument {
  if (!isDocument(wanted)) return false;
  for (const key in wanted) return key.startsWith('$');
  return false;
}

function matchesField(document: TaggedDocument, path: string, wanted: Tagged): boolean {
  const values = valuesAt(document, partsOf(path));
  return isCondition(wanted) ? meets(values, wanted) : equals(values, wanted);
}

function meets(values: Values, condition: TaggedDocument): boolean {
  for (const operator in condition) {
    if (operator === '$options') continue;
    if (!meetsOne(values, operator, condition[operator] ?? null, condition)) return false;
  }
  return true;
}

function meetsOne(values: Values, operator: string, wanted: Tagged, condition: TaggedDocument): boolean {
  switch (operator) {
    case '$eq': return equals(values, wanted);
    case '$ne': return !equals(values, wanted);
    case '$in': return listOf(operator, wanted).some((item) => equals(values, item));
    case '$nin': return !listOf(operator, wanted).some((item) => equals(values, item));
    case '$gt': return ranges(values, wanted, (order) => order > 0);
    case '$gte': return ranges(values, wanted, (order) => order >= 0);
    case '$lt': return ranges(values, wanted, (order) => order < 0);
    case '$lte': return ranges(values, wanted, (order) => order <= 0);
    case '$exists': return values.some((value) => value !== undefined) === isTruthy(wanted);
    case '$not': return !meets(values, conditionOf(wanted));
    case '$size': return values.some((value) => Array.isArray(value) && value.length === wanted);
    case '$all': return listOf(operator, wanted).length > 0 && listOf(operator, wanted).every((item) => equals(values, item));
    case '$elemMatch': return values.some((value) => Array.isArray(value) && value.some((item) => elementMatches(item, wanted)));
    case '$regex': return spread(values).some((value) => typeof value === 'string' && rankOf(value) === RANK.string && regexOf(condition).test(textOf(value)));
    default: throw new Unsupported(`the query operator ${operator}`);
  }
}

/** A range as `meets` sees it: only values of the bound's own type, and null is equal to what is missing. */
function ranges(values: Values, bound: Tagged, holds: (order: number) => boolean): boolean {
  const rank = rankOf(bound);
  const isNaN = rank === RANK.number && Number.isNaN(numberOf(bound));
  return spread(values).some((value) => {
    if (rankOf(value) !== rank) return false;
    const order = compare(value, bound);
    // Nothing is less or greater than NaN, and NaN is neither.
    if (order !== 0 && rank === RANK.number && (isNaN || Number.isNaN(numberOf(value)))) return false;
    return holds(order);
  });
}

const equals = (values: Values, wanted: Tagged): boolean => spread(values).some((value) => isEqual(value, wanted));

/** An array counts as itself and as each of its elements. */
const spread = (values: Values): Values =>
  values.some(Array.isArray) ? values.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value])) : values;

/** Whether an array's element fulfils what stands in `$elemMatch` or `$pull`. */
export function elementMatches(item: Tagged, wanted: Tagged): boolean {
  if (isCondition(wanted)) return meets([item], wanted);
  if (isDocument(wanted)) return isDocument(item) && matches(item, wanted);
  return isEqual(item, wanted);
}

export function listOf(operator: string, wanted: Tagged): Tagged[] {
  if (!Array.isArray(wanted)) throw new BadValue(`${operator} needs an array`);
  if (wanted.some(isCondition)) throw new Unsupported(`expressions inside ${operator}`);
  return wanted;
}

export function conditionOf(wanted: Tagged): TaggedDocument {
  if (isCondition(wanted)) return wanted;
  throw new BadValue('$not needs a regex or a document of operators');
}

export function regexOf(condition: TaggedDocument): RegExp {
  const { $regex: source, $options: flags = '' } = condition;
  if (typeof source === 'string' && typeof flags === 'string' && /^[imsu]*$/.test(flags)) return new RegExp(textOf(source), flags);
  if (isDocument(source ?? null) && isDocument(source)) return regexOf({ ...source, ...(flags === '' ? {} : { $options: flags }) });
  throw new Unsupported(`$regex with these options (${JSON.stringify(flags)})`);
}

const isTruthy = (value: Tagged): boolean => value !== null && value !== false && value !== 0;
