import type { QuestionFormat } from '../../content/question-format.ts';
import type { Random } from '../random.ts';

/** The fields of one question's form as they arrive; a field that is repeated (checkboxes) is a list. */
export type ResponseForm = Readonly<Record<string, string | readonly string[] | undefined>>;

/** An option as its row on the page. Texts are safe HTML. */
export interface PresentedOption {
  readonly id: string;
  /** A, B, C... in the order shown. */
  readonly letter: string;
  readonly text: string;
  readonly chosen: boolean;
}

/** What a view gets to ask a question; nothing in it may depend on the key. */
export interface Presented {
  readonly options?: readonly PresentedOption[];
  /** As typed, for questions that are answered by typing. */
  readonly value?: string;
  readonly unit?: string;
}

/** `missed`: right, and not chosen. */
export type OptionState = 'right' | 'wrong' | 'missed';

export interface ReviewedOption extends PresentedOption {
  readonly state?: OptionState;
  readonly feedback?: string;
}

/** What a view gets to show an answered question with its key, once that may be seen. */
export interface Reviewed {
  readonly options?: readonly ReviewedOption[];
  readonly value?: string;
  readonly unit?: string;
  /** The right answer in words, where the options do not show it; plain text. */
  readonly answer?: string;
  /** Safe HTML, for what was typed. */
  readonly feedback?: string;
}

/** A question as an author may write it: it feeds the documentation and the contract suite. */
export interface QuestionExample<Authored> {
  readonly authored: Authored;
  /** The same question with another key and other feedback: whoever answers must not see a difference. */
  readonly rekeyed: Authored;
  /** Forms that earn the whole of the points, and forms that earn nothing. */
  readonly right: readonly ResponseForm[];
  readonly wrong: readonly ResponseForm[];
}

/**
 * A kind of question: what an author writes (`QuestionFormat`), and what happens to it in an attempt. One file
 * each; the contract suite in `test/contracts/question-type.ts` runs over every one.
 *
 * `Response` is a plain JSON value: it is stored with the attempt. So is `Arrangement`, which is drawn once when
 * the attempt starts.
 */
export interface QuestionType<
  Authored = unknown,
  Overlay = unknown,
  Body = unknown,
  Arrangement = unknown,
  Response = unknown,
> extends QuestionFormat<Authored, Overlay, Body> {
  arrange(body: Body, random: Random): Arrangement;
  present(body: Body, arrangement: Arrangement, response: Response | undefined): Presented;
  /** The response in a form. An empty form is an empty response; throws `Invalid` for what cannot be an answer. */
  parse(form: ResponseForm, body: Body): Response;
  isEmpty(response: Response): boolean;
  /** What a response earns, 0 to 1 of the points. An empty response earns 0. */
  grade(body: Body, response: Response): number;
  /** Ids of the options that a response has chosen, where it chooses from options: item analysis counts them. */
  chosen?(response: Response): readonly string[];
  review(body: Body, arrangement: Arrangement, response: Response | undefined): Reviewed;
  /** The response of somebody who chooses blindly and leaves nothing out. */
  guess(body: Body, random: Random): Response;
  readonly examples: readonly QuestionExample<Authored>[];
}

export const FIRST_LETTER = 'A'.charCodeAt(0);
export const letterOf = (index: number): string => String.fromCharCode(FIRST_LETTER + index);

/** The single value of a field, trimmed; '' where it is missing. A repeated field gives its last value. */
export const valueOf = (form: ResponseForm, field = 'response'): string => {
  const value = form[field];
  return (typeof value === 'string' ? value : (value?.at(-1) ?? '')).trim();
};

/** All values of a field, without empty ones and repetitions. */
export const valuesOf = (form: ResponseForm, field = 'response'): string[] => {
  const value = form[field] ?? [];
  return [...new Set(typeof value === 'string' ? [value] : value)].map((one) => one.trim()).filter((one) => one !== '');
};
