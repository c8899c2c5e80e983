import fc from 'fast-check';
import { freeValue, oneNumber, oneText, oneThing, valueOf, type Fields, type Kind, type Shape } from './random-shape.ts';

type Change = readonly [operator: string, path: string, operand: fc.Arbitrary<unknown>];

// What changes nothing counts as modified on FerretDB, and not on MongoDB.
const growth = fc.constantFrom(-2, 1, 2.5, 7);
// FerretDB drops an empty list or object from `$setOnInsert`.
const notEmpty = (value: unknown): boolean => typeof value !== 'object' || value === null || value instanceof Date || Object.keys(value).length > 0;
const each = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.array(value, { minLength: 1, maxLength: 2 }).map((items) => ({ $each: items }));

/** What may be done at a path; in free fields the wrong things too, which MongoDB refuses with a code. */
const CHANGES: Readonly<Record<Kind, (path: string) => readonly Change[]>> = {
  text: (path) => [['$min', path, oneText], ['$max', path, oneText]],
  number: (path) => [['$inc', path, growth], ['$inc', path, growth], ['$min', path, oneNumber], ['$max', path, oneNumber], ['$mul', path, fc.constantFrom(0.5, 2)]],
  date: (path) => [['$min', path, valueOf('date')], ['$max', path, valueOf('date')]],
  flag: () => [],
  texts: (path) => [['$push', path, oneText], ['$push', path, each(oneText)], ['$addToSet', path, oneText], ['$addToSet', path, each(oneText)], ['$pull', path, oneText], ['$pullAll', path, valueOf('texts')], ['$pop', path, fc.constantFrom(1, -1)]],
  things: (path) => [['$push', path, oneThing], ['$addToSet', path, oneThing], ['$push', path, each(oneThing)], ['$pop', path, fc.constantFrom(1, -1)]],
  free: (path) => [
    ['$set', `${path}.q-1`, freeValue], ['$set', `${path}.q-2.seen.phone`, oneNumber], ['$unset', `${path}.q-1`, fc.constant('')], ['$inc', `${path}.q-1`, growth],
    ['$max', `${path}.best`, oneNumber], ['$push', `${path}.q-1`, oneText], ['$rename', `${path}.q-1`, fc.constant(`${path}.q-3`)],
  ],
};

const everywhere = (path: string, kind: Kind): readonly Change[] => [
  ['$set', path, valueOf(kind)],
  ['$set', path, valueOf(kind)],
  ['$unset', path, fc.constant('')],
  ['$setOnInsert', path, valueOf(kind).filter(notEmpty)],
];

/** An update of one to three fields. */
export function updateOf({ kinds }: Shape): fc.Arbitrary<Record<string, Fields>> {
  const changes = [...kinds].flatMap(([path, kind]) => [...everywhere(path, kind), ...CHANGES[kind](path)]);
  const change = fc.constantFrom(...changes).chain(([operator, path, operand]) => operand.map((value) => ({ operator, path, value })));
  // No two at one field: that they contradict each other is in the contract, and FerretDB does not always see it.
  return fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: ({ path }) => path.split('.')[0] }).map((list) =>
    list.reduce<Record<string, Fields>>((all, { operator, path, value }) => ({ ...all, [operator]: { ...all[operator], [path]: value } }), {}),
  );
}
