import { isDeepStrictEqual } from 'node:util';
import { isMap, parseDocument } from 'yaml';
import type { FileKind, JsonSchema } from '../author-schemas.ts';
import { nameOf } from '../course-layout.ts';
import { valueAt } from '../mentions.ts';
import type { Path } from '../yaml-document.ts';
import { insertionFor, lineEndOf, withInsertions, type Insertion } from './insert-id.ts';
import { missingIds, textAt, type MissingId } from './missing-ids.ts';
import { freeId, idFrom, nextLetter, nextQuestionId } from './name-ids.ts';

/** The ids of a course, by what has to be unique among itself. */
export interface TakenIds {
  readonly files: Map<string, Set<string>>;
  readonly questions: Set<string>;
}

export const takenBy = (taken: TakenIds, kind: string): Set<string> => {
  const known = taken.files.get(kind) ?? new Set<string>();
  taken.files.set(kind, known);
  return known;
};

/** Quizzes and the exam share one row of ids. */
const namespaceOf = (kind: FileKind): string => (kind === 'exam' ? 'quiz' : kind);

export interface IdGiven {
  readonly id: string;
  /** From 1, in the file as it is now. */
  readonly line: number;
}

/** `unreadable`: it holds a mistake that has to be mended first. */
export type GivenIds = { readonly kind: 'given'; readonly text: string; readonly ids: readonly IdGiven[] } | { readonly kind: 'unreadable' };

interface Part {
  /** The YAML, and where it begins in the file. */
  readonly yaml: string;
  readonly from: number;
}

const MARK = '\uFEFF';

/** The YAML of a file: all of it, or the front matter of a lesson. Undefined: a lesson without one. */
function yamlPart(text: string, kind: FileKind): Part | undefined {
  const start = text.startsWith(MARK) ? 1 : 0;
  if (kind !== 'lesson') return { yaml: text.slice(start), from: start };
  const opening = /^---[ \t]*\r?\n/.exec(text.slice(start))?.[0];
  if (opening === undefined) return undefined;
  const from = start + opening.length;
  const end = /^---[ \t]*$/m.exec(text.slice(from).replaceAll('\r', ' '));
  return end ? { yaml: text.slice(from, from + end.index), from } : undefined;
}

const stemOf = (path: string): string => nameOf(path).replace(/(\.[a-z]{2})?\.[^.]+$/, '').replace(/^\d+[-_. ]*/, '');

class Naming {
  readonly #path: string;
  readonly #kind: FileKind;
  readonly #taken: TakenIds;
  readonly #fileId: string;
  readonly #ids = new Map<string, string[]>();

  constructor(path: string, kind: FileKind, taken: TakenIds, fileId: string) {
    this.#path = path;
    this.#kind = kind;
    this.#taken = taken;
    this.#fileId = fileId;
  }

  /** The ids of the list that `place` stands in, those given before it included. */
  #row({ path, siblings }: MissingId): string[] {
    const list = path.slice(0, -1).join(' ');
    const row = this.#ids.get(list) ?? [...siblings];
    this.#ids.set(list, row);
    return row;
  }

  next(place: MissingId): string {
    const { path, map } = place;
    if (path.length === 0) {
      const stem = ['module', 'course'].includes(this.#kind) ? (this.#path.split('/').at(-2) ?? this.#kind).replace(/^\d+[-_. ]*/, '') : stemOf(this.#path);
      return freeId(idFrom(textAt(map, 'title') || stem, this.#kind), takenBy(this.#taken, namespaceOf(this.#kind)));
    }
    const row = this.#row(place);
    const index = Number(path.at(-1));
    const isQuestion = path.length === 2 && path[0] === 'questions';
    const isTerm = path.length === 1;
    const id = isQuestion
      ? nextQuestionId(row.slice(0, index), idFrom(this.#fileId || stemOf(this.#path), 'soal'), this.#taken.questions)
      : isTerm
        ? freeId(idFrom(textAt(map, 'term'), 'istilah'), takenBy(this.#taken, 'glossary'))
        : nextLetter(new Set(row));
    row[index] = id;
    return id;
  }
}

/** The same data with these ids in it. */
function withIds(value: unknown, ids: readonly { readonly path: Path; readonly id: string }[]): unknown {
  const copy: unknown = structuredClone(value ?? {});
  for (const { path, id } of ids) {
    const map = valueAt(copy, path);
    if (typeof map === 'object' && map !== null) Reflect.set(map, 'id', id);
  }
  return copy;
}

/**
 * Writes an id wherever the format asks for one and none stands. Every other character of the text stays. What was
 * written is read again and compared before it is given back; a file that says anything else then is left as it was.
 */
export function giveIds(text: string, path: string, kind: FileKind, schema: JsonSchema, taken: TakenIds): GivenIds {
  const part = yamlPart(text, kind);
  if (!part) return { kind: 'unreadable' };
  const { yaml, from } = part;
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  if (document.errors.length > 0) return { kind: 'unreadable' };
  const root = document.contents;
  const naming = new Naming(path, kind, taken, isMap(root) ? textAt(root, 'id') : '');
  const wanted = missingIds(root, schema).map((place) => ({ ...place, id: naming.next(place) }));
  const insertions = wanted.flatMap(({ map, id }) => insertionFor(map, id, yaml) ?? []);
  // A front matter without a single key is no map yet.
  if (root === null && kind === 'lesson') {
    const id = freeId(idFrom(stemOf(path), kind), takenBy(taken, kind));
    return { kind: 'given', text: `${text.slice(0, from)}id: ${id}${lineEndOf(text)}${text.slice(from)}`, ids: [{ id, line: 2 }] };
  }
  if (wanted.length === 0) return { kind: 'given', text, ids: [] };
  const written = withInsertions(yaml, insertions);
  const again = parseDocument(written, { prettyErrors: false, stringKeys: true });
  const isSame = again.errors.length === 0 && isDeepStrictEqual(again.toJS(), withIds(document.toJS(), wanted));
  if (insertions.length !== wanted.length || !isSame) return { kind: 'unreadable' };
  return { kind: 'given', text: text.slice(0, from) + written + text.slice(from + yaml.length), ids: placesOf(wanted.map(({ id }) => id), insertions, yaml, text.slice(0, from)) };
}

const linesIn = (text: string): number => text.split('\n').length - 1;

function placesOf(ids: readonly string[], insertions: readonly Insertion[], yaml: string, before: string): IdGiven[] {
  return ids.map((id, index) => {
    const at = insertions[index]?.at ?? 0;
    const above = insertions.filter((other) => other.at < at).reduce((sum, { text }) => sum + linesIn(text), 0);
    return { id, line: 1 + linesIn(before) + linesIn(yaml.slice(0, at)) + above };
  });
}
