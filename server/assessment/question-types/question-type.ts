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

/** One of several fields of a question: a list to choose from, or something to be typed. Its form field is `response.ID`. */
export interface PresentedPart {
  readonly id: string;
  /** Safe HTML beside the field; left out where the field stands inside a text. */
  readonly label?: string;
  /** A list to choose one from, in the order shown; texts are plain. Left out: the field is typed into. */
  readonly options?: readonly { readonly id: string; readonly text: string }[];
  /** The id of the option chosen, or what was typed; '' for nothing. */
  readonly value: string;
  readonly unit?: string;
  /** The field takes a number. */
  readonly isNumber?: boolean;
}

/** What a view gets to ask a question; nothing in it may depend on the key. */
export interface Presented extends PresentedPicture {
  readonly parts?: readonly PresentedPart[];
  /** A story as far as it has gone; its `choices` go on with it, and `value` is the way gone. */
  readonly scenes?: readonly PresentedScene[];
  readonly choices?: readonly PresentedOption[];
  readonly files?: readonly PresentedFile[];
  /** Safe HTML around the parts, where they stand inside a text: one piece more than there are parts. */
  readonly pieces?: readonly string[];
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

/** A picture with named places; each is an option with the same id. */
export interface PresentedPicture {
  /** Safe HTML. */
  readonly picture?: string;
  readonly places?: readonly {
    readonly id: string;
    readonly letter: string;
    readonly shape: 'rect' | 'oval';
    /** Left, top, width, height in percent. */
    readonly area: readonly [number, number, number, number];
  }[];
}

/** A file that was sent as an answer. */
export interface PresentedFile {
  readonly id: string;
  readonly kind: 'jpeg' | 'png' | 'pdf';
  readonly bytes: number;
}

/** What may be sent as an answer. */
export interface UploadLimits {
  readonly kinds: readonly PresentedFile['kind'][];
  readonly most: number;
}

/** A scene of a story: what was chosen in it, and what followed. Texts are safe HTML. */
export interface PresentedScene {
  readonly text: string;
  /** Left out: this is where the story stands. */
  readonly choice?: string;
  readonly consequence?: string;
}

export interface ReviewedScene {
  readonly text: string;
  readonly options: readonly ReviewedOption[];
  readonly consequence?: string | undefined;
}

export interface ReviewedPart extends PresentedPart {
  readonly state: 'right' | 'wrong';
  /** What was chosen or typed, in words; '' for nothing. Plain text. */
  readonly given: string;
  /** The right answer in words; plain text. */
  readonly answer: string;
  /** Safe HTML. */
  readonly feedback?: string;
}

/** What a view gets to show an answered question with its key, once that may be seen. */
export interface Reviewed extends PresentedPicture {
  readonly parts?: readonly ReviewedPart[];
  readonly scenes?: readonly ReviewedScene[];
  readonly files?: readonly PresentedFile[];
  /** Safe HTML: an answer as it might be, where none is the right one. */
  readonly modelAnswer?: string;
  readonly pieces?: readonly string[];
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

/** What a question says about one unit of competency: its part of the points, and how much of that part was earned. */
export interface UnitShare {
  readonly competency: string;
  /** Part of the question's points, above 0; the weights of a question sum to 1. */
  readonly weight: number;
  /** 0 to 1 */
  readonly earned: number;
}

/** Something that somebody who marks an answer looks for. */
export interface Criterion {
  readonly id: string;
  readonly title: string;
  /** Points of the rubric, not of the question: only their proportion counts. */
  readonly points: number;
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
  /** Nothing is left to do; left out: whatever is not empty is complete. */
  isComplete?(body: Body, response: Response): boolean;
  /**
   * Whether `next` may stand where `before` stood, where a step once taken stays taken; what may not is refused. Left
   * out: an answer may be changed until the attempt ends.
   */
  mayFollow?(before: Response, next: Response): boolean;
  /** What a response earns, 0 to 1 of the points. An empty response earns 0; so does one that a person has to mark. */
  grade(body: Body, response: Response): number;
  /** Where a question says something about several units: `grade` is then the sum of `weight * earned`. */
  gradeByUnit?(body: Body, response: Response | undefined): readonly UnitShare[];
  /** An answer is marked by a person, for these criteria. Left out: `grade` decides. */
  rubric?(body: Body): readonly Criterion[];
  /** The answer is files, which are sent on a page of their own; a form says nothing about it. */
  uploads?(body: Body): UploadLimits;
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
