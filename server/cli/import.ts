import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { readCourseNames } from '../content/import/course-names.ts';
import type { CourseNames } from '../content/import/finish.ts';
import { slugOf } from '../content/import/identify.ts';
import { IMPORT_FORMATS, importQuestions, type ImportFormat } from '../content/import/import-questions.ts';
import type { Imported, ReviewNote } from '../content/import/imported.ts';
import { LIMITS } from '../content/import/limits.ts';
import { say, type Sentence } from '../content/mistake.ts';
import { CODE_PATTERN } from '../content/schema.ts';
import { isAuthorLanguage, LANGUAGES, type AuthorLanguage as Language } from '../web/i18n/language.ts';
import { readWords } from './words.ts';

export interface ImportOutput {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = say(
  `Pemakaian: import BERKAS [--format ${IMPORT_FORMATS.join('|')}] [--course FOLDER] [--out BERKAS.yaml] [--competency KODE] [--lang id|en]
Menulis soal dari sistem lain menjadi berkas soal, dan menyebut semua yang tidak dapat diambil.
Tanpa --out: bank/NAMA.yaml di folder pelatihan, atau NAMA.yaml di folder ini. Berkas yang sudah ada tidak ditimpa.
`,
  `Usage: import FILE [--format ${IMPORT_FORMATS.join('|')}] [--course FOLDER] [--out FILE.yaml] [--competency CODE] [--lang id|en]
Writes questions of another system as a question file, and names all that could not be taken.
Without --out: bank/NAME.yaml in the course's folder, or NAME.yaml in this one. An existing file is never overwritten.
`,
);

const MISUSED = 2;
const LEFT_OUT = 1;

interface Request {
  readonly file: string;
  readonly format: ImportFormat | undefined;
  readonly course: string | undefined;
  readonly out: string;
  readonly competency: string | undefined;
  readonly language: Language;
}

const isFormat = (word: string | undefined): word is ImportFormat => IMPORT_FORMATS.some((format) => format === word);

function readRequest(args: readonly string[]): Request | Sentence {
  const { options, rest, fault } = readWords(args, ['format', 'course', 'out', 'competency', 'lang']);
  const [file, ...more] = rest;
  if (fault) return say(`Pilihan "${fault}" tidak dikenal atau tanpa nilai.`, `The option "${fault}" is not known or has no value.`);
  if (file === undefined || more.length > 0) return say('Sebutkan satu berkas.', 'Name one file.');
  const format = options.get('format');
  if (format !== undefined && !isFormat(format)) return say(`--format harus salah satu dari: ${IMPORT_FORMATS.join(', ')}.`, `--format is one of: ${IMPORT_FORMATS.join(', ')}.`);
  const language = options.get('lang') ?? 'id';
  if (!isAuthorLanguage(language)) return say(`--lang harus salah satu dari: ${LANGUAGES.join(', ')}.`, `--lang is one of: ${LANGUAGES.join(', ')}.`);
  const competency = options.get('competency');
  if (competency !== undefined && !CODE_PATTERN.test(competency)) return say(`--competency "${competency}" bukan kode.`, `--competency "${competency}" is no code.`);
  const course = options.get('course');
  const name = `${slugOf(basename(file).replace(/\.[^.]*$/, '')) || 'soal'}.yaml`;
  return { file, format, course, competency, language, out: options.get('out') ?? (course === undefined ? name : join(course, 'bank', name)) };
}

const KINDS = { error: say('tidak diambil', 'not taken'), warning: say('periksa', 'look at') } as const;

/** `file:line:column not taken [question] message (hint)`, as `check` writes its problems. */
export function noteLine({ file, line, column, severity, message, hint, question, times }: ReviewNote, language: Language): string {
  const label = question === undefined ? '' : ` [${question}]`;
  const often = times > 1 ? ` (${times} ${language === 'id' ? 'kali' : 'times'})` : '';
  return `${file}:${line}:${column} ${KINDS[severity][language]}${label} ${message[language]}${hint ? ` (${hint[language]})` : ''}${often}`;
}

/** The YAML last: while it is not there, nothing has been imported. */
async function write({ yaml, media }: Imported, out: string): Promise<void> {
  const folder = dirname(out);
  await mkdir(folder, { recursive: true });
  for (const { path, bytes } of media) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    // The name holds a hash of the content: what is there already is the same picture.
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(out, yaml, { flag: 'wx' });
}

async function courseNames(folder: string | undefined): Promise<CourseNames | undefined | Sentence> {
  if (folder === undefined) return undefined;
  const names = existsSync(folder) ? await readCourseNames(folder) : undefined;
  return names ?? say(`"${folder}" bukan folder pelatihan (course.yaml tidak ada).`, `"${folder}" is no course folder (there is no course.yaml).`);
}

const isSentence = (value: object | undefined): value is Sentence => value !== undefined && 'id' in value && 'en' in value;

async function carryOut(request: Request, tell: (sentence: Sentence) => void): Promise<number> {
  const { file, format, course: folder, out, competency } = request;
  const size = await stat(file).then((found) => (found.isFile() ? found.size : undefined), () => undefined);
  if (size === undefined) return tell(say(`Berkas "${file}" tidak ada atau tidak dapat dibaca.`, `The file "${file}" does not exist or cannot be read.`)), MISUSED;
  if (existsSync(out)) return tell(say(`"${out}" sudah ada dan tidak ditimpa. Pilih nama lain dengan --out.`, `"${out}" exists and is not overwritten. Choose another name with --out.`)), MISUSED;
  const course = await courseNames(folder);
  if (isSentence(course)) return tell(course), MISUSED;
  if (course && competency !== undefined && !course.competencies.has(competency)) {
    return tell(say(`Unit kompetensi "${competency}" tidak ada di pelatihan itu. Yang ada: ${[...course.competencies].join(', ')}.`, `That course has no unit of competency "${competency}". It has: ${[...course.competencies].join(', ')}.`)), MISUSED;
  }
  const bytes = size > LIMITS.source ? Buffer.alloc(LIMITS.source + 1) : await readFile(file);
  const imported = await importQuestions({ name: basename(file), bytes, format, formats: questionTypes, competency, course });
  if (imported.kind === 'refused') return tell(imported.sentence), LEFT_OUT;
  for (const note of imported.notes) tell(say(noteLine(note, 'id'), noteLine(note, 'en')));
  const { found, taken, media } = imported;
  tell(say(`${taken} dari ${found} soal diambil, ${media.length} gambar.`, `${taken} of ${found} questions taken, ${media.length} pictures.`));
  if (taken === 0) return LEFT_OUT;
  await write(imported, out);
  tell(say(`Ditulis: ${out.replaceAll('\\', '/')}`, `Written: ${out.replaceAll('\\', '/')}`));
  return taken < found ? LEFT_OUT : 0;
}

/**
 * `bimtek import FILE ...`: gives the exit code. 0: all questions taken; 1: some were not, or the file cannot be read;
 * 2: the command itself could not be carried out.
 */
export async function runImport(args: readonly string[], { stdout }: ImportOutput): Promise<number> {
  const request = readRequest(args);
  const asksHelp = args.includes('--help') || args.includes('-h');
  if (asksHelp || isSentence(request)) {
    stdout.write(`${asksHelp || !isSentence(request) ? '' : `${request.id}\n`}${USAGE.id}`);
    return asksHelp ? 0 : MISUSED;
  }
  const tell = (sentence: Sentence) => void stdout.write(`${sentence[request.language]}\n`);
  return carryOut(request, tell);
}
