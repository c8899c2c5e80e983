import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { valueOf, type QuestionType } from './question-type.ts';
import { readNumber } from './read-number.ts';

const LONGEST_RESPONSE = 60;
const prose = z.string().trim().min(1);
const unit = z.string().trim().min(1).max(30);

/** Also the keys of a gap in a cloze text. */
export const numericAuthored = {
  answer: z.number(),
  tolerance: z.number().min(0).default(0),
  unit: unit.optional(),
  feedback_wrong: prose.optional(),
};

interface AuthoredNumeric {
  readonly answer: number;
  /** How far from the answer still counts as right. */
  readonly tolerance: number;
  readonly unit?: string | undefined;
  readonly feedback_wrong?: string | undefined;
}
type NumericOverlay = Pick<AuthoredNumeric, 'unit' | 'feedback_wrong'>;

interface NumericBody {
  readonly answer: number;
  readonly tolerance: number;
  readonly unit?: string | undefined;
  /** Safe HTML. */
  readonly feedbackWrong?: string | undefined;
}

/** 0.3 + 0.1 is not 0.4 in binary: what is this close, relative to the answer, is equal. */
const ROUNDING = 1e-9;

const isRight = (body: NumericBody, response: string): boolean => {
  const slack = body.tolerance + ROUNDING * Math.max(1, Math.abs(body.answer));
  return readNumber(response, body.unit).some((value) => Math.abs(value - body.answer) <= slack);
};

const shown = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 10 });
const withUnit = ({ answer, unit: word }: NumericBody): string => [shown.format(answer), word].filter(Boolean).join(' ');

/** A number to be typed. The response is what was typed, so that it is shown again unchanged; '' is no answer. */
export const numeric: QuestionType<AuthoredNumeric, NumericOverlay, NumericBody, readonly string[], string> = {
  type: 'numeric',
  authored: z.strictObject(numericAuthored),
  overlay: z.strictObject({ unit: unit.optional(), feedback_wrong: prose.optional() }),

  check: ({ unit: word }) =>
    word === undefined || /[^\d\s.,]/.test(word)
      ? []
      : [
          {
            code: 'number-as-unit',
            severity: 'error',
            path: ['unit'],
            message: { id: `Satuan "${word}" adalah angka.`, en: `The unit "${word}" is a number.` },
            hint: { id: 'Tulis satuan dengan huruf, misalnya "meter persegi".', en: 'Write the unit in letters, e.g. "square metres".' },
          },
        ],
  compile: ({ answer, tolerance, unit: word, feedback_wrong: wrong }, markdown) => ({
    answer,
    tolerance,
    unit: word,
    feedbackWrong: wrong && markdown(wrong),
  }),
  translate: (body, overlay, markdown) => ({
    ...body,
    unit: overlay.unit ?? body.unit,
    feedbackWrong: overlay.feedback_wrong ? markdown(overlay.feedback_wrong) : body.feedbackWrong,
  }),
  // Nobody hits a number blindly; what experience may suggest is not chance.
  guessChance: () => 0,

  arrange: () => [],
  present: (body, _arrangement, response) => ({ value: response ?? '', ...(body.unit && { unit: body.unit }) }),
  parse(form, body) {
    const response = valueOf(form);
    if (response.length <= LONGEST_RESPONSE && (response === '' || readNumber(response, body.unit).length > 0)) return response;
    const sentence = body.unit
      ? 'Tulis angkanya saja, misalnya 18 atau 7,5. Satuannya sudah tertulis di sebelahnya.'
      : 'Tulis angkanya saja, misalnya 18 atau 7,5.';
    throw new Invalid(sentence, { response: sentence });
  },
  isEmpty: (response) => response === '',
  grade: (body, response) => (response !== '' && isRight(body, response) ? 1 : 0),
  review: (body, _arrangement, response = '') => ({
    value: response,
    answer: withUnit(body),
    ...(body.unit && { unit: body.unit }),
    ...(body.feedbackWrong && !(response !== '' && isRight(body, response)) && { feedback: body.feedbackWrong }),
  }),
  guess: () => '',

  examples: [
    {
      authored: { answer: 18, tolerance: 0, unit: 'tahun', feedback_wrong: 'Lihat lagi tabel syarat.' },
      rekeyed: { answer: 21, tolerance: 2, unit: 'tahun' },
      right: [{ response: '18' }, { response: ' 18 Tahun ' }, { response: '18,0' }, { response: '18.0tahun' }],
      wrong: [{}, { response: '17' }, { response: '-18' }, { response: '180' }],
    },
    {
      authored: { answer: 1250.5, tolerance: 0.5, unit: 'Rp' },
      rekeyed: { answer: 1, tolerance: 0, unit: 'Rp', feedback_wrong: 'Hitung lagi.' },
      right: [{ response: '1.250,5' }, { response: 'Rp1,250.50' }, { response: 'Rp. 1.251,-' }, { response: '1 250' }],
      wrong: [{}, { response: '1251,1' }, { response: '1,2505' }, { response: '1249' }],
    },
    {
      authored: { answer: -0.4, tolerance: 0.1 },
      rekeyed: { answer: 400, tolerance: 0 },
      right: [{ response: '-0,3' }, { response: '\u22120.5' }, { response: '-,4' }],
      wrong: [{}, { response: '0,4' }, { response: '-0,6' }],
    },
  ],
};
