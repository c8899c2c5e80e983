import fc from 'fast-check';
import type { Model, Schema } from 'mongoose';

export type Fields = Record<string, unknown>;

/** What may stand at a path of a model, as its schema says. */
export type Kind = 'text' | 'number' | 'date' | 'flag' | 'texts' | 'things' | 'free';

export interface Shape {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Paths that filters, sorts and ranges go by. */
  readonly scalars: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = { String: 'text', Number: 'number', Date: 'date', Boolean: 'flag', Mixed: 'free' };

function* pathsOf(schema: Schema, prefix: string): Iterable<[string, Kind]> {
  for (const [name, type] of Object.entries(schema.paths)) {
    if (name === '_id') continue;
    const path = prefix + name;
    if (type.instance === 'Embedded' && type.schema) yield* pathsOf(type.schema, `${path}.`);
    else if (type.instance === 'Array') yield [path, type.schema ? 'things' : 'texts'];
    else if (KINDS[type.instance]) yield [path, KINDS[type.instance] ?? 'free'];
  }
}

export function shapeOf(model: Pick<Model<unknown>, 'schema'>): Shape {
  const kinds = new Map(pathsOf(model.schema, ''));
  return { kinds, scalars: [...kinds].filter(([, kind]) => ['text', 'number', 'date', 'flag'].includes(kind)).map(([path]) => path) };
}

export const id = fc.constantFrom('a', 'b', 'c', 'a:psm', 'é', '新');
const text = fc.constantFrom('', 'a', 'ab', 'B', 'é', '~z', '新', 'open');
const number = fc.constantFrom(-2, 0, 1, 2.5, 7, 69.99999999999999);
const date = fc.constantFrom(0, 1000, 1.7e12).map((ms) => new Date(ms));
const record = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.record({ 'q-1': value, 'q-2': value }, { requiredKeys: [], noNullPrototype: true });
const leaf = fc.oneof(text, number, fc.boolean(), date);
// No null: FerretDB takes an object with one for an object without.
const free = record(fc.oneof(leaf, fc.array(text, { maxLength: 2 }), record(number)));
const things = fc.array(fc.record({ code: text, score: number }, { noNullPrototype: true }), { maxLength: 2 });

const VALUES: Readonly<Record<Kind, fc.Arbitrary<unknown>>> = {
  text, number, date, flag: fc.boolean(), texts: fc.array(text, { maxLength: 3 }), things, free,
};
export const valueOf = (kind: Kind): fc.Arbitrary<unknown> => VALUES[kind];
export const oneText: fc.Arbitrary<unknown> = text;
export const oneNumber: fc.Arbitrary<unknown> = number;
export const oneThing: fc.Arbitrary<unknown> = fc.record({ code: text, score: number }, { noNullPrototype: true });
export const freeValue: fc.Arbitrary<unknown> = fc.oneof(leaf, fc.array(text, { maxLength: 2 }), record(number));

function nested(flat: Readonly<Fields>): Fields {
  const whole: Fields = {};
  for (const [path, value] of Object.entries(flat)) {
    const [head = '', ...rest] = path.split('.');
    if (rest.length === 0) whole[head] = value;
    else whole[head] = { ...Object(whole[head]), ...nested({ [rest.join('.')]: value }) };
  }
  return whole;
}

/** A document's fields without its `_id`; each may be missing. */
export const bodyOf = ({ kinds }: Shape): fc.Arbitrary<Fields> =>
  fc.record(Object.fromEntries([...kinds].map(([path, kind]) => [path, valueOf(kind)])), { requiredKeys: [], noNullPrototype: true }).map(nested);

/** One condition on one scalar path, or on a path in a field that is free. */
function conditionOf({ kinds, scalars }: Shape): fc.Arbitrary<Fields> {
  const frees = [...kinds].filter(([, kind]) => kind === 'free').map(([path]) => path);
  const onScalar = fc.constantFrom(...scalars).chain((path) => {
    const value = valueOf(kinds.get(path) ?? 'text');
    return fc.oneof(
      value,
      fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne'), value).map(([operator, bound]) => ({ [operator]: bound })),
      // An upsert's document may begin with the one value of a list of one; the manual does not say.
      fc.array(value, { maxLength: 3 }).filter(({ length }) => length !== 1).map((values) => ({ $in: values })),
      fc.boolean().map((there) => ({ $exists: there })),
    ).map((wanted): Fields => ({ [path]: wanted }));
  });
  if (frees.length === 0) return onScalar;
  const inFree = fc.tuple(fc.constantFrom(...frees), fc.boolean()).map(([path, there]): Fields => ({ [`${path}.q-1`]: { $exists: there } }));
  return fc.oneof({ arbitrary: onScalar, weight: 4 }, { arbitrary: inFree, weight: 1 });
}

export function filterOf(shape: Shape): fc.Arbitrary<Fields> {
  const condition = conditionOf(shape);
  return fc.oneof(
    { arbitrary: id.map((_id): Fields => ({ _id })), weight: 4 },
    { arbitrary: fc.tuple(id, condition).map(([_id, more]): Fields => ({ _id, ...more })), weight: 2 },
    { arbitrary: condition, weight: 3 },
    fc.tuple(condition, id).map(([one, after]): Fields => ({ ...one, _id: { $gt: after } })),
    fc.array(id, { maxLength: 3 }).map((ids): Fields => ({ _id: { $in: ids } })),
    fc.tuple(fc.constantFrom('$or', '$and'), condition, condition).map(([operator, one, other]): Fields => ({ [operator]: [one, other] })),
    fc.constant({}),
  );
}

/** Ends with `_id`, so that there is one order. */
export const sortOf = ({ scalars }: Shape): fc.Arbitrary<Record<string, 1 | -1>> =>
  fc.tuple(fc.subarray([...scalars], { maxLength: Math.min(2, scalars.length) }), fc.constantFrom<1 | -1>(1, -1)).map(([paths, direction]) => ({ ...Object.fromEntries(paths.map((path) => [path, direction])), _id: direction }));
