import { compare, isEqual, numberOf, RANK, rankOf } from './compare.ts';
import { BadValue, Unsupported } from './faults.ts';
import { elementMatches } from './match.ts';
import { isPosition } from './path.ts';
import { pushed } from './push.ts';
import { isDocument, type Tagged, type TaggedDocument } from './tagged.ts';
import type { Change } from './update.ts';

/** Changes the document in place at the change's path; whether something is different now. */
type Operator = (document: TaggedDocument, change: Change) => boolean;

const LONGEST_GAP = 1_500_000; // what MongoDB pads an array with at most

/** The place a path leads to. With `create`, what is missing on the way is made. */
class Place {
  readonly #holder: TaggedDocument | Tagged[];
  readonly #key: string;
  constructor(holder: TaggedDocument | Tagged[], key: string) {
    this.#holder = holder;
    this.#key = key;
  }
  get value(): Tagged | undefined {
    if (Array.isArray(this.#holder)) return this.#holder[Number(this.#key)];
    return Object.hasOwn(this.#holder, this.#key) ? this.#holder[this.#key] : undefined;
  }
  set(value: Tagged): boolean {
    if (this.value !== undefined && isSame(this.value, value)) return false;
    if (!Array.isArray(this.#holder)) this.#holder[this.#key] = value;
    else fill(this.#holder, Number(this.#key), value);
    return true;
  }
  /** From an array, null takes the place, as in MongoDB. */
  unset(): boolean {
    if (this.value === undefined) return false;
    if (Array.isArray(this.#holder)) return this.set(null);
    delete this.#holder[this.#key];
    return true;
  }
}

function fill(list: Tagged[], position: number, value: Tagged): void {
  if (position > list.length + LONGEST_GAP) throw new BadValue(`cannot pad an array up to position ${position}`);
  while (list.length < position) list.push(null);
  list[position] = value;
}

// Equal in MongoDB's order is not always the same: 1 and 1 are, fields in another order are not.
const isSame = (a: Tagged, b: Tagged): boolean => a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

function placeFor(document: TaggedDocument, { path, parts }: Change): Place {
  let holder: TaggedDocument | Tagged[] = document;
  const last = parts.length - 1;
  for (let i = 0; ; i++) {
    const key: string = parts[i] ?? '';
    if (Array.isArray(holder) && !isPosition(key)) throw notViable(path, key, holder);
    const place: Place = new Place(holder, key);
    if (i === last) return place;
    const next: Tagged | undefined = place.value;
    if (next === undefined) place.set({});
    else if (typeof next !== 'object' || next === null) throw notViable(path, parts[i + 1] ?? '', next);
    const inside: Tagged | undefined = place.value;
    if (typeof inside !== 'object' || inside === null) throw notViable(path, key, next ?? null);
    holder = inside;
  }
}

function placeIfAny(document: TaggedDocument, { parts }: Change): Place | undefined {
  let holder: Tagged | undefined = document;
  for (let i = 0; i < parts.length; i++) {
    const key = parts[i] ?? '';
    if (typeof holder !== 'object' || holder === null || (Array.isArray(holder) && !isPosition(key))) return undefined;
    const place: Place = new Place(holder, key);
    if (place.value === undefined) return undefined;
    if (i === parts.length - 1) return place;
    holder = place.value;
  }
  return undefined;
}

const notViable = (path: string, key: string, holder: Tagged): BadValue =>
  new BadValue(`Cannot create field '${key}' in element ${JSON.stringify(holder).slice(0, 80)} (path '${path}')`, 28, 'PathNotViable');

const typeMismatch = (message: string): BadValue => new BadValue(message, 14, 'TypeMismatch');

const set: Operator = (document, change) => placeFor(document, change).set(structuredCloneOf(change.operand));

// An operand may go into many documents of one update, each of which may be changed further.
const structuredCloneOf = (value: Tagged): Tagged => (typeof value === 'object' ? structuredClone(value) : value);

const arithmetic = (name: string, start: (operand: number) => number, compute: (old: number, operand: number) => number): Operator =>
  (document, change) => {
    if (rankOf(change.operand) !== RANK.number) throw typeMismatch(`Cannot ${name} with non-numeric argument: {${change.path}: ${JSON.stringify(change.operand)}}`);
    const place = placeFor(document, change);
    const operand = numberOf(change.operand);
    if (place.value !== undefined && rankOf(place.value) !== RANK.number) {
      throw typeMismatch(`Cannot apply $${name} to a value of non-numeric type. The field '${change.path}' holds ${JSON.stringify(place.value)}`);
    }
    const result = place.value === undefined ? start(operand) : compute(numberOf(place.value), operand);
    return place.set(Number.isFinite(result) ? result : `~n${result}`);
  };

const extreme = (isBetter: (order: number) => boolean): Operator => (document, change) => {
  const place = placeFor(document, change);
  return place.value === undefined || isBetter(compare(change.operand, place.value)) ? place.set(structuredCloneOf(change.operand)) : false;
};

const onArray = (name: string, rework: (list: readonly Tagged[], operand: Tagged) => Tagged[], creates: boolean): Operator => (document, change) => {
  const place = creates ? placeFor(document, change) : placeIfAny(document, change);
  if (place === undefined) return false;
  const list = place.value === undefined ? [] : place.value;
  if (!Array.isArray(list)) {
    const message = `The field '${change.path}' must be an array for ${name}, but holds ${JSON.stringify(list)}`;
    throw name === '$pop' ? typeMismatch(message) : new BadValue(message);
  }
  return place.set(rework(list, structuredCloneOf(change.operand)));
};

/** `$each` of an operand, or the operand alone. */
function eachOf(name: string, operand: Tagged): Tagged[] {
  if (!isDocument(operand) || !('$each' in operand)) return [operand];
  const { $each: items, ...others } = operand;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new Unsupported(`${other} in ${name}`);
  if (!Array.isArray(items)) throw typeMismatch(`The argument to $each in ${name} must be an array`);
  return items;
}

function added(list: readonly Tagged[], operand: Tagged): Tagged[] {
  const result = [...list];
  for (const item of eachOf('$addToSet', operand)) if (!result.some((other) => isEqual(other, item))) result.push(item);
  return result;
}

const rename: Operator = (document, change) => {
  const place = placeIfAny(document, change);
  if (typeof change.operand !== 'string') throw new BadValue(`The 'to' field for $rename must be a string`);
  if (place?.value === undefined) return false;
  const value = place.value;
  place.unset();
  const path = change.operand;
  return placeFor(document, { ...change, path, parts: path.split('.') }).set(value) || true;
};

const currentDate: Operator = (document, change) => {
  if (change.operand !== true && !(isDocument(change.operand) && change.operand['$type'] === 'date')) throw new Unsupported('$currentDate of another type than date');
  return placeFor(document, change).set(`~d${new Date().toISOString()}`);
};

function pulledAll(list: readonly Tagged[], operand: Tagged): Tagged[] {
  if (!Array.isArray(operand)) throw new BadValue('$pullAll requires an array argument');
  return list.filter((item) => !operand.some((other) => isEqual(item, other)));
}

function popped(list: readonly Tagged[], operand: Tagged): Tagged[] {
  if (operand !== 1 && operand !== -1) throw new BadValue('$pop expects 1 or -1', 9, 'FailedToParse');
  return operand === 1 ? list.slice(0, -1) : list.slice(1);
}

export const OPERATORS: Readonly<Record<string, Operator>> = {
  $set: set,
  $unset: (document, change) => placeIfAny(document, change)?.unset() ?? false,
  $inc: arithmetic('inc', (operand) => operand, (old, operand) => old + operand),
  $mul: arithmetic('mul', () => 0, (old, operand) => old * operand),
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $push: onArray('$push', pushed, true),
  $addToSet: onArray('$addToSet', added, true),
  $pull: onArray('$pull', (list, operand) => list.filter((item) => !elementMatches(item, operand)), false),
  $pullAll: onArray('$pullAll', pulledAll, false),
  $pop: onArray('$pop', popped, false),
  $rename: rename,
  $currentDate: currentDate,
};

