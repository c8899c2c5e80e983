import type { Place } from './mistake.ts';
import type { Path, PlaceOfText, YamlDocument } from './yaml-document.ts';

/**
 * The front matter of nearly every lesson is a few lines of `key: value`. This reads just that, ten times as fast as
 * a parser of all YAML: a thousand lessons would otherwise spend a third of a second in theirs. Whatever is not plainly
 * simple is left to the parser; the tests compare both.
 */
const LINE = /^([a-z_]+): +(.+?) *$/;
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;
const BOOLEAN = /^(?:true|false)$/;
/** A plain scalar that can be nothing but text: begins with a letter, holds no `: `, ` #` and no line end. */
const TEXT = /^[A-Za-z][^\t\\]*$/;
const NOT_TEXT = /: |:$| #|^(?:null|true|false|yes|no|on|off|y|n)$/i;
const LIST = /^\[ *([A-Za-z][\w.-]*(?: *, *[A-Za-z][\w.-]*)*)? *\]$/;

interface Value {
  readonly value: string | number | boolean | readonly string[];
  readonly line: number;
  /** Columns, from 1, of the key, the value, and the items of a list. */
  readonly column: number;
  readonly items: readonly number[];
}

function readList(text: string, column: number): { value: string[]; items: number[] } {
  const found = [...text.matchAll(/[\w.-]+/g)];
  return { value: found.map(([item]) => item), items: found.map(({ index }) => column + index) };
}

function readValue(text: string, line: number, column: number): Value | undefined {
  if (NUMBER.test(text)) return { value: Number(text), line, column, items: [] };
  if (BOOLEAN.test(text)) return { value: text === 'true', line, column, items: [] };
  if (LIST.test(text)) {
    const list = readList(text, column);
    return list.value.some((item) => NOT_TEXT.test(item)) ? undefined : { ...list, line, column };
  }
  return TEXT.test(text) && !NOT_TEXT.test(text) ? { value: text, line, column, items: [] } : undefined;
}

class SimpleDocument implements YamlDocument {
  readonly value: unknown;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #start: Place;

  constructor(values: ReadonlyMap<string, Value>, start: Place) {
    this.value = Object.fromEntries([...values].map(([key, { value }]) => [key, value]));
    this.#values = values;
    this.#start = start;
  }

  placeOf([key, index]: Path): Place {
    const found = typeof key === 'string' ? this.#values.get(key) : undefined;
    if (!found) return this.#start;
    const item = typeof index === 'number' ? found.items[index] : undefined;
    return { ...this.#start, line: found.line, column: item ?? found.column };
  }

  placeOfKey(path: Path, key: string): Place {
    const found = path.length === 0 ? this.#values.get(key) : undefined;
    return found ? { ...this.#start, line: found.line } : this.placeOf(path);
  }

  placeOfText(path: Path): PlaceOfText {
    const place = this.placeOf(path);
    return () => place;
  }
}

/** The document, or undefined when it needs the parser. `firstLine` as in `parseYaml`. */
export function parseSimpleYaml(text: string, file: string, firstLine: number): YamlDocument | undefined {
  const values = new Map<string, Value>();
  for (const [index, written] of text.split('\n').entries()) {
    const [, key = '', rest = ''] = LINE.exec(written) ?? [];
    const value = key === '' || values.has(key) ? undefined : readValue(rest, firstLine + index, written.indexOf(rest, key.length + 1) + 1);
    if (!value) return undefined;
    values.set(key, value);
  }
  return new SimpleDocument(values, { file, line: firstLine, column: 1 });
}
