import type { Connection, Schema } from 'mongoose';

/** What the schemas say about a path that is a single value in every document, never a list. */
export type FieldType = 'string' | 'number' | 'integer' | 'date' | 'objectId' | 'boolean' | 'binary';
export type FieldTypes = ReadonlyMap<string, FieldType>;

const TYPES: Readonly<Record<string, FieldType>> = {
  String: 'string', Number: 'number', Int32: 'integer', Date: 'date', ObjectId: 'objectId', Boolean: 'boolean', Buffer: 'binary',
};

/**
 * The single-valued paths of a collection, from all models that keep their documents in it. Only these can be
 * asked of SQLite: elsewhere an array may stand, which MongoDB searches element by element.
 */
export function fieldTypesOf(connection: Connection, collection: string): FieldTypes {
  const types = new Map<string, FieldType>();
  const disputed = new Set<string>();
  for (const model of Object.values(connection.models)) {
    if (model.collection.name !== collection) continue;
    for (const [path, type] of pathsOf(model.schema, '')) {
      if (type === undefined || (types.get(path) ?? type) !== type) disputed.add(path);
      else types.set(path, type);
    }
  }
  for (const path of disputed) types.delete(path);
  return types;
}

function* pathsOf(schema: Schema, prefix: string): Iterable<[string, FieldType | undefined]> {
  for (const [name, type] of Object.entries(schema.paths)) {
    const path = prefix + name;
    if (type.instance === 'Embedded' && 'schema' in type && isSchema(type.schema)) yield* pathsOf(type.schema, `${path}.`);
    else yield [path, path.includes('$*') ? undefined : TYPES[type.instance]];
  }
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && 'paths' in value;
