import { join, relative } from 'node:path';
import { say, type Sentence } from '../content/mistake.ts';
import { newCourse, newLesson, newModule, newQuiz, type Scaffolded, type Wishes } from '../content/scaffold/scaffold.ts';
import { ID_PATTERN } from '../content/schema.ts';
import { isAuthorLanguage, LANGUAGES, type AuthorLanguage } from '../web/i18n/language.ts';
import { projectRoot } from '../web/project-root.ts';
import { readWords } from './words.ts';

export interface NewOutput {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = say(
  `Pemakaian:
  new course FOLDER [--title JUDUL] [--id ID] [--unit "UNIT KOMPETENSI"] [--prefix HS]
  new module FOLDER-PELATIHAN [--title JUDUL] [--id ID]
  new lesson FOLDER-MODUL [--title JUDUL] [--id ID] [--minutes N]
  new quiz FOLDER-MODUL [--title JUDUL] [--id ID]
Menulis contoh yang lolos pemeriksaan, untuk diganti isinya. Tidak bertanya apa pun dan tidak menimpa apa pun.
--schemas FOLDER|ALAMAT: tempat skema JSON bagi penyunting teks (bila tidak disebut: docs/schemas Bimtek ini). --lang id|en
`,
  `Usage:
  new course FOLDER [--title TITLE] [--id ID] [--unit "UNIT OF COMPETENCY"] [--prefix HS]
  new module COURSE-FOLDER [--title TITLE] [--id ID]
  new lesson MODULE-FOLDER [--title TITLE] [--id ID] [--minutes N]
  new quiz MODULE-FOLDER [--title TITLE] [--id ID]
Writes samples that pass the check, to be replaced. Asks nothing and overwrites nothing.
--schemas FOLDER|ADDRESS: where editors find the JSON Schemas (left out: docs/schemas of this Bimtek). --lang id|en
`,
);

const MISUSED = 2;
const REFUSED = 1;
const LONGEST_TITLE = 200;
const MOST_MINUTES = 600;

const makers: Readonly<Record<string, (folder: string, wishes: Wishes, schemas: string) => Promise<Scaffolded>>> = {
  course: newCourse,
  module: newModule,
  lesson: (folder, wishes) => newLesson(folder, wishes),
  quiz: newQuiz,
};

/** What is wrong with the options; undefined: nothing. */
function faultIn(options: ReadonlyMap<string, string>): Sentence | undefined {
  const [title, unit, id, prefix, minutes] = ['title', 'unit', 'id', 'prefix', 'minutes'].map((name) => options.get(name));
  for (const text of [title, unit]) {
    // One line of YAML, as long as the format allows.
    if (text !== undefined && (text.trim() === '' || text.length > LONGEST_TITLE || /\p{Cc}/u.test(text))) return say('Judul berisi 1 sampai 200 huruf dalam satu baris.', 'A title has 1 to 200 letters in one line.');
  }
  if (id !== undefined && !ID_PATTERN.test(id)) return say(`--id "${id}": pakai huruf kecil, angka, dan tanda hubung, dimulai huruf.`, `--id "${id}": use small letters, digits and hyphens, beginning with a letter.`);
  if (prefix !== undefined && !/^[A-Z]{2,5}$/.test(prefix)) return say('--prefix berisi 2 sampai 5 huruf besar.', '--prefix has 2 to 5 capital letters.');
  if (minutes !== undefined && !(/^[1-9]\d{0,2}$/.test(minutes) && Number(minutes) <= MOST_MINUTES)) return say('--minutes berisi angka 1 sampai 600.', '--minutes is a number from 1 to 600.');
  return undefined;
}

const wishesIn = (options: ReadonlyMap<string, string>): Wishes => ({
  title: options.get('title')?.trim(),
  id: options.get('id'),
  unit: options.get('unit')?.trim(),
  prefix: options.get('prefix'),
  minutes: options.has('minutes') ? Number(options.get('minutes')) : undefined,
});

const shown = (path: string): string => {
  const near = relative('.', path);
  return (near.startsWith('..') ? path : near).replaceAll('\\', '/');
};

async function make(maker: NonNullable<(typeof makers)[string]>, folder: string, options: ReadonlyMap<string, string>): Promise<Scaffolded> {
  try {
    return await maker(folder, wishesIn(options), options.get('schemas') ?? join(projectRoot(), 'docs', 'schemas'));
  } catch (problem) {
    const reason = problem instanceof Error && 'code' in problem ? String(problem.code) : undefined;
    if (reason === undefined) throw problem;
    return { kind: 'refused', sentence: say(`Tidak dapat menulis di "${folder}" (${reason}). Tidak ada yang ditimpa.`, `Cannot write in "${folder}" (${reason}). Nothing was overwritten.`) };
  }
}

/** `bimtek new KIND FOLDER ...`: gives the exit code. 0: made; 1: refused, nothing was written; 2: misused. */
export async function runNew(args: readonly string[], { stdout }: NewOutput): Promise<number> {
  const { options, rest, fault } = readWords(args, ['title', 'id', 'unit', 'prefix', 'minutes', 'schemas', 'lang']);
  const wanted = options.get('lang') ?? 'id';
  const language: AuthorLanguage = isAuthorLanguage(wanted) ? wanted : 'id';
  const tell = (sentence: Sentence) => void stdout.write(`${sentence[language]}\n`);
  const misused = (sentence: Sentence): number => (tell(sentence), stdout.write(USAGE[language]), MISUSED);
  const [kind = '', folder, ...more] = rest;
  if (args.includes('--help') || args.includes('-h')) return stdout.write(USAGE[language]), 0;
  if (fault) return misused(say(`Pilihan "${fault}" tidak dikenal atau tanpa nilai.`, `The option "${fault}" is not known or has no value.`));
  if (!isAuthorLanguage(wanted)) return misused(say(`--lang harus salah satu dari: ${LANGUAGES.join(', ')}.`, `--lang is one of: ${LANGUAGES.join(', ')}.`));
  const maker = Object.hasOwn(makers, kind) ? makers[kind] : undefined;
  if (!maker) return misused(say(`Sebutkan yang dibuat: ${Object.keys(makers).join(', ')}.`, `Name what to make: ${Object.keys(makers).join(', ')}.`));
  if (folder === undefined || more.length > 0) return misused(say('Sebutkan satu folder.', 'Name one folder.'));
  const wrong = faultIn(options);
  if (wrong) return misused(wrong);
  const result = await make(maker, folder, options);
  if (result.kind === 'refused') return tell(result.sentence), REFUSED;
  const { made, note, course } = result.scaffold;
  for (const path of made) tell(say(`Ditulis: ${shown(path)}`, `Written: ${shown(path)}`));
  if (note) tell(note);
  tell(say(`Periksa dengan: check --watch ${shown(course)}`, `Check it with: check --watch ${shown(course)}`));
  return 0;
}
