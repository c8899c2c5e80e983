import { parse, type CsvError } from 'csv-parse/sync';
import { say, type Mistake } from '../../mistake.ts';
import type { Draft, DraftAnswer } from '../imported.ts';
import { csvBroken, csvQuoteOpen, csvTooWide, csvWithoutHeader } from '../notes/files.ts';
import { LIMITS } from '../limits.ts';
import { badSyntax, emptyText, noAnswer, notANumber, partIgnored, typeUnknown } from '../notes/questions.ts';
import { plainToMarkdown } from '../markup/escape-markdown.ts';
import type { ReadingSource } from '../reading-source.ts';
import { columnOf, shapeOf, type Column } from './csv-columns.ts';
import { numberOf } from './number.ts';

type Row = ReadonlyMap<Column, string>;
type Kind = 'single' | 'multiple' | 'true-false' | 'numeric' | 'short-text';

const KINDS: Readonly<Record<string, Kind>> = {
  single: 'single', 'pilihan ganda': 'single', pg: 'single', multiple: 'multiple', 'pilihan ganda kompleks': 'multiple', 'pilihan majemuk': 'multiple', pgk: 'multiple',
  'true-false': 'true-false', 'benar-salah': 'true-false', 'benar salah': 'true-false', bs: 'true-false', numeric: 'numeric', angka: 'numeric', 'short-text': 'short-text', isian: 'short-text', 'isian singkat': 'short-text',
};
const DIFFICULTIES: Readonly<Record<string, string>> = { mudah: 'easy', sedang: 'medium', sulit: 'hard', sukar: 'hard', easy: 'easy', medium: 'medium', hard: 'hard' };
const TRUE = /^(?:benar|b|true|t|ya|1)$/i;
const FALSE = /^(?:salah|s|false|f|tidak|0)$/i;
const LETTERS = Array.from('abcdefgh');
const FULL = 100;

const cell = (row: Row, column: Column): string => row.get(column)?.trim() ?? '';
const prose = (row: Row, column: Column): string | undefined => plainToMarkdown(cell(row, column)) || undefined;

/** `B`, `A;C`, `a, c`, `AC`: letters of options. Undefined: it names something else. */
function lettersIn(key: string): string[] | undefined {
  const parts = key.toLowerCase().split(/[\s;,|/&+]+|\bdan\b|\band\b/).filter((part) => part !== '');
  const letters = parts.length === 1 && /^[a-h]{2,8}$/.test(parts[0] ?? '') ? Array.from(parts[0] ?? '') : parts;
  return letters.length > 0 && letters.every((letter) => LETTERS.includes(letter)) ? [...new Set(letters)] : undefined;
}

function kindOf(row: Row, hasOptions: boolean): Kind | undefined {
  const written = cell(row, 'type').toLowerCase();
  if (written !== '') return KINDS[written];
  const key = cell(row, 'key');
  if (hasOptions) return (lettersIn(key)?.length ?? 0) > 1 ? 'multiple' : 'single';
  if (TRUE.test(key) || FALSE.test(key)) return 'true-false';
  return Number.isFinite(numberOf(key)) ? 'numeric' : 'short-text';
}

function choice(row: Row, several: boolean): DraftAnswer | Mistake {
  const used = LETTERS.filter((letter) => cell(row, `option ${letter}`) !== '');
  const key = cell(row, 'key');
  const same = used.filter((letter) => cell(row, `option ${letter}`).toLowerCase() === key.toLowerCase());
  const right = same.length > 0 ? same : lettersIn(key);
  const wrong = right?.find((letter) => !used.includes(letter));
  if (!right || wrong !== undefined || (!several && right.length > 1)) {
    return badSyntax(
      say(`Kunci "${key.slice(0, 40)}" bukan salah satu pilihan (${used.join(', ').toUpperCase() || 'tidak ada'}).`, `The key "${key.slice(0, 40)}" is none of the options (${used.join(', ').toUpperCase() || 'there are none'}).`),
      say('Tulis hurufnya, misalnya B; untuk beberapa jawaban A;C dengan tipe "multiple".', 'Write its letter, e.g. B; for several A;C with the type "multiple".'),
    );
  }
  const options = used.map((letter) => ({ text: prose(row, `option ${letter}`) ?? '', weight: right.includes(letter) ? FULL : 0, feedback: prose(row, `feedback ${letter}`) }));
  return { kind: 'choice', several, exact: several, shuffle: true, options };
}

