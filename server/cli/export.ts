import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { EXPORT_FORMATS, exportCourse, type ExportFormat } from '../content/export/export-course.ts';
import { say, type Sentence } from '../content/mistake.ts';
import { isAuthorLanguage, LANGUAGES } from '../web/i18n/language.ts';
import { readWords } from './words.ts';

export interface ExportOutput {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = say(
  `Pemakaian: export FOLDER-PELATIHAN --format ${EXPORT_FORMATS.join('|')} [--out BERKAS] [--lang id|en]
Menulis semua soal kuis dan bank untuk sistem lain, dan menyebut apa yang tidak sama di sana.
Tanpa --out: NAMA.gift atau NAMA.xml di folder ini. Berkas yang sudah ada tidak ditimpa.
`,
  `Usage: export COURSE-FOLDER --format ${EXPORT_FORMATS.join('|')} [--out FILE] [--lang id|en]
Writes all questions of quizzes and banks for another system, and names what is not the same there.
Without --out: NAME.gift or NAME.xml in this folder. An existing file is never overwritten.
`,
);
const MISUSED = 2;
const LEFT_OUT = 1;
const KINDS = { error: say('tidak diekspor', 'not exported'), warning: say('periksa', 'look at') } as const;

const isFormat = (word: string | undefined): word is ExportFormat => EXPORT_FORMATS.some((format) => format === word);

/** `bimtek export FOLDER ...`: gives the exit code, as `import` does. */
export async function runExport(args: readonly string[], { stdout }: ExportOutput): Promise<number> {
  const { options, rest, fault } = readWords(args, ['format', 'out', 'lang']);
  const wanted = options.get('lang') ?? 'id';
  const language = isAuthorLanguage(wanted) ? wanted : 'id';
  const tell = (sentence: Sentence) => void stdout.write(`${sentence[language]}\n`);
  const misused = (sentence: Sentence): number => {
    tell(sentence);
    stdout.write(USAGE[language]);
    return MISUSED;
  };
  const [folder, ...more] = rest;
  const format = options.get('format');
  if (args.includes('--help') || args.includes('-h')) return stdout.write(USAGE[language]), 0;
  if (fault) return misused(say(`Pilihan "${fault}" tidak dikenal atau tanpa nilai.`, `The option "${fault}" is not known or has no value.`));
  if (!isAuthorLanguage(wanted)) return misused(say(`--lang harus salah satu dari: ${LANGUAGES.join(', ')}.`, `--lang is one of: ${LANGUAGES.join(', ')}.`));
  if (folder === undefined || more.length > 0) return misused(say('Sebutkan satu folder pelatihan.', 'Name one course folder.'));
  if (!isFormat(format)) return misused(say(`--format harus salah satu dari: ${EXPORT_FORMATS.join(', ')}.`, `--format is one of: ${EXPORT_FORMATS.join(', ')}.`));
  const out = options.get('out') ?? join('.', `${basename(resolve(folder))}.${format === 'gift' ? 'gift' : 'xml'}`);
  if (existsSync(out)) return misused(say(`"${out}" sudah ada dan tidak ditimpa. Pilih nama lain dengan --out.`, `"${out}" exists and is not overwritten. Choose another name with --out.`));
  const exported = existsSync(folder) ? await exportCourse(folder, format, questionTypes) : undefined;
  if (!exported) return misused(say(`"${folder}" bukan folder pelatihan (course.yaml tidak ada).`, `"${folder}" is no course folder (there is no course.yaml).`));
  for (const { file, line, column, severity, message, hint } of exported.notes) {
    tell(say(`${file}:${line}:${column} ${KINDS[severity].id} ${message.id}${hint ? ` (${hint.id})` : ''}`, `${file}:${line}:${column} ${KINDS[severity].en} ${message.en}${hint ? ` (${hint.en})` : ''}`));
  }
  await writeFile(out, exported.text, { flag: 'wx' });
  tell(say(`${exported.questions} soal ditulis ke ${out}`, `${exported.questions} questions written to ${out}`));
  return exported.notes.some(({ severity }) => severity === 'error') ? LEFT_OUT : 0;
}
