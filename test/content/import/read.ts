import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parse } from 'yaml';
import { ZipFile } from 'yazl';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { importQuestions, type ImportRequest } from '../../../server/content/import/import-questions.ts';
import type { Imported } from '../../../server/content/import/imported.ts';

export const FIXTURES = join(import.meta.dirname, '../../fixtures/import');
export const fixture = (name: string): Buffer => readFileSync(join(FIXTURES, name));

/** A tiny PNG, whole. */
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** A folder of the fixtures as a ZIP. */
export function zipFixture(folder: string, more: Readonly<Record<string, Buffer>> = {}): Promise<Buffer> {
  const root = join(FIXTURES, folder);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path)).filter((path) => statSync(path).isFile());
  return zipOf({ ...Object.fromEntries(paths.map((path) => [relative(root, path).replaceAll('\\', '/'), readFileSync(path)])), ...more });
}

type Request = Partial<Omit<ImportRequest, 'bytes' | 'formats'>>;

/** What comes of a source; `refused` tells why not. */
export const tryImport = (content: string | Buffer, name: string, request: Request = {}) =>
  importQuestions({ name, bytes: Buffer.from(content), format: undefined, competency: 'X.1', course: undefined, ...request, formats: questionTypes });

export interface ReadImport extends Imported {
  readonly questions: readonly Readonly<Record<string, unknown>>[];
}

export async function readImport(content: string | Buffer, name: string, request: Request = {}): Promise<ReadImport> {
  const imported = await tryImport(content, name, request);
  if (imported.kind === 'refused') throw new Error(imported.sentence.en);
  const { questions = [] } = (parse(imported.yaml) ?? {}) as { questions?: Record<string, unknown>[] };
  return { ...imported, questions };
}

/** `code line` of every note of a kind. */
export const notesOf = ({ notes }: Pick<Imported, 'notes'>, severity: 'error' | 'warning'): string[] =>
  notes.filter((note) => note.severity === severity).map(({ code, file, line }) => `${code} ${file}:${line}`);

export const question = (read: ReadImport, id: string): Readonly<Record<string, unknown>> => {
  const found = read.questions.find((one) => one['id'] === id);
  if (!found) throw new Error(`no ${id} among ${read.questions.map((one) => String(one['id'])).join(', ')}`);
  return found;
};
