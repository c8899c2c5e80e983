import { isScalar, type YAMLMap } from 'yaml';

/** So many characters of the text stay before `text` is put in. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The line end that the file uses. */
export const lineEndOf = (text: string): string => (/\r?\n/.exec(text)?.[0] ?? '\n');

/** Where `id: ...` goes into a map that has none; undefined for a shape that no author writes by hand. */
export function insertionFor(map: YAMLMap, id: string, text: string): Insertion | undefined {
  const empty = map.items.find(({ key }) => isScalar(key) && key.value === 'id');
  if (empty) {
    const end = isScalar(empty.key) ? empty.key.range?.[1] : undefined;
    const colon = end === undefined ? -1 : text.indexOf(':', end);
    return colon < 0 ? undefined : { at: colon + 1, text: ` ${id}` };
  }
  const start = map.range?.[0];
  if (start === undefined) return undefined;
  if (map.flow) return { at: start + 1, text: map.items.length > 0 ? ` id: ${id},` : ` id: ${id} ` };
  const first = map.items[0]?.key;
  const offset = isScalar(first) ? first.range?.[0] : undefined;
  if (offset === undefined) return undefined;
  return { at: offset, text: `id: ${id}${lineEndOf(text)}${' '.repeat(offset - lineStart(text, offset))}` };
}

/** Puts all in; every other character stays as it is. */
export const withInsertions = (text: string, insertions: readonly Insertion[]): string =>
  insertions.toSorted((one, other) => other.at - one.at).reduce((written, { at, text: more }) => written.slice(0, at) + more + written.slice(at), text);
