import type { ChoiceAnswer, TrueFalseAnswer, WeightedText } from '../imported.ts';
import { emptyOption, noFullOption, optionCount, partialCreditLost, penaltyLost, severalFullOptions, weightsChanged } from '../notes/questions.ts';
import { tagValue, type Settling, type Settled } from './settling.ts';

const LEAST_OPTIONS = 2;
const MOST_OPTIONS = 8;
/** Fractions are written with five decimals: 33.33333. */
const CLOSE = 0.1;
const FULL = 100 - CLOSE;

const isClose = (one: number, other: number) => Math.abs(one - other) <= CLOSE;
const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

/** Options keep their ids over a round trip by the tag `options:a.b.c`; otherwise letters. */
export function idsFor(options: readonly unknown[], settling: Settling): string[] {
  const written = tagValue(settling, 'options')?.split('.') ?? [];
  const fits = written.length === options.length && new Set(written).size === written.length && written.every((id) => /^[a-z0-9-]{1,20}$/.test(id));
  return options.map((_, index) => (fits ? (written[index] ?? '') : letter(index)));
}

const written = (answer: ChoiceAnswer, isRight: (option: WeightedText) => boolean, settling: Settling) => {
  const ids = idsFor(answer.options, settling);
  return {
    options: answer.options.map((option, index) => ({
      id: ids[index],
      text: option.text,
      ...(isRight(option) && { correct: true }),
      ...(option.feedback && { feedback: option.feedback }),
    })),
    ...(!answer.shuffle && { shuffle_options: false }),
  };
};

function settleSingle(answer: ChoiceAnswer, settling: Settling): Settled | undefined {
  const full = answer.options.filter(({ weight }) => weight >= FULL);
  if (full.length !== 1) return settling.leaveOut(full.length === 0 ? noFullOption() : severalFullOptions());
  for (const { text, weight } of answer.options) {
    if (weight > CLOSE && weight < FULL) settling.note(partialCreditLost(text, weight));
    if (weight < -CLOSE) settling.note(penaltyLost(text, weight));
  }
  return { type: 'single', own: written(answer, (option) => option === full[0], settling) };
}

/** Moodle adds the fractions of what was chosen, never below 0; this is `net-correct` where rights and wrongs weigh the same. */
const isNetCorrect = (right: readonly WeightedText[], wrong: readonly WeightedText[]): boolean => {
  const each = 100 / right.length;
  return right.every(({ weight }) => isClose(weight, each)) && wrong.every(({ weight }) => isClose(weight, -each));
};

function settleMultiple(answer: ChoiceAnswer, settling: Settling): Settled | undefined {
  const right = answer.options.filter(({ weight }) => weight > CLOSE);
  const wrong = answer.options.filter(({ weight }) => weight <= CLOSE);
  if (right.length === 0) return settling.leaveOut(noFullOption());
  const own = written(answer, ({ weight }) => weight > CLOSE, settling);
  if (answer.exact || tagValue(settling, 'scoring') === 'all-or-nothing') return { type: 'multiple', own };
  if (!isNetCorrect(right, wrong)) settling.note(weightsChanged(answer.options.map(({ weight }) => weight)));
  return { type: 'multiple', own: { ...own, scoring: 'net-correct' } };
}

export function settleChoice(answer: ChoiceAnswer, settling: Settling): Settled | undefined {
  const { options } = answer;
  if (options.length < LEAST_OPTIONS || options.length > MOST_OPTIONS) return settling.leaveOut(optionCount(options.length));
  const empty = options.findIndex(({ text }) => text === '');
  if (empty >= 0) return settling.leaveOut(emptyOption(empty + 1));
  return answer.several ? settleMultiple(answer, settling) : settleSingle(answer, settling);
}

export const settleTrueFalse = (answer: TrueFalseAnswer): Settled => ({
  type: 'true-false',
  own: {
    answer: answer.answer,
    ...(answer.feedbackTrue && { feedback_true: answer.feedbackTrue }),
    ...(answer.feedbackFalse && { feedback_false: answer.feedbackFalse }),
  },
});