function answerOf(row: Row): DraftAnswer | Mistake {
  const key = cell(row, 'key');
  if (key === '') return noAnswer();
  const kind = kindOf(row, LETTERS.some((letter) => cell(row, `option ${letter}`) !== ''));
  switch (kind) {
    case undefined:
      return typeUnknown(cell(row, 'type'));
    case 'single':
    case 'multiple':
      return choice(row, kind === 'multiple');
    case 'true-false':
      if (!TRUE.test(key) && !FALSE.test(key)) return badSyntax(say(`Kunci "${key.slice(0, 40)}" bukan benar atau salah.`, `The key "${key.slice(0, 40)}" is neither true nor false.`), say('Tulis "benar" atau "salah".', 'Write "benar" or "salah".'));
      return { kind: 'true-false', answer: TRUE.test(key), feedbackTrue: prose(row, 'feedback a'), feedbackFalse: prose(row, 'feedback b') };
    case 'numeric': {
      const [value, tolerance] = [numberOf(key), cell(row, 'tolerance') === '' ? 0 : numberOf(cell(row, 'tolerance'))];
      if (Number.isNaN(value)) return notANumber(key);
      if (Number.isNaN(tolerance)) return notANumber(cell(row, 'tolerance'));
      return { kind: 'numeric', answers: [{ value, tolerance: Math.abs(tolerance), weight: FULL, feedback: undefined }], unit: cell(row, 'unit') || undefined, otherwise: undefined };
    }
    case 'short-text':
      return { kind: 'short-text', wildcards: false, caseSensitive: false, otherwise: undefined, answers: key.split('|', LIMITS.parts + 1).map((text) => ({ text: text.trim(), weight: FULL, feedback: undefined })) };
  }
}

const tagsOf = (row: Row): string[] => {
  const difficulty = DIFFICULTIES[cell(row, 'difficulty').toLowerCase()];
  const tags = { competency: cell(row, 'competency'), lesson: cell(row, 'lesson'), difficulty };
  return Object.entries(tags).flatMap(([key, value]) => (value ? [`${key}:${value}`] : []));
};

interface CsvRecord {
  readonly record: string[];
  /** `lines` counts up to the end of the record. */
  readonly info: { readonly lines: number };
}

function recordsOf(text: string, separator: string): CsvRecord[] {
  try {
    // One more than may be, below the headings: rows that are too short cost the parser dear.
    const to = LIMITS.questions + 2;
    const options = { delimiter: separator, info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, bom: true, relax_quotes: true, to };
    return parse(text, options) as unknown as CsvRecord[];
  } catch (problem) {
    const found = problem as CsvError & { lines?: number };
    throw found.code === 'CSV_QUOTE_NOT_CLOSED' ? csvQuoteOpen(found.lines ?? 1) : csvBroken(found.lines ?? 1);
  }
}

/** A table with headings, one question a row; see docs/course-format.md for the columns. */
export function* readCsv(text: string, { file, review }: ReadingSource): Generator<Draft | undefined> {
  const shape = shapeOf(text);
  if (!shape) throw csvWithoutHeader();
  if (shape.isTooWide) throw csvTooWide(LIMITS.parts);
  const body = shape.skipped > 0 ? text.slice(text.indexOf('\n') + 1) : text;
  const [head, ...records] = recordsOf(body, shape.separator);
  const columns = (head?.record ?? []).map(columnOf);
  const place = (line: number) => ({ file, line: line + shape.skipped, column: 1 });
  (head?.record ?? []).forEach((heading, index) => {
    if (columns[index] === undefined && heading.trim() !== '') review.add(place(1), partIgnored(`kolom ${heading.trim()}`));
  });
  for (const { record, info } of records) {
    if (record.every((value) => value.trim() === '')) continue;
    const breaks = record.join('').split('\n').length - 1;
    const at = place(info.lines - breaks);
    const row = new Map(record.flatMap((value, index): [Column, string][] => (columns[index] ? [[columns[index], value]] : [])));
    const label = cell(row, 'text') || record.join(' ');
    const answer = cell(row, 'text') === '' ? emptyText() : answerOf(row);
    const points = cell(row, 'points');
    if ('code' in answer) yield review.add(at, answer, label);
    else {
      if (cell(row, 'difficulty') !== '' && !DIFFICULTIES[cell(row, 'difficulty').toLowerCase()]) review.add(at, partIgnored(`kesulitan ${cell(row, 'difficulty')}`), label);
      yield { place: at, name: undefined, id: cell(row, 'id') || undefined, category: undefined, tags: tagsOf(row), points: points === '' ? undefined : numberOf(points), text: plainToMarkdown(cell(row, 'text')), feedback: prose(row, 'feedback'), answer };
    }
  }
}
