import { join, relative } from 'node:path';
import { CourseShelf, type FolderProblems } from '../content/course-shelf.ts';
import { courseFoldersIn, holdsModules } from '../content/course-folders.ts';
import { compareProblems, say, type Sentence } from '../content/mistake.ts';
import type { Problem } from '../content/problem.ts';
import type { QuestionFormats } from '../content/question-format.ts';
import { VersionKeeper } from '../content/version-keeper.ts';
import { addLooks, certificateTemplateNames } from '../certification/pdf/certificate-templates.ts';
import { layoutFormat } from '../certification/pdf/declared/layout-format.ts';
import { readLooks, siteLooksFolder } from '../certification/pdf/declared/read-looks.ts';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { isAuthorLanguage, LANGUAGES, type AuthorLanguage as Language } from '../web/i18n/language.ts';

export interface CheckOutput {
  readonly stdout: { write(text: string): unknown };
  /** Left out: the question types of the assessment room. */
  readonly formats?: QuestionFormats;
}

const USAGE = say(
  'Pemakaian: check [--lang id|en] [folder ...]\nMemeriksa satu pelatihan, atau semua pelatihan di dalam folder (bila tidak disebut: courses).\n',
  'Usage: check [--lang id|en] [folder ...]\nChecks one course, or all courses in a folder (courses when none is named).\n',
);

const severities = { error: say('kesalahan', 'error'), warning: say('peringatan', 'warning') } as const;

interface Request {
  readonly language: Language;
  readonly folders: { readonly names: readonly string[]; /** None was named. */ readonly isUsual: boolean };
  readonly help: boolean;
  readonly fault: Sentence | undefined;
}

function readArguments(args: readonly string[]): Request {
  const folders: string[] = [];
  let language: Language = 'id';
  let help = false;
  let fault: Sentence | undefined;
  const words = args.flatMap((word) => (word.startsWith('--lang=') ? ['--lang', word.slice('--lang='.length)] : [word]));
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--help' || word === '-h') help = true;
    else if (word === '--lang') {
      const wanted = words[++index];
      if (isAuthorLanguage(wanted)) language = wanted;
      else fault = say(`--lang harus salah satu dari: ${LANGUAGES.join(', ')}.`, `--lang is one of: ${LANGUAGES.join(', ')}.`);
    } else if (word.startsWith('-')) fault = say(`Pilihan "${word}" tidak dikenal.`, `The option "${word}" is not known.`);
    else folders.push(word);
  }
  return { language, folders: { names: folders.length > 0 ? folders : ['courses'], isUsual: folders.length === 0 }, help, fault };
}

const NO_VERSIONS = new VersionKeeper(
  {
    save: () => Promise.resolve(),
    latest: () => Promise.resolve(undefined),
    load: () => Promise.resolve(undefined),
    knownIds: () => Promise.resolve([]),
  },
  () => {},
);

/** The problems of one folder, their files named from where the command was given. */
function placedIn({ folder, problems }: FolderProblems, given: string): Problem[] {
  return problems.map((problem) => ({ ...problem, file: join(given, relative(given, folder), problem.file).replaceAll('\\', '/') }));
}

async function checkFolder(given: string, formats: QuestionFormats): Promise<{ problems: Problem[]; courses: number } | undefined> {
  const inside = await courseFoldersIn(given);
  if (!inside) return undefined;
  const isOneCourse = inside.includes(given) || inside.length === 0 || (await holdsModules(given));
  const folders = isOneCourse ? [given] : inside;
  const faults: unknown[] = [];
  const shelf = new CourseShelf({ formats, templates: certificateTemplateNames, layouts: layoutFormat }, NO_VERSIONS, (fault) => faults.push(fault));
  await shelf.read(folders, undefined);
  if (faults.length > 0) throw faults[0];
  const found = shelf.arrange().problems.flatMap((entry) => placedIn(entry, given));
  // Which other courses there will be beside a single one is not known here.
  const problems = isOneCourse ? found.filter(({ code }) => code !== 'requires-unknown-course') : found;
  return { problems, courses: folders.length };
}

function closingLine(problems: readonly Problem[], courses: number): Sentence {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return say(
    `${errors} kesalahan, ${warnings} peringatan di ${courses} pelatihan.`,
    `${plural(errors, 'error')}, ${plural(warnings, 'warning')} in ${plural(courses, 'course')}.`,
  );
}

/**
 * `bimtek check [--lang id|en] [folder ...]`: every problem of every file as `file:line:column severity message (hint)`.
 * Exit code 0: no error, 1: errors in the files, 2: the command itself could not be carried out.
 */
export async function runCheck(args: readonly string[], { stdout, formats = questionTypes }: CheckOutput): Promise<number> {
  const { language, folders, help, fault } = readArguments(args);
  if (help || fault) {
    stdout.write(`${fault ? `${fault[language]}\n` : ''}${USAGE[language]}`);
    return help ? 0 : 2;
  }
  // Without a folder, all that this installation shows is checked; with one, its looks are known by their names.
  const looks = await readLooks(siteLooksFolder());
  addLooks(looks.flatMap(({ name, source }) => (source ? [{ name, source }] : [])));
  const here = process.cwd();
  const problems: Problem[] = folders.isUsual ? looks.flatMap(({ checked }) => placedIn(checked, here).map((problem) => ({ ...problem, file: relative(here, problem.file).replaceAll('\\', '/') }))) : [];
  let courses = 0;
  for (const folder of folders.names) {
    const checked = await checkFolder(folder, formats);
    if (!checked) {
      stdout.write(`${say(`Folder "${folder}" tidak ada atau tidak dapat dibaca.`, `The folder "${folder}" does not exist or cannot be read.`)[language]}\n`);
      return 2;
    }
    problems.push(...checked.problems);
    courses += checked.courses;
  }
  for (const { file, line, column, severity, message, hint } of problems.sort(compareProblems)) {
    stdout.write(`${file}:${line}:${column} ${severities[severity][language]} ${message[language]}${hint ? ` (${hint[language]})` : ''}\n`);
  }
  stdout.write(`${closingLine(problems, courses)[language]}\n`);
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
