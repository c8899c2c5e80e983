import { z } from 'zod';
import { randomBelow, shuffled } from '../random.ts';
import { inline } from './choice.ts';
import { triedOutcomes } from './guess-outcomes.ts';
import {
  gradeParts, line, PART_SCORINGS, partId, problem, prose, repeatedIds, repeatedTexts, requireOffered, valuesOfParts,
  type PartScoring, type PartsResponse,
} from './parts.ts';
import type { QuestionType } from './question-type.ts';

const MOST_ROWS = 10;
const MOST_OPTIONS = 12;

interface AuthoredMatching {
  readonly rows: readonly { readonly id: string; readonly text: string; readonly answer: string; readonly feedback?: string | undefined }[];
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly scoring: PartScoring;
}
interface MatchingOverlay {
  readonly rows?: readonly { readonly id: string; readonly text?: string | undefined; readonly feedback?: string | undefined }[] | undefined;
  readonly options?: readonly { readonly id: string; readonly text?: string | undefined }[] | undefined;
}

interface MatchingBody {
  readonly rows: readonly { readonly id: string; /** Safe HTML. */ readonly text: string; readonly answer: string; readonly feedback?: string | undefined }[];
  /** Plain texts: they stand in a list to choose from. */
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly scoring: PartScoring;
}

const isRight = (row: MatchingBody['rows'][number], response: PartsResponse): boolean => response[row.id] === row.answer;

/** A guesser who sees that each option fits once takes each option once. */
const fitsOnce = ({ rows, options }: MatchingBody): boolean =>
  options.length >= rows.length && new Set(rows.map(({ answer }) => answer)).size === rows.length;

/** The options in the order drawn; one that was added since stands at the end. */
const inOrder = ({ options }: MatchingBody, arrangement: readonly string[]): MatchingBody['options'] => {
  const placeOf = (id: string) => (arrangement.includes(id) ? arrangement.indexOf(id) : arrangement.length);
  return options.toSorted((one, other) => placeOf(one.id) - placeOf(other.id));
};

