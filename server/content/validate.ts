import { z } from 'zod';
import { valueAt } from './mentions.ts';
import type { Mistake, Report } from './mistake.ts';
import {
  badValue, emptyValue, missingKey, namedMistake, tooBig, tooFew, tooLong, tooMany, tooShort, tooSmall, unknownKey, wrongType, wrongValue,
} from './mistakes/schema.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What the author calls a value: its own key, or that of the list it is in. */
const nameOf = (path: Path) => path.findLast((step) => typeof step === 'string');

const described = new WeakMap<z.ZodType, JsonSchema>();

function jsonSchema(schema: z.ZodType): JsonSchema {
  const known = described.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  described.set(schema, known);
  return known;
}

const inside = (schema: JsonSchema): JsonSchema[] =>
  [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].filter((part) => typeof part === 'object');

/** The keys that a schema knows in the map at `path`. */
export function knownKeys(schema: z.ZodType, path: Path): string[] {
  let level = [jsonSchema(schema)];
  for (const key of path) {
    level = level.flatMap(inside).flatMap((part) => {
      const next = typeof key === 'number' ? part.items : (part.properties?.[String(key)] ?? part.additionalProperties);
      return typeof next === 'object' && !Array.isArray(next) ? [next] : [];
    });
  }
  return level.flatMap(inside).flatMap((part) => Object.keys(part.properties ?? {}));
}

const lengthOf = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : 0);

function sizeMistake(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, key: string, value: unknown): Mistake {
  const list = issue.origin === 'array' || issue.origin === 'set';
  const length = lengthOf(typeof value === 'string' ? value.trim() : value);
  if (issue.code === 'too_big') {
    if (list) return tooMany(key, issue.maximum, length);
    return issue.origin === 'string' ? tooLong(key, issue.maximum, length) : tooBig(key, issue.maximum, value);
  }
  if (list) return tooFew(key, issue.minimum, length);
  return issue.origin === 'string' ? tooShort(key, issue.minimum, length) : tooSmall(key, issue.minimum, value);
}

function mistakeOf(issue: Issue, key: string, value: unknown): Mistake {
  if (value === undefined) return missingKey(key);
  switch (issue.code) {
    case 'invalid_type':
      return value === null ? emptyValue(key) : wrongType(key, issue.expected, value);
    case 'invalid_value':
      return value === null ? emptyValue(key) : wrongValue(key, value, issue.values);
    case 'too_big':
    case 'too_small':
      return sizeMistake(issue, key, value);
    default:
      return namedMistake(issue.message, key, value) ?? badValue(key, issue.message);
  }
}

/** Of the branches of a union the one that got furthest: that is what the author meant. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  // No branch has this `type:`; zod says which there are, though not in its own types.
  if (issue.errors.length === 0 && 'options' in issue && Array.isArray(issue.options)) {
    return [{ code: 'invalid_value', values: issue.options, path: issue.path, message: issue.message, input: issue.input }];
  }
  const depth = (branch: readonly Issue[]) => Math.max(0, ...branch.map((inner) => inner.path.length));
  const best = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
  return (best ?? []).flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

export interface Checked {
  readonly document: YamlDocument;
  /** Where in the document the value stands. */
  readonly path: Path;
  readonly value: unknown;
  /** Keys that the map at `path` may have besides those of the schema, for "did you mean". */
  readonly alsoKnown?: readonly string[];
}

/** The validated value, or undefined after each fault has been reported at its place. */
export function validate<T>(schema: z.ZodType<T>, { document, path, value, alsoKnown = [] }: Checked, report: Report): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.flatMap(flatten)) {
    const full = [...path, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const known = [...knownKeys(schema, issue.path), ...(issue.path.length === 0 ? alsoKnown : [])];
      for (const key of issue.keys) report(document.placeOfKey(full, key), unknownKey(key, known));
    } else if (issue.code === 'invalid_key') {
      const key = String(issue.path.at(-1));
      const named = issue.issues.map((inner) => namedMistake(inner.message, key, key)).find((found) => found !== undefined);
      report(document.placeOfKey(full.slice(0, -1), key), named ?? badValue(key, issue.message));
    } else {
      const key = nameOf(full) ?? document.placeOf([]).file;
      report(document.placeOf(full), mistakeOf(issue, key, valueAt(value, issue.path)));
    }
  }
  return undefined;
}
