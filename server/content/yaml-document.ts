import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import { wholeFile, type Place, type Report } from './mistake.ts';
import { controlCharacter } from './mistakes/files.ts';
import { FORBIDDEN } from './source-text.ts';
import { duplicateKey, yamlAlias, yamlMistake, yamlTooDeep } from './mistakes/yaml.ts';

export type Path = readonly PropertyKey[];

/** Where the lines of a text inside YAML stand in its file. */
export type PlaceOfText = (line: number, column: number) => Place;

/** A YAML document whose values know their places. */
export interface YamlDocument {
  readonly value: unknown;
  /** Of the value at a path, or of the nearest value above it that exists. */
  placeOf(path: Path): Place;
  /** Of a key in the map at `path`. */
  placeOfKey(path: Path, key: string): Place;
  /** Of the lines of a text value, both from 0. Exact in a `|` block, else its beginning. */
  placeOfText(path: Path): PlaceOfText;
}

interface Spot {
  readonly node: Node | null;
  /** Where the value, or else the key, begins. */
  readonly offset: number;
}

const keyText = (key: unknown) => (isScalar(key) ? String(key.value) : undefined);

function step(spot: Spot, key: PropertyKey): Spot | undefined {
  const { node } = spot;
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item.key) === String(key));
    if (!pair) return undefined;
    const value = isCollection(pair.value) || isScalar(pair.value) || isAlias(pair.value) ? pair.value : null;
    const keyStart = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    const isEmpty = value === null || (isScalar(value) && value.value === null && value.source === '');
    return { node: value, offset: (isEmpty ? keyStart : value.range?.[0]) ?? spot.offset };
  }
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key];
    if (!isCollection(item) && !isScalar(item) && !isAlias(item)) return undefined;
    return { node: item, offset: item.range?.[0] ?? spot.offset };
  }
  return undefined;
}

class PlacedDocument implements YamlDocument {
  readonly value: unknown;
  readonly #root: Spot;
  readonly #at: (offset: number) => Place;
  readonly #text: string;

  constructor(document: Document.Parsed, value: unknown, text: string, at: (offset: number) => Place) {
    this.value = value;
    this.#root = { node: document.contents, offset: document.contents?.range[0] ?? 0 };
    this.#at = at;
    this.#text = text;
  }

  #spot(path: Path): Spot {
    let spot = this.#root;
    for (const key of path) {
      const next = step(spot, key);
      if (!next) return spot;
      spot = next;
    }
    return spot;
  }

  placeOf(path: Path): Place {
    return this.#at(this.#spot(path).offset);
  }

  placeOfKey(path: Path, key: string): Place {
    const { node, offset } = this.#spot(path);
    const found = isMap(node) ? node.items.find((item) => keyText(item.key) === key)?.key : undefined;
    return this.#at((isScalar(found) ? found.range?.[0] : undefined) ?? offset);
  }

  placeOfText(path: Path): PlaceOfText {
    const { node, offset } = this.#spot(path);
    const start = this.#at(offset);
    if (!isScalar(node) || node.type !== 'BLOCK_LITERAL') return () => start;
    const first = this.#text.slice(this.#text.indexOf('\n', offset) + 1);
    const indent = /^(?:[ ]*\n)*([ ]*)/.exec(first)?.[1]?.length ?? 0;
    return (line, column) => ({ file: start.file, line: start.line + 1 + line, column: indent + column + 1 });
  }
}

const MOST_BRACKETS = 250;
const DEEP_LINE = /^(?:[-?:] +| ){150}/m;

/**
 * The parser recurses for each level, and a stack that is used up inside a regular expression ends the whole
 * process: what nests deeper than any course is refused before.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MOST_BRACKETS) return true;
  }
  return DEEP_LINE.test(text);
}

/** Aliases can multiply without bound and lead back into themselves. */
function firstAlias(document: Document.Parsed): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias(_key, node) {
      found = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

/** What no file in UTF-8 holds, but an escape such as "\\uD800" brings in: half of a character. */
const UNWRITTEN = new RegExp(`${FORBIDDEN.source}|\\p{Cs}`, 'u');

function firstControl(document: Document.Parsed): { offset: number; code: number } | undefined {
  let found: { offset: number; code: number } | undefined;
  visit(document, {
    Scalar(_key, { value, range }) {
      const at = typeof value === 'string' ? value.search(UNWRITTEN) : -1;
      if (typeof value !== 'string' || at < 0) return undefined;
      found = { offset: range?.[0] ?? 0, code: value.charCodeAt(at) };
      return visit.BREAK;
    },
  });
  return found;
}

/**
 * Parses one YAML 1.2 document. `firstLine` is where the text begins in its file (front matter). Undefined after a
 * report when it is no YAML; a key written twice is reported and the document is used all the same.
 */
export function parseYaml(text: string, file: string, firstLine: number, report: Report): YamlDocument | undefined {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  const start = { ...wholeFile(file), line: firstLine };
  if (isTooDeep(text)) return report(start, yamlTooDeep());
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const faults = [...document.errors, ...document.warnings];
    for (const fault of faults.filter((found) => found.code === 'DUPLICATE_KEY')) {
      report(at(fault.pos[0]), duplicateKey(/^\S+/.exec(text.slice(fault.pos[0]))?.[0].replace(/:$/, '') ?? ''));
    }
    // After the first fault the parser guesses; what it says next would send the author to the wrong line.
    const first = faults.find((found) => found.code !== 'DUPLICATE_KEY');
    if (first) {
      const place = at(first.pos[0]);
      return report(place, yamlMistake(first.code, first.message, text.split('\n')[place.line - firstLine] ?? ''));
    }
    const alias = text.includes('&') ? firstAlias(document) : undefined;
    if (alias !== undefined) return report(at(alias), yamlAlias());
    const control = /\\[^n"\\/]/.test(text) ? firstControl(document) : undefined;
    if (control) return report(at(control.offset), controlCharacter(control.code));
    return new PlacedDocument(document, document.toJS(), text, at);
  } catch {
    // The parser collects faults and throws only when something in it gives way.
    return report(start, yamlTooDeep());
  }
}
