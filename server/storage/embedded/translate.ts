import { RANK, rankOf, type Rank } from './compare.ts';
import { BadValue, Unsupported } from './faults.ts';
import type { FieldType, FieldTypes } from './field-types.ts';
import { branchesOf, conditionOf, isCondition, listOf, regexOf } from './match.ts';
import { jsonPath } from './path.ts';
import { isDocument, type Tagged, type TaggedDocument } from './tagged.ts';
import type { Bindable } from './sqlite.ts';

/** A condition in SQL that every wanted row fulfils; when `exact`, no other row does. */
export interface Where {
  readonly sql: string;
  readonly params: readonly Bindable[];
  readonly exact: boolean;
}

const ANY: Where = { sql: '1', params: [], exact: true };
const UNKNOWN: Where = { sql: '1', params: [], exact: false };
const NONE: Where = { sql: '0', params: [], exact: true };

/**
 * A filter in SQL, as far as SQLite can judge it; `matches` has to judge the rows when the answer is not exact.
 * Throws `Unsupported` for an operator that the engine does not have, wherever it stands.
 */
export function translate(filter: TaggedDocument, types: FieldTypes): Where {
  const parts: Where[] = [];
  for (const key in filter) {
    const wanted = filter[key] ?? null;
    if (!key.startsWith('$')) parts.push(translateField(key, wanted, types));
    else if (key !== '$comment') parts.push(translateLogic(key, wanted, types));
  }
  return all(parts);
}

function translateLogic(operator: string, wanted: Tagged, types: FieldTypes): Where {
  if (!['$and', '$or', '$nor'].includes(operator)) throw new Unsupported(`the query operator ${operator}`);
  const branches = branchesOf(operator, wanted).map((branch) => translate(branch, types));
  if (operator === '$and') return all(branches);
  const either = any(branches);
  if (operator === '$or') return either;
  return either.exact ? { ...either, sql: `NOT ifnull(${either.sql}, 0)` } : UNKNOWN;
}

function all(parts: readonly Where[]): Where {
  const telling = parts.filter((part) => part.sql !== '1');
  if (telling.length === 0) return parts.every((part) => part.exact) ? ANY : UNKNOWN;
  return {
    sql: telling.length === 1 ? (telling[0]?.sql ?? '1') : `(${telling.map((part) => part.sql).join(' AND ')})`,
    params: telling.flatMap((part) => part.params),
    exact: parts.every((part) => part.exact),
  };
}

function any(parts: readonly Where[]): Where {
  if (parts.some((part) => part.sql === '1')) return parts.every((part) => part.exact) ? ANY : UNKNOWN;
  return { sql: `(${parts.map((part) => part.sql).join(' OR ')})`, params: parts.flatMap((part) => part.params), exact: parts.every((part) => part.exact) };
}

/** How an `_id` stands in the column `id`. */
export const idKey = (id: Tagged): string | number => (typeof id === 'string' || typeof id === 'number' ? id : `~j${JSON.stringify(id)}`);

/** A single value of a document in SQL: its expression, and how to read its JSON text. */
export interface Column {
  readonly sql: string;
  readonly json: string;
  readonly type: FieldType | 'id';
}

/** `undefined`: SQLite cannot be asked about this path, since an array may stand there or on the way. */
export function columnOf(path: string, types: FieldTypes): Column | undefined {
  const type = types.get(path);
  const where = jsonPath(path);
  if (path === '_id') return { sql: 'id', json: `doc -> '$."_id"'`, type: type ?? 'id' };
  if (type === undefined || where === undefined) return undefined;
  return { sql: `json_extract(doc, '${where}')`, json: `doc -> '${where}'`, type };
}

function translateField(path: string, wanted: Tagged, types: FieldTypes): Where {
  const column = columnOf(path, types);
  if (!isCondition(wanted)) return column ? equal(column, wanted) : UNKNOWN;
  const parts: Where[] = [];
  for (const operator in wanted) {
    if (operator === '$options' && '$regex' in wanted) continue;
    parts.push(translateOperator(column, operator, wanted[operator] ?? null, wanted));
  }
  return all(parts);
}

function translateOperator(column: Column | undefined, operator: string, wanted: Tagged, condition: TaggedDocument): Where {
  checkOperator(operator, wanted, condition);
  if (column === undefined) return UNKNOWN;
  switch (operator) {
    case '$eq': return equal(column, wanted);
    case '$ne': return not(equal(column, wanted));
    case '$in': return among(column, listOf(operator, wanted));
    case '$nin': return not(among(column, listOf(operator, wanted)));
    case '$gt': return range(column, '>', wanted);
    case '$gte': return range(column, '>=', wanted);
    case '$lt': return range(column, '<', wanted);
    case '$lte': return range(column, '<=', wanted);
    case '$exists': return present(column, wanted !== false && wanted !== 0 && wanted !== null);
    default: return UNKNOWN;
  }
}

