import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { letterOf, valueOf, type OptionState, type QuestionType } from './question-type.ts';

const prose = z.string().trim().min(1);

interface AuthoredTrueFalse {
  readonly answer: boolean;
  readonly feedback_true?: string | undefined;
  readonly feedback_false?: string | undefined;
}
type TrueFalseOverlay = Omit<AuthoredTrueFalse, 'answer'>;

interface TrueFalseBody {
  readonly answer: boolean;
  /** Safe HTML for who chose that. */
  readonly feedback: { readonly true?: string | undefined; readonly false?: string | undefined };
}

type Choice = 'true' | 'false';
/** In this order always: a statement is not a matter of chance. The words are translated by the view. */
const CHOICES = [
  { id: 'true', text: 'Benar' },
  { id: 'false', text: 'Salah' },
] as const satisfies readonly { id: Choice; text: string }[];

const feedbackProblem = (choice: Choice) => ({
  code: 'missing-option-feedback',
  severity: 'warning' as const,
  path: [],
  message: {
    id: `Belum ada umpan balik bagi yang memilih "${choice === 'true' ? 'Benar' : 'Salah'}".`,
    en: `There is no feedback for those who choose "${choice === 'true' ? 'True' : 'False'}".`,
  },
  hint: { id: `Tambahkan "feedback_${choice}:".`, en: `Add "feedback_${choice}:".` },
});

/** A statement that is true or false. The response is 'true', 'false', or '' when nothing is chosen. */
export const trueFalse: QuestionType<AuthoredTrueFalse, TrueFalseOverlay, TrueFalseBody, readonly string[], Choice | ''> = {
  type: 'true-false',
  authored: z.strictObject({ answer: z.boolean(), feedback_true: prose.optional(), feedback_false: prose.optional() }),
  overlay: z.strictObject({ feedback_true: prose.optional(), feedback_false: prose.optional() }),

  check: (authored) => [
    ...(authored.feedback_true ? [] : [feedbackProblem('true')]),
    ...(authored.feedback_false ? [] : [feedbackProblem('false')]),
  ],
  compile: (authored, markdown) => ({
    answer: authored.answer,
    feedback: {
      true: authored.feedback_true && markdown(authored.feedback_true),
      false: authored.feedback_false && markdown(authored.feedback_false),
    },
  }),
  translate: (body, overlay, markdown) => ({
    ...body,
    feedback: {
      true: overlay.feedback_true ? markdown(overlay.feedback_true) : body.feedback.true,
      false: overlay.feedback_false ? markdown(overlay.feedback_false) : body.feedback.false,
    },
  }),
  guessChance: () => 1 / CHOICES.length,

  arrange: () => [],
  present: (_body, _arrangement, response) => ({
    options: CHOICES.map(({ id, text }, index) => ({ id, letter: letterOf(index), text, chosen: id === response })),
  }),
  parse(form) {
    const response = valueOf(form);
    if (response === 'true' || response === 'false' || response === '') return response;
    throw new Invalid('Pilih "Benar" atau "Salah".', { response: 'Pilih "Benar" atau "Salah".' });
  },
  isEmpty: (response) => response === '',
  chosen: (response) => (response === '' ? [] : [response]),
  grade: (body, response) => (response === String(body.answer) ? 1 : 0),
  review: (body, _arrangement, response) => ({
    options: CHOICES.map(({ id, text }, index) => {
      const chosen = id === response;
      const correct = id === String(body.answer);
      const option = { id, letter: letterOf(index), text, chosen };
      if (!chosen && !correct) return option;
      const state: OptionState = chosen ? (correct ? 'right' : 'wrong') : 'missed';
      return { ...option, state, ...(body.feedback[id] && { feedback: body.feedback[id] }) };
    }),
  }),
  guess: (_body, random) => (random() < 0.5 ? 'true' : 'false'),

  examples: [
    {
      authored: { answer: true, feedback_true: 'Benar, PSM adalah relawan.', feedback_false: 'Baca lagi pelajaran 1.' },
      rekeyed: { answer: false, feedback_true: 'Belum tepat.' },
      right: [{ response: 'true' }],
      wrong: [{}, { response: 'false' }],
    },
    { authored: { answer: false }, rekeyed: { answer: true }, right: [{ response: 'false' }], wrong: [{}, { response: 'true' }] },
  ],
};
