import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isUtf8 } from 'node:buffer';
import { isMap, isSeq, parseDocument } from 'yaml';
import { authorSchemas, type FileKind, type JsonSchema } from '../author-schemas.ts';
import { listCourseFiles } from '../course-files.ts';
import { layOut, type CourseLayout, type Translatable } from '../course-layout.ts';
import type { QuestionFormats } from '../question-format.ts';
import { giveIds, takenBy, type IdGiven, type TakenIds } from './give-ids.ts';
import { textAt } from './missing-ids.ts';

interface IdFile {
  readonly path: string;
  readonly absolute: string;
  readonly kind: FileKind;
}

export type FileWithIds = { readonly path: string; readonly ids: readonly IdGiven[] } | { readonly path: string; readonly unreadable: true };

/** Translations repeat the ids of their originals: they get none of their own. */
function filesOf(layout: CourseLayout): IdFile[] {
  const file = (kind: FileKind, text: Translatable | undefined): IdFile[] => (text ? [{ path: text.original.path, absolute: text.original.absolute, kind }] : []);
  return [
    ...file('course', layout.course),
    ...file('glossary', layout.glossary),
    ...layout.modules.flatMap(({ module, lessons, quiz }) => [...file('module', module), ...lessons.flatMap((lesson) => file('lesson', lesson)), ...file('quiz', quiz)]),
    ...[...layout.banks.values()].flatMap((bank) => file('bank', bank)),
    ...file('exam', layout.exam),
  ];
}

const NOTHING = () => undefined;

/** Bytes that are no UTF-8 would not come back as they were: such a file is left alone. */
const textOf = async (absolute: string): Promise<string | undefined> => {
  const bytes = await readFile(absolute).catch(NOTHING);
  return bytes && isUtf8(bytes) ? bytes.toString('utf8') : undefined;
};

const frontMatter = (text: string): string => /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---/m.exec(text)?.[1] ?? '';

/** The ids that the files of a course hold now. */
export async function idsTaken(folder: string): Promise<TakenIds> {
  const taken: TakenIds = { files: new Map(), questions: new Set() };
  const listing = await listCourseFiles(folder, NOTHING);
  for (const { absolute, kind } of filesOf(layOut(listing, NOTHING))) {
    const text = (await textOf(absolute)) ?? '';
    const { contents } = parseDocument(kind === 'lesson' ? frontMatter(text) : text, { prettyErrors: false });
    if (isMap(contents)) takenBy(taken, kind === 'exam' ? 'quiz' : kind).add(textAt(contents, 'id'));
    const list = isMap(contents) ? contents.get('questions') : contents;
    const names = kind === 'glossary' ? takenBy(taken, kind) : taken.questions;
    if (isSeq(list)) for (const item of list.items) if (isMap(item)) names.add(textAt(item, 'id'));
  }
  return taken;
}

/** In one step, with the mode that the file had: a reader sees the old text or the new one. */
async function replaceFile(absolute: string, text: string): Promise<void> {
  const { mode } = await stat(absolute);
  const draft = join(dirname(absolute), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(draft, text, { mode });
    await rename(draft, absolute);
  } catch (problem) {
    await rm(draft, { force: true });
    throw problem;
  }
}

/** Gives ids in all files of a course; tells of those that were changed, and of those that could not be read. */
export async function giveIdsInCourse(folder: string, formats: QuestionFormats): Promise<FileWithIds[]> {
  const schemas: ReadonlyMap<FileKind, JsonSchema> = authorSchemas(formats);
  const taken = await idsTaken(folder);
  const told: FileWithIds[] = [];
  const listing = await listCourseFiles(folder, NOTHING);
  for (const { path, absolute, kind } of filesOf(layOut(listing, NOTHING))) {
    const text = await textOf(absolute);
    const given = text === undefined ? { kind: 'unreadable' as const } : giveIds(text, `${folder}/${path}`, kind, schemas.get(kind) ?? {}, taken);
    if (given.kind === 'unreadable') told.push({ path, unreadable: true });
    else if (given.ids.length > 0) {
      await replaceFile(absolute, given.text);
      told.push({ path, ids: given.ids });
    }
  }
  return told;
}