/** For each row one option out of a list that all rows share. The response: row id -> option id. */
export const matching: QuestionType<AuthoredMatching, MatchingOverlay, MatchingBody, readonly string[], PartsResponse> = {
  type: 'matching',
  authored: z.strictObject({
    rows: z.array(z.strictObject({ id: partId, text: prose, answer: partId, feedback: prose.optional() })).min(2).max(MOST_ROWS),
    options: z.array(z.strictObject({ id: partId, text: line })).min(2).max(MOST_OPTIONS),
    scoring: z.enum(PART_SCORINGS).default('all-or-nothing'),
  }),
  overlay: z.strictObject({
    rows: z.array(z.strictObject({ id: z.string(), text: prose.optional(), feedback: prose.optional() })).optional(),
    options: z.array(z.strictObject({ id: z.string(), text: line.optional() })).optional(),
  }),

  check: ({ rows, options }) => [
    ...repeatedIds('rows', rows),
    ...repeatedIds('options', options),
    ...repeatedTexts('options', options),
    ...rows.flatMap(({ id, answer, feedback }, index) => [
      ...(options.some((option) => option.id === answer)
        ? []
        : [
            problem('unknown-match', 'error', ['rows', index, 'answer'],
              { id: `Tidak ada pilihan dengan id "${answer}".`, en: `There is no option with the id "${answer}".` },
              { id: `Tulis salah satu: ${options.map((option) => option.id).join(', ')}.`, en: `Write one of: ${options.map((option) => option.id).join(', ')}.` }),
          ]),
      ...(id === answer
        ? [
            problem('telling-option-id', 'warning', ['rows', index, 'id'],
              { id: `Id baris "${id}" sama dengan id jawabannya, dan id terbaca di sumber halaman.`, en: `The row's id "${id}" is its answer's id, and ids can be read in the page's source.` },
              { id: 'Pakai huruf untuk baris dan angka untuk pilihan, dengan urutan yang berbeda.', en: 'Use letters for rows and digits for options, in another order.' }),
          ]
        : []),
      ...(feedback === undefined
        ? [
            problem('missing-option-feedback', 'warning', ['rows', index],
              { id: `Baris "${id}" belum mempunyai umpan balik.`, en: `The row "${id}" has no feedback.` },
              { id: 'Tambahkan "feedback:" bagi yang salah memasangkannya.', en: 'Add "feedback:" for whoever matches it wrongly.' }),
          ]
        : []),
    ]),
  ],
  compile: ({ rows, options, scoring }, markdown) => ({
    rows: rows.map(({ id, text, answer, feedback }) => ({ id, text: inline(markdown(text)), answer, feedback: feedback && markdown(feedback) })),
    options,
    scoring,
  }),
  translate: (body, overlay, markdown) => ({
    ...body,
    rows: body.rows.map((row) => {
      const own = overlay.rows?.find(({ id }) => id === row.id);
      return { ...row, text: own?.text ? inline(markdown(own.text)) : row.text, feedback: own?.feedback ? markdown(own.feedback) : row.feedback };
    }),
    options: body.options.map((option) => ({ ...option, text: overlay.options?.find(({ id }) => id === option.id)?.text ?? option.text })),
  }),
  guessChance(body) {
    if (!fitsOnce(body)) return body.options.length ** -body.rows.length;
    return body.rows.reduce((chance, _row, index) => chance / (body.options.length - index), 1);
  },
  guessOutcomes: (body) => triedOutcomes(matching, body),

  arrange: (body, random) => shuffled(body.options.map(({ id }) => id), random),
  present: (body, arrangement, response = {}) => ({
    parts: body.rows.map(({ id, text }) => ({ id, label: text, options: inOrder(body, arrangement), value: response[id] ?? '' })),
  }),
  parse(form, body) {
    const values = valuesOfParts(form, body.rows.map(({ id }) => id));
    for (const [, value] of values) requireOffered(value, body.options.map(({ id }) => id));
    return Object.fromEntries(values);
  },
  isEmpty: (response) => Object.keys(response).length === 0,
  isComplete: (body, response) => body.rows.every(({ id }) => response[id] !== undefined),
  grade: (body, response) => gradeParts(body.scoring, body.rows.filter((row) => isRight(row, response)).length, body.rows.length),
  review(body, arrangement, response = {}) {
    const textOf = (option: string | undefined) => body.options.find(({ id }) => id === option)?.text ?? '';
    return {
      parts: body.rows.map((row) => ({
        id: row.id,
        label: row.text,
        options: inOrder(body, arrangement),
        value: response[row.id] ?? '',
        state: isRight(row, response) ? ('right' as const) : ('wrong' as const),
        given: textOf(response[row.id]),
        answer: textOf(row.answer),
        ...(row.feedback && !isRight(row, response) && { feedback: row.feedback }),
      })),
    };
  },
  guess(body, random) {
    const ids = body.options.map(({ id }) => id);
    const each = fitsOnce(body) ? shuffled(ids, random) : body.rows.map(() => ids[randomBelow(ids.length, random)] ?? '');
    return Object.fromEntries(body.rows.map(({ id }, index) => [id, each[index] ?? '']));
  },

  examples: [
    {
      authored: {
        rows: [
          { id: 'a', text: 'Lansia tanpa keluarga', answer: '2', feedback: 'Bacalah lagi pelajaran 3.' },
          { id: 'b', text: 'Anak putus sekolah', answer: '3', feedback: 'Bacalah lagi pelajaran 4.' },
          { id: 'c', text: 'Keluarga miskin', answer: '1' },
        ],
        options: [{ id: '1', text: 'PKH' }, { id: '2', text: 'ATENSI' }, { id: '3', text: 'PIP' }, { id: '4', text: 'KUR' }],
        scoring: 'all-or-nothing',
      },
      rekeyed: {
        rows: [
          { id: 'a', text: 'Lansia tanpa keluarga', answer: '1' },
          { id: 'b', text: 'Anak putus sekolah', answer: '4', feedback: 'Lain.' },
          { id: 'c', text: 'Keluarga miskin', answer: '3' },
        ],
        options: [{ id: '1', text: 'PKH' }, { id: '2', text: 'ATENSI' }, { id: '3', text: 'PIP' }, { id: '4', text: 'KUR' }],
        scoring: 'per-part',
      },
      right: [{ 'response.a': '2', 'response.b': '3', 'response.c': ' 1 ' }],
      wrong: [{}, { 'response.a': '2', 'response.b': '3' }, { 'response.a': '3', 'response.b': '2', 'response.c': '1' }],
    },
    {
      authored: {
        rows: [{ id: 'x', text: 'Beras', answer: '1' }, { id: 'y', text: 'Tempe', answer: '2' }, { id: 'z', text: 'Telur', answer: '2' }],
        options: [{ id: '1', text: 'Makanan pokok' }, { id: '2', text: 'Lauk' }],
        scoring: 'per-part',
      },
      rekeyed: {
        rows: [{ id: 'x', text: 'Beras', answer: '2' }, { id: 'y', text: 'Tempe', answer: '1' }, { id: 'z', text: 'Telur', answer: '1' }],
        options: [{ id: '1', text: 'Makanan pokok' }, { id: '2', text: 'Lauk' }],
        scoring: 'all-or-nothing',
      },
      right: [{ 'response.x': '1', 'response.y': '2', 'response.z': '2' }],
      wrong: [{}, { 'response.x': '2', 'response.y': '1', 'response.z': '1' }],
    },
  ],
};
