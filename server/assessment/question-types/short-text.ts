import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { valueOf, type QuestionType } from './question-type.ts';

const LONGEST_RESPONSE = 200;
const MOST_ANSWERS = 50;
const prose = z.string().trim().min(1);
const answers = z.array(prose.max(LONGEST_RESPONSE)).min(1).max(MOST_ANSWERS);

/** Also the keys of a gap in a cloze text. */
export const shortTextAuthored = { answers, feedback_wrong: prose.optional() };

interface AuthoredShortText {
  readonly answers: readonly string[];
  readonly feedback_wrong?: string | undefined;
}
type ShortTextOverlay = Partial<AuthoredShortText>;

interface ShortTextBody {
  readonly answers: readonly string[];
  /** Safe HTML. */
  readonly feedbackWrong?: string | undefined;
}

/** What phones put in by themselves, and what nobody means: curly quotes, long dashes, marks at the end. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'](.*)["']$/, '$1')
    .replace(/[\s.,;:!?]+$/, '');

const kept = new WeakMap<ShortTextBody, ReadonlySet<string>>();
/** The normalised answers, worked out once for each body. */
const acceptedOf = (body: ShortTextBody): ReadonlySet<string> => {
  const known = kept.get(body);
  if (known) return known;
  const accepted = new Set(body.answers.map(normalise));
  kept.set(body, accepted);
  return accepted;
};

const isRight = (body: ShortTextBody, response: string): boolean => response !== '' && acceptedOf(body).has(normalise(response));

/** A word or two to be typed. The response is what was typed; '' is no answer. */
export const shortText: QuestionType<AuthoredShortText, ShortTextOverlay, ShortTextBody, readonly string[], string> = {
  type: 'short-text',
  authored: z.strictObject(shortTextAuthored),
  overlay: z.strictObject({ answers: answers.optional(), feedback_wrong: prose.optional() }),

  check: (authored) =>
    authored.answers.flatMap((answer, index) =>
      normalise(answer) === ''
        ? [
            {
              code: 'empty-answer',
              severity: 'error' as const,
              path: ['answers', index],
              message: { id: `Jawaban "${answer}" hanya berisi tanda baca.`, en: `The answer "${answer}" is punctuation only.` },
              hint: { id: 'Tulis jawaban yang berisi huruf atau angka.', en: 'Write an answer that has letters or digits.' },
            },
          ]
        : [],
    ),
  compile: (authored, markdown) => ({
    answers: authored.answers,
    feedbackWrong: authored.feedback_wrong && markdown(authored.feedback_wrong),
  }),
  translate: (body, overlay, markdown) => ({
    answers: overlay.answers ?? body.answers,
    feedbackWrong: overlay.feedback_wrong ? markdown(overlay.feedback_wrong) : body.feedbackWrong,
  }),
  guessChance: () => 0,

  arrange: () => [],
  present: (_body, _arrangement, response) => ({ value: response ?? '' }),
  parse(form) {
    const response = valueOf(form);
    if (response.length <= LONGEST_RESPONSE) return response;
    throw new Invalid('Jawaban paling panjang 200 huruf. Tulis lebih singkat.', { response: 'Jawaban paling panjang 200 huruf. Tulis lebih singkat.' });
  },
  isEmpty: (response) => response === '',
  grade: (body, response) => (isRight(body, response) ? 1 : 0),
  review: (body, _arrangement, response = '') => ({
    value: response,
    answer: body.answers[0] ?? '',
    ...(body.feedbackWrong && !isRight(body, response) && { feedback: body.feedbackWrong }),
  }),
  guess: () => '',

  examples: [
    {
      authored: { answers: ['IPSM', 'Ikatan Pekerja Sosial Masyarakat'], feedback_wrong: 'Baca lagi pelajaran 4.' },
      rekeyed: { answers: ['LKS'] },
      right: [{ response: 'ipsm' }, { response: ' Ikatan  pekerja sosial masyarakat. ' }, { response: '\u201cIPSM\u201d' }],
      wrong: [{}, { response: 'PSM' }, { response: '?' }],
    },
    {
      authored: { answers: ['Café', '.go.id', "Jum'at"] },
      rekeyed: { answers: ['Sabtu', 'Minggu'], feedback_wrong: 'Bukan.' },
      right: [{ response: 'cafe' }, { response: 'CAFÉ!' }, { response: '.go.id' }, { response: 'jum\u2019at' }],
      wrong: [{}, { response: 'go.id' }],
    },
  ],
};
