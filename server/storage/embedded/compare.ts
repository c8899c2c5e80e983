import { bytesOf, isDocument, textOf, type Tagged } from './tagged.ts';

/**
 * The order of BSON values, across types and inside each:
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 * A missing field stands with null when sorting. Strings compare by UTF-8 bytes, which is code point order.
 */
export const RANK = { null: 1, number: 2, string: 3, object: 4, array: 5, binary: 6, objectId: 7, boolean: 8, date: 9 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

const TAG_RANKS: Readonly<Record<string, Rank>> = { b: RANK.binary, d: RANK.date, n: RANK.number, o: RANK.objectId };

export function rankOf(value: Tagged | undefined): Rank {
  switch (typeof value) {
    case 'string': return value.charCodeAt(0) === 126 ? (TAG_RANKS[value.charAt(1)] ?? RANK.string) : RANK.string;
    case 'number': return RANK.number;
    case 'boolean': return RANK.boolean;
    default: return value === null || value === undefined ? RANK.null : Array.isArray(value) ? RANK.array : RANK.object;
  }
}

/** Negative, 0 or positive, over all types. */
export function compare(a: Tagged | undefined, b: Tagged | undefined): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  return difference === 0 ? compareWithin(rank, a, b) : difference;
}

export const isEqual = (a: Tagged | undefined, b: Tagged | undefined): boolean => compare(a, b) === 0;

function compareWithin(rank: Rank, a: Tagged | undefined, b: Tagged | undefined): number {
  if (rank === RANK.number) return compareNumbers(numberOf(a), numberOf(b));
  if (rank === RANK.boolean) return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') {
    if (rank === RANK.binary) return compareBytes(a, b);
    return compareText(rank === RANK.string ? textOf(a) : a, rank === RANK.string ? textOf(b) : b);
  }
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (isDocument(a) && isDocument(b)) return compareLists(flatten(a), flatten(b));
  return 0; // null and missing
}

export const numberOf = (value: Tagged | undefined): number => (typeof value === 'string' ? Number(value.slice(2)) : Number(value));

// NaN comes before every other number and equals itself.
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointOrder(left) - codePointOrder(right);
  }
  return a.length - b.length;
}

// Surrogates (D800 to DFFF) stand for code points above U+FFFF, so they go behind E000 to FFFF.
const codePointOrder = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

function compareBytes(a: string, b: string): number {
  const [left, right] = [bytesOf(a), bytesOf(b)];
  return left.bytes.length - right.bytes.length || left.subtype - right.subtype || Buffer.compare(left.bytes, right.bytes);
}

function compareLists(a: readonly Tagged[], b: readonly Tagged[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

// Documents compare field by field: the type of the value, then the name, then the value.
const flatten = (document: Record<string, Tagged>): Tagged[] =>
  Object.entries(document).flatMap(([name, value]) => [rankOf(value), name, value]);
