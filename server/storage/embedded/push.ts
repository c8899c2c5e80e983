import { compare } from './compare.ts';
import { BadValue, Unsupported } from './faults.ts';
import { valueAt, partsOf } from './path.ts';
import { isDocument, type Tagged, type TaggedDocument } from './tagged.ts';

/** A list after `$push`: `$each`, then `$position`, `$sort`, `$slice`, in MongoDB's order. */
export function pushed(list: readonly Tagged[], operand: Tagged): Tagged[] {
  if (!isDocument(operand) || !('$each' in operand)) return [...list, operand];
  const { $each: items, $position: position, $sort: sort, $slice: slice, ...others } = operand;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new Unsupported(`${other} in $push`);
  if (!Array.isArray(items)) throw new BadValue('The argument to $each in $push must be an array');
  const joined = [...list];
  joined.splice(position === undefined ? list.length : integerOf('$position', position), 0, ...items);
  if (sort !== undefined) joined.sort(orderOf(sort));
  return slice === undefined ? joined : sliced(joined, integerOf('$slice', slice));
}

const sliced = (list: Tagged[], count: number): Tagged[] => (count === 0 ? [] : count < 0 ? list.slice(count) : list.slice(0, count));

function integerOf(name: string, value: Tagged): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new BadValue(`The value for ${name} must be an integer`);
}

function orderOf(sort: Tagged): (a: Tagged, b: Tagged) => number {
  if (sort === 1 || sort === -1) return (a, b) => compare(a, b) * sort;
  if (!isDocument(sort)) throw new BadValue('The $sort is invalid: use 1, -1 or a document');
  const keys = Object.entries(sort).map(([path, direction]) => ({ parts: partsOf(path), direction: direction === -1 ? -1 : 1 }));
  const at = (item: Tagged, parts: readonly string[]): Tagged | undefined => (isDocument(item) ? valueAt(item satisfies TaggedDocument, parts) : undefined);
  return (a, b) => keys.reduce((order, { parts, direction }) => order || compare(at(a, parts), at(b, parts)) * direction, 0);
}
