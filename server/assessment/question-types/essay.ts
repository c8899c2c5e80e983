import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { prose } from './parts.ts';
import { valueOf, type Criterion, type QuestionType } from './question-type.ts';
import { checkRubric, rubricAuthored } from './rubric.ts';

/** About 600 words: what somebody types on a phone, and what a trainer can read. */
const LONGEST_RESPONSE = 4000;
const TOO_LONG = 'Jawaban paling panjang 4.000 huruf. Tulis lebih singkat.';

interface AuthoredEssay {
  readonly rubric: readonly Criterion[];
  /** Markdown, shown with the review. */
  readonly model_answer?: string | undefined;
}
type EssayOverlay = Pick<AuthoredEssay, 'model_answer'>;
interface EssayBody {
  readonly rubric: readonly Criterion[];
  readonly modelAnswer?: string | undefined;
}

/** A text of some sentences that a trainer marks. The response is what was typed; '' is no answer. */
export const essay: QuestionType<AuthoredEssay, EssayOverlay, EssayBody, readonly string[], string> = {
  type: 'essay',
  authored: z.strictObject({ rubric: rubricAuthored, model_answer: prose.optional() }),
  overlay: z.strictObject({ model_answer: prose.optional() }),

  check: ({ rubric, model_answer: model }) => checkRubric(rubric, model),
  compile: ({ rubric, model_answer: model }, markdown) => ({ rubric, modelAnswer: model && markdown(model) }),
  translate: (body, { model_answer: model }, markdown) => ({ ...body, modelAnswer: model ? markdown(model) : body.modelAnswer }),
  guessChance: () => 0,

  arrange: () => [],
  present: (_body, _arrangement, response) => ({ value: response ?? '' }),
  parse(form) {
    const response = valueOf(form).replaceAll('\r\n', '\n');
    if (response.length <= LONGEST_RESPONSE) return response;
    throw new Invalid(TOO_LONG, { response: TOO_LONG });
  },
  isEmpty: (response) => response === '',
  grade: () => 0,
  rubric: ({ rubric }) => rubric,
  review: (body, _arrangement, response = '') => ({ value: response, ...(body.modelAnswer && { modelAnswer: body.modelAnswer }) }),
  guess: () => '',

  examples: [
    {
      authored: { rubric: [{ id: 'izin', title: 'Meminta izin', points: 2 }, { id: 'rahasia', title: 'Menjaga rahasia', points: 1 }], model_answer: 'Saya meminta izin dahulu.' },
      rekeyed: { rubric: [{ id: 'lain', title: 'Lain', points: 5 }], model_answer: 'Lain sama sekali.' },
      right: [{ response: 'Saya mengetuk pintu,\r\nlalu meminta izin.' }],
      wrong: [{}],
    },
  ],
};
