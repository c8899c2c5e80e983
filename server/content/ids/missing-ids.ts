import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { JsonSchema } from '../author-schemas.ts';
import type { Path } from '../yaml-document.ts';

/** A map that needs an `id` and has none. */
export interface MissingId {
  readonly path: Path;
  readonly map: YAMLMap;
  /** The ids that stand beside it in the same list, in order; '' for those that are missing too. */
  readonly siblings: readonly string[];
}

/** A gap is named by the text around it: nobody else can know its id. */
const NAMED_BY_THEIR_TEXT = new Set(['gaps']);

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

const branchesOf = (schema: JsonSchema): JsonSchema[] => {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].filter(isSchema);
  return inner.length > 0 ? inner.flatMap(branchesOf) : [schema];
};

export const textAt = (map: YAMLMap, key: string): string => {
  const value = map.get(key);
  return typeof value === 'string' ? value : '';
};

/** Of a question's many shapes the one that its `type` names; all of them where it names none. */
function shapesOf(map: YAMLMap, schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  const type = map.get('type');
  const named = schemas.filter(({ properties }) => {
    const own = properties?.['type'];
    return isSchema(own) && own.const !== undefined && own.const === type;
  });
  return named.length > 0 ? named : schemas;
}

const needsId = (schemas: readonly JsonSchema[]): boolean => schemas.some(({ required }) => required?.includes('id') ?? false);

const below = (schemas: readonly JsonSchema[], key: string): JsonSchema[] =>
  schemas.flatMap(({ properties, additionalProperties }) => properties?.[key] ?? additionalProperties ?? []).filter(isSchema).flatMap(branchesOf);

/** Every place where the schema asks for an `id` that is not written, in the order of the file. */
export function missingIds(node: Node | null, schema: JsonSchema): MissingId[] {
  const found: MissingId[] = [];
  const visit = (inner: unknown, schemas: readonly JsonSchema[], path: Path, siblings: readonly string[]): void => {
    if (isMap(inner)) {
      const shapes = shapesOf(inner, schemas);
      if (needsId(shapes) && (inner.get('id') ?? undefined) === undefined) found.push({ path, map: inner, siblings });
      for (const { key, value } of inner.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (!NAMED_BY_THEIR_TEXT.has(name)) visit(value, below(shapes, name), [...path, name], []);
      }
    } else if (isSeq(inner)) {
      const items = schemas.flatMap(({ items: each }) => each ?? []).filter(isSchema).flatMap(branchesOf);
      const ids = inner.items.map((item) => (isMap(item) ? textAt(item, 'id') : ''));
      inner.items.forEach((item, index) => visit(item, items, [...path, index], ids));
    }
  };
  visit(node, branchesOf(schema), [], []);
  return found;
}
