import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { giveIdsInCourse } from '../content/ids/course-ids.ts';
import { say, type Sentence } from '../content/mistake.ts';
import { isAuthorLanguage, LANGUAGES } from '../web/i18n/language.ts';
import { readWords } from './words.ts';

export interface IdsOutput {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = say(
  `Pemakaian: ids FOLDER-PELATIHAN [--lang id|en]
Menulis id ke setiap pelajaran, modul, kuis, soal, dan pilihan yang belum mempunyainya. Selain itu tidak satu huruf pun berubah.
`,
  `Usage: ids COURSE-FOLDER [--lang id|en]
Writes an id into every lesson, module, quiz, question and option that has none. Not a letter of anything else changes.
`,
);

const MISUSED = 2;
const LEFT_ALONE = 1;

/** `bimtek ids FOLDER`: gives the exit code. 1: a file holds a mistake and was left alone. */
export async function runIds(args: readonly string[], { stdout }: IdsOutput): Promise<number> {
  const { options, rest, fault } = readWords(args, ['lang']);
  const wanted = options.get('lang') ?? 'id';
  const language = isAuthorLanguage(wanted) ? wanted : 'id';
  const tell = (sentence: Sentence) => void stdout.write(`${sentence[language]}\n`);
  const misused = (sentence: Sentence): number => (tell(sentence), stdout.write(USAGE[language]), MISUSED);
  const [folder, ...more] = rest;
  if (args.includes('--help') || args.includes('-h')) return stdout.write(USAGE[language]), 0;
  if (fault) return misused(say(`Pilihan "${fault}" tidak dikenal atau tanpa nilai.`, `The option "${fault}" is not known or has no value.`));
  if (!isAuthorLanguage(wanted)) return misused(say(`--lang harus salah satu dari: ${LANGUAGES.join(', ')}.`, `--lang is one of: ${LANGUAGES.join(', ')}.`));
  if (folder === undefined || more.length > 0) return misused(say('Sebutkan satu folder pelatihan.', 'Name one course folder.'));
  if (!existsSync(join(folder, 'course.yaml'))) return misused(say(`"${folder}" bukan folder pelatihan (course.yaml tidak ada).`, `"${folder}" is no course folder (there is no course.yaml).`));
  const told = await giveIdsInCourse(resolve(folder), questionTypes);
  for (const file of told) {
    const path = join(folder, file.path).replaceAll('\\', '/');
    if ('unreadable' in file) tell(say(`${path}:1:1 dilewati: perbaiki dahulu yang disebut "check"`, `${path}:1:1 left alone: first mend what "check" says`));
    else for (const { id, line } of file.ids) stdout.write(`${path}:${line}:1 id: ${id}\n`);
  }
  const given = told.reduce((sum, file) => sum + ('ids' in file ? file.ids.length : 0), 0);
  tell(say(`${given} id ditulis.`, `${given} ids written.`));
  return told.some((file) => 'unreadable' in file) ? LEFT_ALONE : 0;
}
