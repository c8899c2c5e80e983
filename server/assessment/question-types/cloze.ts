import { z } from 'zod';
import type { QuestionProblem, RenderMarkdown } from '../../content/question-format.ts';
import type { Random } from '../random.ts';
import { triedOutcomes } from './guess-outcomes.ts';
import { gradeParts, PART_SCORINGS, problem, prose, repeatedIds, valuesOfParts, type PartScoring, type PartsResponse } from './parts.ts';
import { compileGap, gapAuthored, gapOverlay, gapTypeOf, translateGap, type AuthoredGap, type GapBody, type GapOverlay } from './cloze-gap.ts';
import type { QuestionType } from './question-type.ts';

const MOST_GAPS = 12;

interface AuthoredCloze {
  /** Markdown; `[[id]]` stands where a gap is. */
  readonly passage: string;
  readonly gaps: readonly AuthoredGap[];
  readonly scoring: PartScoring;
}
interface ClozeOverlay {
  readonly passage?: string | undefined;
  readonly gaps?: readonly GapOverlay[] | undefined;
}
interface ClozeBody {
  /** Safe HTML around the gaps, one piece more than there are gaps. */
  readonly pieces: readonly string[];
  /** In the order in which they stand in the passage. */
  readonly gaps: readonly GapBody[];
  readonly scoring: PartScoring;
}

const MARK = /\[\[([a-z0-9-]+)\]\]/;
const idsIn = (passage: string): string[] => [...passage.matchAll(new RegExp(MARK, 'g'))].map(([, id = '']) => id);

/** Long words get soft hyphens when they are rendered, the ids of gaps too. */
const cut = (passage: string, markdown: RenderMarkdown): string[] =>
  markdown(passage).replace(/\[\[[^\]]*\]\]/g, (mark) => mark.replaceAll('\u00ad', '')).split(MARK);

/** What of a cut passage stands between the gaps, and the gaps' ids. */
const piecesOf = (parts: readonly string[]) => parts.filter((_part, index) => index % 2 === 0);
const orderOf = (parts: readonly string[]) => parts.filter((_part, index) => index % 2 === 1);

const inPassage = (gaps: readonly GapBody[], order: readonly string[]): GapBody[] =>
  order.flatMap((id) => gaps.find((gap) => gap.id === id) ?? []);

const wrongGaps = (found: readonly string[], wanted: readonly string[]): QuestionProblem[] => {
  const same = found.length === wanted.length && wanted.every((id) => found.filter((one) => one === id).length === 1);
  return same
    ? []
    : [
        problem('gaps-not-in-passage', 'error', ['passage'],
          { id: 'Setiap celah harus tertulis tepat satu kali di dalam "passage".', en: 'Every gap has to stand in "passage" exactly once.' },
          { id: `Tulis ${wanted.map((id) => `[[${id}]]`).join(', ')}, masing-masing satu kali.`, en: `Write ${wanted.map((id) => `[[${id}]]`).join(', ')}, once each.` }),
      ];
};

