import type { DraftAnswer, OrderingAnswer, WeightedNumber, WeightedText } from '../../imported.ts';
import { descriptionNotTaken, noAnswer, notANumber, partIgnored, typeNotTaken, unitsLost } from '../../notes/questions.ts';
import { elementsOf, firstOf, type XmlElement } from '../../xml-tree.ts';
import { numberOf } from '../number.ts';
import { essay } from './moodle-marked.ts';
import { marker } from './moodle-marker.ts';
import { markdownOf, plainOf, tagsOf, type MoodleQuestion } from './moodle-text.ts';

const TRUE = /^(?:1|true)$/i;
const answersOf = ({ element }: MoodleQuestion) => elementsOf(element, 'answer');
const weightOf = (answer: XmlElement): number => {
  const weight = numberOf(answer.attributes['fraction'] ?? '0');
  return Number.isNaN(weight) ? 0 : weight;
};
const isYes = (question: MoodleQuestion, name: string, otherwise: boolean): boolean => {
  const written = plainOf(question.element, name);
  return written === '' ? otherwise : TRUE.test(written);
};

const weighted = async (answer: XmlElement, question: MoodleQuestion): Promise<WeightedText> => ({
  text: (await markdownOf(answer, question)) ?? '',
  weight: weightOf(answer),
  feedback: await markdownOf(firstOf(answer, 'feedback'), question),
});

async function choice(question: MoodleQuestion, exact: boolean): Promise<DraftAnswer> {
  const options = await Promise.all(answersOf(question).map((answer) => weighted(answer, question)));
  return { kind: 'choice', several: exact || !isYes(question, 'single', true), exact, shuffle: isYes(question, 'shuffleanswers', true), options };
}

async function trueFalse(question: MoodleQuestion): Promise<DraftAnswer | undefined> {
  const [right, wrong] = answersOf(question).toSorted((one, other) => weightOf(other) - weightOf(one));
  if (!right || weightOf(right) <= 0) return question.review.add(question.place, noAnswer(), question.label);
  const answer = plainOf(right, 'text').toLowerCase() === 'true';
  const [onRight, onWrong] = [await markdownOf(firstOf(right, 'feedback'), question), await markdownOf(wrong && firstOf(wrong, 'feedback'), question)];
  return { kind: 'true-false', answer, feedbackTrue: answer ? onRight : onWrong, feedbackFalse: answer ? onWrong : onRight };
}

async function shortText(question: MoodleQuestion): Promise<DraftAnswer> {
  const answers = await Promise.all(
    answersOf(question).map(async (answer) => ({ text: plainOf(answer, 'text'), weight: weightOf(answer), feedback: await markdownOf(firstOf(answer, 'feedback'), question) })),
  );
  return { kind: 'short-text', answers, wildcards: true, caseSensitive: isYes(question, 'usecase', false), otherwise: undefined };
}

/** The unit by which the answer is counted; others are told. */
function unitOf(question: MoodleQuestion): string | undefined {
  const units = elementsOf(firstOf(question.element, 'units'), 'unit').map((unit) => ({ name: plainOf(unit, 'unit_name'), factor: numberOf(plainOf(unit, 'multiplier')) }));
  const own = units.find(({ factor }) => factor === 1) ?? undefined;
  const others = units.filter((unit) => unit !== own);
  if (others.length > 0) question.review.add(question.place, unitsLost(others.map(({ name }) => name).join(', ')), question.label);
  return own?.name || undefined;
}

async function numeric(question: MoodleQuestion): Promise<DraftAnswer | undefined> {
  const answers: WeightedNumber[] = [];
  let otherwise: string | undefined;
  for (const answer of answersOf(question)) {
    const text = plainOf(answer, 'text');
    const feedback = await markdownOf(firstOf(answer, 'feedback'), question);
    const tolerance = numberOf(plainOf(answer, 'tolerance') || '0');
    const value = numberOf(text);
    if (text === '*' && weightOf(answer) <= 0) otherwise = feedback;
    else if (Number.isNaN(value) || Number.isNaN(tolerance)) return question.review.add(question.place, notANumber(Number.isNaN(value) ? text : plainOf(answer, 'tolerance')), question.label);
    else answers.push({ value, tolerance: Math.abs(tolerance), weight: weightOf(answer), feedback });
  }
  return { kind: 'numeric', answers, unit: unitOf(question), otherwise };
}

async function matching(question: MoodleQuestion): Promise<DraftAnswer> {
  const sides = await Promise.all(
    elementsOf(question.element, 'subquestion').map(async (pair) => ({ left: (await markdownOf(pair, question)) ?? '', right: plainOf(firstOf(pair, 'answer') ?? pair, 'text') })),
  );
  return {
    kind: 'matching',
    pairs: sides.filter(({ left }) => left !== ''),
    distractors: sides.filter(({ left }) => left === '').map(({ right }) => right),
    perPart: !tagsOf(question.element).includes('scoring:all-or-nothing'),
  };
}

/** The `ordering` type: items in the right order. */
async function ordering(question: MoodleQuestion): Promise<DraftAnswer> {
  const items = await Promise.all(answersOf(question).map((answer) => markdownOf(answer, question)));
  const grading = plainOf(question.element, 'gradingtype');
  const scoring = ORDER_SCORINGS[grading];
  if (!scoring) question.review.add(question.place, partIgnored(`gradingtype: ${grading}`), question.label);
  return { kind: 'ordering', items: items.map((item) => item ?? ''), scoring: scoring ?? 'per-part' };
}

/** As the type's own export writes them, in words or numbers. */
const ORDER_SCORINGS: Readonly<Record<string, OrderingAnswer['scoring']>> = {
  '': 'per-part', '0': 'per-part', ABSOLUTE_POSITION: 'per-part', '-1': 'all-or-nothing', ALL_OR_NOTHING: 'all-or-nothing',
  '5': 'longest-correct-subsequence', LONGEST_ORDERED_SUBSET: 'longest-correct-subsequence',
};

/** What is asked, by Moodle's question type; undefined after the review was told that it is not taken. */
export async function moodleAnswer(type: string, question: MoodleQuestion): Promise<DraftAnswer | undefined> {
  switch (type) {
    case 'multichoice':
      return choice(question, false);
    case 'multichoiceset':
      return choice(question, true);
    case 'truefalse':
      return trueFalse(question);
    case 'shortanswer':
      return shortText(question);
    case 'numerical':
      return numeric(question);
    case 'matching':
      return matching(question);
    case 'ordering':
      return ordering(question);
    case 'essay':
      return essay(question);
    case 'ddmarker':
      return marker(question);
    case 'description':
      return question.review.add(question.place, descriptionNotTaken(), question.label);
    default:
      return question.review.add(question.place, typeNotTaken(type), question.label);
  }
}
