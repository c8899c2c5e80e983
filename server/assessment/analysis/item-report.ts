import type { Course, Question, Quiz } from '../../content/course.ts';
import { ownValue } from '../answers.ts';
import { typeOf } from '../question-types/registry.ts';
import { consistencyOf, scoreCounts, type Consistency } from './consistency.ts';
import { fieldName } from './contribution.ts';
import type { CounterRecord } from './counter-model.ts';
import { figuresOf, type ItemFigures, type OptionFigures } from './statistics.ts';

/** Fewer attempts say nothing about a question: a coefficient over 30 pairs is uncertain by a third. */
export const LEAST_ATTEMPTS = 30;
/** Bounds that textbooks share (Ebel & Frisbie 1991, Essentials of Educational Measurement, 5th ed., ch. 13). */
const TOO_EASY = 0.95;
const TOO_HARD = 0.2;
const HARDLY_DISCRIMINATES = 0.1;
/** A distractor that fewer choose does no work (Haladyna & Downing 1993: 5%). */
const HARDLY_CHOSEN = 0.05;
const OFTEN_BLANK = 0.1;
/** Below it a unit judges one learner in five otherwise the next day. */
const LEAST_AGREEMENT = 0.8;

/** What is wrong with a question, as a name; the page says it in words. */
export type ItemWarning =
  /** The right option is chosen more by weak learners. */
  | { readonly kind: 'key-suspect' }
  /** A wrong option is chosen more by strong learners than the right one. */
  | { readonly kind: 'rival'; readonly option: string }
  | { readonly kind: 'hardly-discriminates' }
  | { readonly kind: 'too-hard' }
  | { readonly kind: 'often-blank' }
  | { readonly kind: 'idle-options'; readonly options: readonly string[] }
  | { readonly kind: 'too-easy' };

/** The gravest first: in this order questions are sorted. */
const GRAVITY: readonly ItemWarning['kind'][] = ['key-suspect', 'rival', 'hardly-discriminates', 'too-hard', 'often-blank', 'idle-options', 'too-easy'];

export interface ReportedOption extends OptionFigures {
  readonly letter: string;
  /** Safe HTML. */
  readonly text: string;
  readonly right: boolean;
}

export interface ItemReport {
  readonly question: Question;
  readonly figures: ItemFigures;
  readonly options: readonly ReportedOption[];
  /** Too few attempts to say anything. */
  readonly isEarly: boolean;
  readonly warnings: readonly ItemWarning[];
}

export interface UnitReport {
  readonly code: string;
  readonly minimum: number;
  readonly consistency: Consistency | undefined;
  readonly isUncertain: boolean;
}

/** The options as a page shows them, in the author's order, and which of them are right. */
const optionsOf = (question: Question): { readonly id: string; readonly letter: string; readonly text: string; readonly right: boolean }[] => {
  const type = typeOf(question);
  if (!type.chosen) return [];
  const body = question.body.original;
  // In the order written: the arrangement that nothing was shuffled for.
  const arrangement = type.arrange(body, () => UNSHUFFLED);
  const { options = [] } = type.review(body, arrangement, undefined);
  return options.map(({ id, letter, text, state }) => ({ id, letter, text, right: state === 'missed' }));
};
/** With it the shuffle exchanges every place with itself. */
const UNSHUFFLED = 1 - Number.EPSILON;

const warningsOf = (figures: ItemFigures, options: readonly ReportedOption[]): ItemWarning[] => {
  const { attempts, difficulty, discrimination, blank } = figures;
  if (attempts < LEAST_ATTEMPTS) return [];
  const warnings: ItemWarning[] = [];
  const isNegative = discrimination !== undefined && discrimination < 0;
  if (isNegative) warnings.push({ kind: 'key-suspect' });
  const best = Math.max(...options.filter(({ right }) => right).map(({ correlation }) => correlation ?? 0), 0);
  const rival = options.filter(({ right, correlation = 0, share }) => !right && share >= HARDLY_CHOSEN && correlation > Math.max(best, HARDLY_DISCRIMINATES));
  for (const { id } of rival) warnings.push({ kind: 'rival', option: id });
  const isMiddling = difficulty > TOO_HARD && difficulty < TOO_EASY;
  if (!isNegative && isMiddling && discrimination !== undefined && discrimination < HARDLY_DISCRIMINATES) warnings.push({ kind: 'hardly-discriminates' });
  if (difficulty <= TOO_HARD) warnings.push({ kind: 'too-hard' });
  if (blank >= OFTEN_BLANK) warnings.push({ kind: 'often-blank' });
  const idle = options.filter(({ right, share }) => !right && share < HARDLY_CHOSEN).map(({ id }) => id);
  // Where nearly everybody is right, no distractor can be chosen often.
  if (idle.length > 0 && difficulty < TOO_EASY) warnings.push({ kind: 'idle-options', options: idle });
  if (difficulty >= TOO_EASY) warnings.push({ kind: 'too-easy' });
  return warnings;
};

export function reportOn(question: Question, counter: CounterRecord): ItemReport {
  const offered = optionsOf(question);
  const figures = figuresOf(ownValue(counter.questions, fieldName(question.id)) ?? {}, offered.map(({ id }) => id));
  const options = figures.options.map((option, index): ReportedOption => ({ letter: '', text: '', right: false, ...offered[index], ...option }));
  return { question, figures, options, isEarly: figures.attempts < LEAST_ATTEMPTS, warnings: warningsOf(figures, options) };
}

const gravityOf = ({ warnings, isEarly }: ItemReport): number =>
  warnings.length > 0 ? Math.min(...warnings.map(({ kind }) => GRAVITY.indexOf(kind))) : GRAVITY.length + Number(isEarly);

/** Every question of a quiz, those with the gravest trouble first; among equals, the least discriminating. */
export const reportAll = ({ questions }: Pick<Quiz, 'questions'>, counter: CounterRecord): ItemReport[] =>
  questions
    .map((question) => reportOn(question, counter))
    .sort((one, other) => gravityOf(one) - gravityOf(other) || (one.figures.discrimination ?? 1) - (other.figures.discrimination ?? 1));

/** Each unit of competency that the quiz asks about, with how sure its decision is. */
export function reportUnits({ competencies }: Pick<Course, 'competencies'>, { questions }: Pick<Quiz, 'questions'>, counter: CounterRecord): UnitReport[] {
  const asked = new Set(questions.map(({ competency }) => competency));
  return competencies
    .filter(({ code }) => asked.has(code))
    .map(({ code, minimum }) => {
      const consistency = consistencyOf(scoreCounts(ownValue(counter.units, fieldName(code)) ?? {}, minimum), minimum);
      const isUncertain = consistency !== undefined && consistency.attempts >= LEAST_ATTEMPTS && consistency.agreement < LEAST_AGREEMENT;
      return { code, minimum, consistency, isUncertain };
    });
}