/** In a link, a picture or code there is no place for a field. */
const gapInMarkup = (passage: string): QuestionProblem[] =>
  /\]\([^)]*\[\[|!\[[^\]]*\[\[|`[^`]*\[\[[^`]*`/.test(passage)
    ? [
        problem('gap-in-markup', 'error', ['passage'],
          { id: 'Celah tidak dapat berdiri di dalam tautan, gambar, atau kode.', en: 'A gap cannot stand inside a link, a picture or code.' },
          { id: 'Pindahkan celahnya ke teks biasa.', en: 'Move the gap into plain text.' }),
      ]
    : [];

const shareOf = (gap: GapBody, response: PartsResponse): number => {
  const given = response[gap.id];
  return given === undefined ? 0 : gapTypeOf(gap).grade(gap.body, given);
};

/** A text with gaps, each chosen from a list or typed. The response: gap id -> what was chosen or typed. */
export const cloze: QuestionType<AuthoredCloze, ClozeOverlay, ClozeBody, Readonly<Record<string, readonly string[]>>, PartsResponse> = {
  type: 'cloze',
  authored: z.strictObject({
    passage: prose,
    gaps: z.array(gapAuthored).min(1).max(MOST_GAPS),
    scoring: z.enum(PART_SCORINGS).default('all-or-nothing'),
  }),
  overlay: z.strictObject({ passage: prose.optional(), gaps: z.array(gapOverlay).optional() }),

  check: ({ passage, gaps }) => [
    ...repeatedIds('gaps', gaps),
    ...wrongGaps(idsIn(passage), gaps.map(({ id }) => id)),
    ...gapInMarkup(passage),
    ...gaps.flatMap((gap, index) => {
      const { id: _id, type: _type, ...own } = gap;
      const found: readonly QuestionProblem[] = gapTypeOf(gap).check(own);
      return found.map((one) => ({ ...one, path: ['gaps', index, ...one.path] }));
    }),
  ],
  checkTranslation: (body, { passage }) =>
    passage === undefined ? [] : [...wrongGaps(idsIn(passage), body.gaps.map(({ id }) => id)), ...gapInMarkup(passage)],
  compile({ passage, gaps, scoring }, markdown) {
    const parts = cut(passage, markdown);
    return { pieces: piecesOf(parts), gaps: inPassage(gaps.map((gap) => compileGap(gap, markdown)), orderOf(parts)), scoring };
  },
  translate(body, overlay, markdown) {
    const gaps = body.gaps.map((gap) => translateGap(gap, overlay.gaps?.find(({ id }) => id === gap.id), markdown));
    if (overlay.passage === undefined) return { ...body, gaps };
    const parts = cut(overlay.passage, markdown);
    // A translation that lost a gap is reported; the original's passage still asks everything.
    if (orderOf(parts).toSorted().join() !== gaps.map(({ id }) => id).toSorted().join()) return { ...body, gaps };
    return { ...body, pieces: piecesOf(parts), gaps: inPassage(gaps, orderOf(parts)) };
  },
  guessChance: (body) => body.gaps.reduce((chance, gap) => chance * gapTypeOf(gap).guessChance(gap.body), 1),
  guessOutcomes: (body) => triedOutcomes(cloze, body),

  arrange: (body, random: Random) => Object.fromEntries(body.gaps.map((gap) => [gap.id, gapTypeOf(gap).arrange(gap.body, random)])),
  present: (body, arrangement, response = {}) => ({
    pieces: body.pieces,
    parts: body.gaps.map((gap) => {
      const value = response[gap.id] ?? '';
      const { options, unit } = gapTypeOf(gap).present(gap.body, arrangement[gap.id] ?? [], value);
      return {
        id: gap.id,
        value,
        ...(options && { options: options.map(({ id, text }) => ({ id, text })) }),
        ...(unit && { unit }),
        ...(gap.type === 'numeric' && { isNumber: true }),
      };
    }),
  }),
  parse(form, body) {
    const values = valuesOfParts(form, body.gaps.map(({ id }) => id));
    const typeAndBody = (id: string) => body.gaps.find((gap) => gap.id === id);
    return Object.fromEntries(
      values.map(([id, value]) => {
        const gap = typeAndBody(id);
        return [id, gap ? gapTypeOf(gap).parse({ response: value }, gap.body) : value];
      }),
    );
  },
  isEmpty: (response) => Object.keys(response).length === 0,
  isComplete: (body, response) => body.gaps.every(({ id }) => response[id] !== undefined),
  grade: (body, response) => gradeParts(body.scoring, body.gaps.filter((gap) => shareOf(gap, response) === 1).length, body.gaps.length),
  review: (body, arrangement, response = {}) => ({
    pieces: body.pieces,
    parts: body.gaps.map((gap) => {
      const value = response[gap.id] ?? '';
      const { options, answer, feedback, unit } = gapTypeOf(gap).review(gap.body, arrangement[gap.id] ?? [], value);
      const chosen = options?.find((option) => option.chosen);
      const right = options?.find((option) => option.state === 'right' || option.state === 'missed');
      const told = feedback ?? chosen?.feedback;
      return {
        id: gap.id,
        value,
        state: shareOf(gap, response) === 1 ? ('right' as const) : ('wrong' as const),
        given: options ? (chosen?.text ?? '') : value,
        answer: answer ?? right?.text ?? '',
        ...(unit && { unit }),
        ...(told && { feedback: told }),
      };
    }),
  }),
  guess: (body, random) => Object.fromEntries(body.gaps.map((gap) => [gap.id, gapTypeOf(gap).guess(gap.body, random)])),

  examples: [
    {
      authored: {
        passage: 'PSM diatur oleh [[aturan]] dan berumur paling sedikit [[umur]]. Ia adalah [[siapa]].',
        gaps: [
          { id: 'aturan', type: 'short-text', answers: ['Permensos 10/2019'], feedback_wrong: 'Lihat sumbernya.' },
          { id: 'umur', type: 'numeric', answer: 18, tolerance: 0, unit: 'tahun' },
          { id: 'siapa', type: 'single', shuffle_options: true, options: [{ id: 'a', text: 'pegawai', correct: false }, { id: 'b', text: 'relawan', correct: true, feedback: 'Ya.' }] },
        ],
        scoring: 'all-or-nothing',
      },
      rekeyed: {
        passage: 'PSM diatur oleh [[aturan]] dan berumur paling sedikit [[umur]]. Ia adalah [[siapa]].',
        gaps: [
          { id: 'aturan', type: 'short-text', answers: ['UU 11/2009'] },
          { id: 'umur', type: 'numeric', answer: 21, tolerance: 1, unit: 'tahun', feedback_wrong: 'Bukan.' },
          { id: 'siapa', type: 'single', shuffle_options: true, options: [{ id: 'a', text: 'pegawai', correct: true, feedback: 'Ya.' }, { id: 'b', text: 'relawan', correct: false }] },
        ],
        scoring: 'per-part',
      },
      right: [{ 'response.aturan': 'permensos 10/2019', 'response.umur': '18 tahun', 'response.siapa': 'b' }],
      wrong: [{}, { 'response.aturan': 'permensos 10/2019', 'response.umur': '17', 'response.siapa': 'b' }],
    },
    {
      authored: {
        passage: 'Dua tambah dua [[x]], dua kali tiga [[y]].',
        gaps: [{ id: 'x', type: 'numeric', answer: 4, tolerance: 0 }, { id: 'y', type: 'numeric', answer: 6, tolerance: 0 }],
        scoring: 'per-part',
      },
      rekeyed: {
        passage: 'Dua tambah dua [[x]], dua kali tiga [[y]].',
        gaps: [{ id: 'x', type: 'numeric', answer: 5, tolerance: 0 }, { id: 'y', type: 'numeric', answer: 7, tolerance: 0 }],
        scoring: 'per-part',
      },
      right: [{ 'response.x': '4', 'response.y': '6,0' }],
      wrong: [{}, { 'response.x': '6', 'response.y': '4' }],
    },
  ],
};
