import { LIMITS } from '../limits.ts';

/** The columns of a table of questions, by the names that people give them. */
export type Column = 'id' | 'text' | 'type' | 'key' | 'feedback' | 'points' | 'competency' | 'difficulty' | 'lesson' | 'tolerance' | 'unit' | `option ${string}` | `feedback ${string}`;

const NAMES: Readonly<Record<string, Column>> = {
  id: 'id', kode: 'id',
  soal: 'text', pertanyaan: 'text', question: 'text', text: 'text', teks: 'text', 'question text': 'text',
  tipe: 'type', jenis: 'type', type: 'type',
  kunci: 'key', jawaban: 'key', 'kunci jawaban': 'key', 'jawaban benar': 'key', answer: 'key', key: 'key', correct: 'key', 'correct answer': 'key',
  'umpan balik': 'feedback', pembahasan: 'feedback', penjelasan: 'feedback', feedback: 'feedback', explanation: 'feedback',
  poin: 'points', bobot: 'points', nilai: 'points', skor: 'points', points: 'points', score: 'points',
  kompetensi: 'competency', unit: 'competency', 'unit kompetensi': 'competency', competency: 'competency',
  kesulitan: 'difficulty', tingkat: 'difficulty', difficulty: 'difficulty', level: 'difficulty',
  pelajaran: 'lesson', lesson: 'lesson',
  toleransi: 'tolerance', tolerance: 'tolerance',
  satuan: 'unit', 'unit of measure': 'unit',
};
const OPTION = /^(?:(?:pilihan|opsi|option|choice)\s*)?([a-h]|[1-8])$/;
const OPTION_FEEDBACK = /^(?:umpan balik|feedback)\s*(?:pilihan |option )?([a-h]|[1-8])$/;
const letterOf = (mark: string) => (/\d/.test(mark) ? String.fromCharCode('a'.charCodeAt(0) + Number(mark) - 1) : mark);

/** Longer than any heading of ours. */
const LONGEST_HEADING = 100;

/** What a heading means; undefined: no column of ours. */
export function columnOf(heading: string): Column | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const name = heading.replaceAll(/[\s_.]+/g, ' ').trim().toLowerCase();
  const option = OPTION.exec(name)?.[1];
  if (option !== undefined) return `option ${letterOf(option)}`;
  const feedback = OPTION_FEEDBACK.exec(name)?.[1];
  if (feedback !== undefined) return `feedback ${letterOf(feedback)}`;
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/** The line of the headings is looked at so far. */
const LONGEST_HEAD = LIMITS.parts * LONGEST_HEADING;

const SEPARATORS = [';', ',', '\t', '|'] as const;

export interface CsvShape {
  readonly separator: string;
  /** Lines before the headings: Excel's `sep=;`. */
  readonly skipped: number;
  /** More columns than any table of questions has. */
  readonly isTooWide: boolean;
}

/** Excel in Indonesia parts cells with `;`, others with `,` or a tab: the one that makes most headings known. */
export function shapeOf(text: string): CsvShape | undefined {
  const told = /^sep=(.)\r?\n/i.exec(text);
  const start = told ? text.indexOf('\n') + 1 : 0;
  const end = text.indexOf('\n', start);
  const first = text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_HEAD));
  const known = (separator: string) => new Set(first.split(separator, LIMITS.parts + 1).map((heading) => columnOf(heading.replaceAll('"', ''))).filter(Boolean));
  const best = told?.[1] ?? SEPARATORS.toSorted((one, other) => known(other).size - known(one).size)[0];
  if (best === undefined) return undefined;
  const columns = known(best);
  return columns.has('text') && columns.has('key') ? { separator: best, skipped: told ? 1 : 0, isTooWide: first.split(best).length > LIMITS.parts } : undefined;
}
