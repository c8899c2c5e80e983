import { relative } from 'node:path';
import { compareProblems, say, type Sentence } from '../content/mistake.ts';
import type { Problem } from '../content/problem.ts';
import type { QuestionFormats } from '../content/question-format.ts';
import { FolderCheck, placedIn } from './folder-check.ts';
import { watchAndCheck, type Look } from './watch-check.ts';
import { addLooks } from '../certification/pdf/certificate-templates.ts';
import { readLooks, siteLooksFolder } from '../certification/pdf/declared/read-looks.ts';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { isAuthorLanguage, LANGUAGES, type AuthorLanguage as Language } from '../web/i18n/language.ts';

export interface CheckOutput {
  readonly stdout: { write(text: string): unknown };
  /** Left out: the question types of the assessment room. */
  readonly formats?: QuestionFormats;
  /** Ends `--watch`. */
  readonly until?: AbortSignal | undefined;
}

const USAGE = say(
  'Pemakaian: check [--watch] [--lang id|en] [folder ...]\nMemeriksa satu pelatihan, atau semua pelatihan di dalam folder (bila tidak disebut: courses). --watch: memeriksa lagi setiap kali berkas disimpan.\n',
  'Usage: check [--watch] [--lang id|en] [folder ...]\nChecks one course, or all courses in a folder (courses when none is named). --watch: checks again whenever a file is saved.\n',
);

const severities = { error: say('kesalahan', 'error'), warning: say('peringatan', 'warning') } as const;

interface Request {
  readonly language: Language;
  readonly folders: { readonly names: readonly string[]; /** None was named. */ readonly isUsual: boolean };
  readonly help: boolean;
  readonly watch: boolean;
  readonly fault: Sentence | undefined;
}

function readArguments(args: readonly string[]): Request {
  const folders: string[] = [];
  let language: Language = 'id';
  let help = false;
  let watch = false;
  let fault: Sentence | undefined;
  const words = args.flatMap((word) => (word.startsWith('--lang=') ? ['--lang', word.slice('--lang='.length)] : [word]));
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--help' || word === '-h') help = true;
    else if (word === '--watch') watch = true;
    else if (word === '--lang') {
      const wanted = words[++index];
      if (isAuthorLanguage(wanted)) language = wanted;
      else fault = say(`--lang harus salah satu dari: ${LANGUAGES.join(', ')}.`, `--lang is one of: ${LANGUAGES.join(', ')}.`);
    } else if (word.startsWith('-')) fault = say(`Pilihan "${word}" tidak dikenal.`, `The option "${word}" is not known.`);
    else folders.push(word);
  }
  return { language, folders: { names: folders.length > 0 ? folders : ['courses'], isUsual: folders.length === 0 }, help, watch, fault };
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

/** Every problem as its line, and the sum of them. */
function reportOf(problems: readonly Problem[], courses: number, language: Language): string {
  const lines = problems.toSorted(compareProblems).map(
    ({ file, line, column, severity, message, hint }) => `${file}:${line}:${column} ${severities[severity][language]} ${message[language]}${hint ? ` (${hint[language]})` : ''}\n`,
  );
  return `${lines.join('')}${closingLine(problems, courses)[language]}\n`;
}

/**
 * `bimtek check [--watch] [--lang id|en] [folder ...]`: every problem of every file as `file:line:column severity message (hint)`.
 * Exit code 0: no error, 1: errors in the files, 2: the command itself could not be carried out.
 */
export async function runCheck(args: readonly string[], { stdout, formats = questionTypes, until }: CheckOutput): Promise<number> {
  const { language, folders, help, watch, fault } = readArguments(args);
  if (help || fault) {
    stdout.write(`${fault ? `${fault[language]}\n` : ''}${USAGE[language]}`);
    return help ? 0 : 2;
  }
  // Without a folder, all that this installation shows is checked; with one, its looks are known by their names.
  const looks = await readLooks(siteLooksFolder());
  addLooks(looks.flatMap(({ name, source }) => (source ? [{ name, source }] : [])));
  const here = process.cwd();
  const ofLooks: Problem[] = folders.isUsual ? looks.flatMap(({ checked }) => placedIn(checked, here).map((problem) => ({ ...problem, file: relative(here, problem.file).replaceAll('\\', '/') }))) : [];
  const checks = folders.names.map((folder) => new FolderCheck(folder, formats));
  const look: Look = async (changed) => {
    const problems: Problem[] = [...ofLooks];
    let courses = 0;
    for (const check of checks) {
      const checked = await check.look(changed);
      if (!checked) {
        const missing = say(`Folder "${check.given}" tidak ada atau tidak dapat dibaca.`, `The folder "${check.given}" does not exist or cannot be read.`);
        return { code: 2, text: `${missing[language]}\n` };
      }
      problems.push(...checked.problems);
      courses += checked.courses;
    }
    return { code: problems.some(({ severity }) => severity === 'error') ? 1 : 0, text: reportOf(problems, courses, language) };
  };
  const first = await look();
  stdout.write(first.text);
  if (!watch || first.code === 2) return first.code;
  return watchAndCheck(folders.names, first, look, { stdout, language, until });
}