/** Throws for what `matches` would throw, even when there is no document to match. */
function checkOperator(operator: string, wanted: Tagged, condition: TaggedDocument): void {
  switch (operator) {
    case '$eq': case '$ne': case '$gt': case '$gte': case '$lt': case '$lte': case '$exists': return;
    case '$in': case '$nin': case '$all': listOf(operator, wanted); return;
    case '$size': if (typeof wanted === 'number') return; throw new BadValue('$size needs a number');
    case '$regex': regexOf(condition); return;
    case '$not': for (const inner in conditionOf(wanted)) checkOperator(inner, conditionOf(wanted)[inner] ?? null, conditionOf(wanted)); return;
    case '$elemMatch': if (isDocument(wanted)) return checkElement(wanted); throw new BadValue('$elemMatch needs a document');
    case '$options': return;
    default: throw new Unsupported(`the query operator ${operator}`);
  }
}

function checkElement(wanted: TaggedDocument): void {
  if (!isCondition(wanted)) translate(wanted, new Map());
  else for (const operator in wanted) checkOperator(operator, wanted[operator] ?? null, wanted);
}

const RANKS: Readonly<Record<Exclude<FieldType, 'binary'>, Rank>> = {
  string: RANK.string, number: RANK.number, integer: RANK.number, date: RANK.date, objectId: RANK.objectId, boolean: RANK.boolean,
};

/** The value as SQLite is to see it; `undefined` when it cannot stand in a column of this type. */
function bindable(column: Column, value: Tagged): Bindable | undefined {
  if (column.type === 'id') return value === null ? undefined : idKey(value);
  if (column.type === 'binary' || rankOf(value) !== RANKS[column.type] || typeof value === 'object') return undefined;
  return typeof value === 'boolean' ? Number(value) : value;
}

function equal(column: Column, wanted: Tagged): Where {
  if (wanted === null) return { sql: `${column.sql} IS NULL`, params: [], exact: true };
  const value = bindable(column, wanted);
  if (value === undefined) return UNKNOWN;
  if (typeof value !== 'number' || column.type !== 'number' || column.sql === 'id') return { sql: `${column.sql} = ?`, params: [value], exact: true };
  // SQLite reads some fractions a bit differently from JavaScript, but both write the same text.
  const json = JSON.stringify(value);
  return { sql: `(${column.sql} = json_extract(?, '$') AND ${column.json} = ?)`, params: [json, json], exact: true };
}

function among(column: Column, items: readonly Tagged[]): Where {
  const known = items.filter((item) => item !== null);
  const values = known.map((item) => bindable(column, item));
  if (values.includes(undefined)) return UNKNOWN;
  const parts: Where[] = [];
  if (known.length < items.length) parts.push(equal(column, null));
  if (values.length > 0) {
    const list = { sql: `${column.sql} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)], exact: true };
    const texts = { sql: `${column.json} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values.map((value) => JSON.stringify(value)))], exact: true };
    parts.push(column.type === 'number' && column.sql !== 'id' ? all([list, texts]) : list);
  }
  return parts.length === 0 ? NONE : any(parts);
}

const not = (where: Where): Where => (where.exact ? { ...where, sql: `NOT ifnull(${where.sql}, 0)` } : UNKNOWN);

function range(column: Column, sign: '>' | '>=' | '<' | '<=', bound: Tagged): Where {
  const value = bindable(column, bound);
  if (value === undefined) return UNKNOWN;
  if (column.type === 'id') return { sql: `${column.sql} ${sign} ?`, params: [value], exact: false };
  if (column.type === 'number' && column.sql !== 'id') {
    return { sql: `${column.sql} ${sign.slice(0, 1)}= json_extract(?, '$')`, params: [JSON.stringify(value)], exact: false };
  }
  return { sql: `${column.sql} ${sign} ?`, params: [value], exact: true };
}

// `json_type` is 'null' for a null that is there, and NULL for what is missing.
const present = (column: Column, wanted: boolean): Where =>
  column.type === 'id' || column.sql === 'id'
    ? (wanted ? ANY : NONE)
    : { sql: `${column.json} IS ${wanted ? 'NOT ' : ''}NULL`, params: [], exact: true };
