import { isDocument, type Tagged, type TaggedDocument } from './tagged.ts';

/** `a.b.0` in its parts. */
export const partsOf = (path: string): string[] => path.split('.');

const NUMERIC = /^(0|[1-9]\d*)$/;
export const isPosition = (part: string): boolean => NUMERIC.test(part);

/**
 * Every value that a filter's path leads to, `undefined` for a place where it leads to nothing. Arrays on the
 * way are walked through, by position and element by element, as MongoDB does:
 * https://www.mongodb.com/docs/manual/tutorial/query-array-of-documents/
 */
export function valuesAt(value: Tagged | undefined, parts: readonly string[], from = 0): (Tagged | undefined)[] {
  if (from === parts.length) return [value];
  const part = parts[from] ?? '';
  if (isDocument(value)) return Object.hasOwn(value, part) ? valuesAt(value[part], parts, from + 1) : [undefined];
  if (!Array.isArray(value)) return [undefined];
  const found = value.filter(isDocument).flatMap((item) => valuesAt(item, parts, from));
  if (isPosition(part) && Number(part) < value.length) found.push(...valuesAt(value[Number(part)], parts, from + 1));
  return found;
}

/** The one value at a path that meets no array, `undefined` when there is none. Cheaper than `valuesAt`. */
export function valueAt(document: TaggedDocument, parts: readonly string[]): Tagged | undefined {
  let value: Tagged | undefined = document;
  for (const part of parts) {
    if (!isDocument(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** A path as SQLite's JSON functions write it; `undefined` if SQLite has no way to write it. */
export const jsonPath = (path: string): string | undefined =>
  /["\\'\0]/.test(path) ? undefined : `$.${partsOf(path).map((part) => `"${part}"`).join('.')}`;
