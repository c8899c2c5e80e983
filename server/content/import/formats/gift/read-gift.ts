import type { Draft, DraftAnswer, WeightedNumber, WeightedText } from '../../imported.ts';
import type { Place } from '../../../mistake.ts';
import { emptyText, notANumber } from '../../notes/questions.ts';
import type { ReadingSource } from '../../reading-source.ts';
import type { TextFormat } from '../../texts.ts';
import { numberOf, numberRange } from '../number.ts';
import { readGiftQuestion, type GiftAnswer, type GiftKey, type GiftQuestion } from './gift-question.ts';
import { giftText, showEscapes } from './gift-text.ts';
import { splitGift, type GiftBlock } from './split-gift.ts';

/** Converts the pieces of one question. */
interface Context extends ReadingSource {
  readonly place: Place;
  readonly label: string;
  readonly format: TextFormat;
  readonly tags: readonly string[];
}

const markdown = async (hidden: string | undefined, { texts, place, label, format }: Context): Promise<string | undefined> =>
  hidden === undefined ? undefined : (await texts.convert(giftText(hidden, format), place, label)) || undefined;

const weightedTexts = (answers: readonly GiftAnswer[], context: Context): Promise<WeightedText[]> =>
  Promise.all(
    answers.map(async ({ text, weight, feedback }) => ({ text: (await markdown(text, context)) ?? '', weight, feedback: await markdown(feedback, context) })),
  );

/** What is typed is compared letter by letter: no markup. */
const typedTexts = (answers: readonly GiftAnswer[], context: Context): Promise<WeightedText[]> =>
  Promise.all(answers.map(async ({ text, weight, feedback }) => ({ text: showEscapes(text).trim(), weight, feedback: await markdown(feedback, context) })));

async function weightedNumbers(answers: readonly GiftAnswer[], context: Context): Promise<WeightedNumber[] | undefined> {
  const numbers: WeightedNumber[] = [];
  for (const { text, weight, feedback } of answers) {
    const written = showEscapes(text).trim();
    const [low, high, ...more] = written.split('..');
    const [value, tolerance = '0'] = written.split(':');
    const range = high !== undefined && more.length === 0 ? numberRange(numberOf(low), numberOf(high)) : undefined;
    const found = range ?? { value: numberOf(value), tolerance: Math.abs(numberOf(tolerance)) };
    if (!Number.isFinite(found.value) || !Number.isFinite(found.tolerance)) {
      return context.review.add(context.place, notANumber(written), context.label);
    }
    numbers.push({ ...found, weight, feedback: await markdown(feedback, context) });
  }
  return numbers;
}

async function readAnswer(key: GiftKey, context: Context): Promise<DraftAnswer | undefined> {
  switch (key.kind) {
    case 'essay':
      return { kind: 'essay', guide: undefined };
    case 'true-false': {
      const wrong = await markdown(key.wrong, context);
      const right = await markdown(key.right, context);
      return { kind: 'true-false', answer: key.answer, feedbackTrue: key.answer ? right : wrong, feedbackFalse: key.answer ? wrong : right };
    }
    case 'choice':
      return { kind: 'choice', several: key.several, exact: false, shuffle: true, options: await weightedTexts(key.options, context) };
    case 'short-text':
      return { kind: 'short-text', answers: await typedTexts(key.answers, context), wildcards: true, caseSensitive: false, otherwise: undefined };
    case 'numeric': {
      const answers = await weightedNumbers(key.answers, context);
      return answers && { kind: 'numeric', answers, unit: undefined, otherwise: await markdown(key.otherwise, context) };
    }
    case 'matching': {
      const sides = await Promise.all(key.pairs.map(async ({ left, right }) => ({ left: (await markdown(left, context)) ?? '', right: giftText(right).text })));
      const distractors = sides.filter(({ left }) => left === '').map(({ right }) => right);
      return { kind: 'matching', pairs: sides.filter(({ left }) => left !== ''), distractors, perPart: !context.tags.includes('scoring:all-or-nothing') };
    }
  }
}

async function readBlock(block: GiftBlock, question: GiftQuestion, context: Context): Promise<Draft | undefined> {
  const { texts, place, label } = context;
  const text = await texts.convert(question.text, place, label);
  if (text === '') return context.review.add(place, emptyText(), label);
  const answer = await readAnswer(question.key, context);
  if (!answer) return undefined;
  const points = block.tags.find((tag) => tag.startsWith('points:'))?.slice('points:'.length);
  const shuffle = !block.tags.includes('shuffle:no');
  return {
    place,
    name: question.name,
    id: block.id,
    category: block.category,
    tags: block.tags,
    points: points === undefined ? undefined : numberOf(points),
    text,
    feedback: await markdown(question.feedback, context),
    answer: answer.kind === 'choice' ? { ...answer, shuffle } : answer,
  };
}

/** The questions of a GIFT file (docs.moodle.org, GIFT format), each by itself: a mistake in one loses no other. */
export async function* readGift(text: string, source: ReadingSource): AsyncGenerator<Draft | undefined> {
  for (const block of splitGift(text)) {
    const place = { file: source.file, line: block.line, column: 1 };
    const question = readGiftQuestion(block.text);
    if ('code' in question) yield source.review.add(place, question, block.text);
    else {
      const label = question.name ?? question.text.text;
      yield await readBlock(block, question, { ...source, place, label, format: question.text.format, tags: block.tags });
    }
  }
}
