import type { FieldTypes } from './field-types.ts';
import type { Selection, SortKeys } from './operation.ts';
import { asFilter, sortKeysOf } from './options.ts';
import { columnOf, translate } from './translate.ts';

/** What is asked of a collection, ready for SQLite. Throws `Unsupported` for what cannot be asked. */
export function selectionOf(filter: unknown, sort: unknown, types: FieldTypes): Selection {
  const tagged = asFilter(filter);
  const where = translate(tagged, types);
  const keys = sortKeysOf(sort);
  if (keys.length === 0) return { where, filter: tagged };
  const orderBy = orderIn(keys, types);
  return orderBy === undefined ? { where, filter: tagged, sort: keys } : { where, filter: tagged, orderBy };
}

function orderIn(keys: SortKeys, types: FieldTypes): string | undefined {
  const columns = keys.map(([path, direction]) => {
    const column = columnOf(path, types);
    // Binary is kept as base64, whose order is not that of the bytes; an _id of unknown type may be anything.
    return column && column.type !== 'binary' && column.type !== 'id' ? `${column.sql}${direction === -1 ? ' DESC' : ''}` : undefined;
  });
  return columns.includes(undefined) ? undefined : columns.join(', ');
}
