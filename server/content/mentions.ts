import type { Mention } from './parsed.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** The value at a path of plain data, or undefined. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined),
    value,
  );

/** The text at a path and where it was written; undefined where there is none. */
export function mentionAt(document: YamlDocument, path: Path): Mention | undefined {
  const name = valueAt(document.value, path);
  return typeof name === 'string' && name !== '' ? { name, place: document.placeOf(path) } : undefined;
}

/** The texts of the list at a path. */
export function mentionsAt(document: YamlDocument, path: Path): Mention[] {
  const list = valueAt(document.value, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index) => mentionAt(document, [...path, index]) ?? []);
}
