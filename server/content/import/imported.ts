import type { Place, Sentence } from '../mistake.ts';
import type { Problem } from '../problem.ts';
import type { Area } from './picture-areas.ts';

/**
 * What every reader of a foreign format makes of a question, before it is decided what of it we can ask. All texts
 * are our Markdown already. Weights are percent of the points, as Moodle's fractions; a reader without weights
 * writes 100 and 0.
 */
export interface Draft {
  /** Where it begins in the source. */
  readonly place: Place;
  /** As the source calls it; for notes and for making an id. */
  readonly name: string | undefined;
  /** An id that somebody gave on purpose (Moodle's idnumber, GIFT's `[id:]`). */
  readonly id: string | undefined;
  readonly category: string | undefined;
  readonly tags: readonly string[];
  readonly points: number | undefined;
  readonly text: string;
  readonly feedback: string | undefined;
  readonly answer: DraftAnswer;
}

export interface WeightedText {
  readonly text: string;
  readonly weight: number;
  readonly feedback: string | undefined;
}

export interface WeightedNumber {
  readonly value: number;
  readonly tolerance: number;
  readonly weight: number;
  readonly feedback: string | undefined;
}

export interface ChoiceAnswer {
  readonly kind: 'choice';
  /** Several may be chosen. */
  readonly several: boolean;
  /** Points only for exactly the right ones, whatever the weights say. */
  readonly exact: boolean;
  readonly shuffle: boolean;
  readonly options: readonly WeightedText[];
}

export interface TrueFalseAnswer {
  readonly kind: 'true-false';
  readonly answer: boolean;
  readonly feedbackTrue: string | undefined;
  readonly feedbackFalse: string | undefined;
}

export interface NumericAnswer {
  readonly kind: 'numeric';
  readonly answers: readonly WeightedNumber[];
  readonly unit: string | undefined;
  /** For whoever answers something else. */
  readonly otherwise: string | undefined;
}

export interface ShortTextAnswer {
  readonly kind: 'short-text';
  /** Plain text, no Markdown. */
  readonly answers: readonly WeightedText[];
  /** `*` stands for anything and `\*` for an asterisk, as in Moodle. */
  readonly wildcards: boolean;
  readonly caseSensitive: boolean;
  readonly otherwise: string | undefined;
}

export interface MatchingAnswer {
  readonly kind: 'matching';
  /** `right` is plain text: it stands in a list to choose from. */
  readonly pairs: readonly { readonly left: string; readonly right: string }[];
  /** Right sides that belong to nothing; plain text. */
  readonly distractors: readonly string[];
  /** Each right pair earns its share. */
  readonly perPart: boolean;
}

export interface OrderingAnswer {
  readonly kind: 'ordering';
  /** In the right order. */
  readonly items: readonly string[];
  readonly scoring: 'all-or-nothing' | 'per-part' | 'longest-correct-subsequence';
}

/** The text holds a mark for each gap, see `gapMark`. */
export interface ClozeAnswer {
  readonly kind: 'cloze';
  readonly gaps: readonly ClozeGap[];
  readonly perPart: boolean;
}

/** Texts of options are plain: they stand in a list to choose from. */
export interface ClozeGap {
  /** Its share beside the others. */
  readonly weight: number;
  readonly answer: ChoiceAnswer | NumericAnswer | ShortTextAnswer;
}

export interface EssayAnswer {
  readonly kind: 'essay';
  /** What the marker is told. */
  readonly guide: string | undefined;
}

export interface FileAnswer {
  readonly kind: 'file';
  readonly accept: readonly ('photo' | 'pdf')[];
  /** How many may be sent; undefined: as many as anybody likes. */
  readonly most: number | undefined;
  readonly guide: string | undefined;
}

export interface HotspotAnswer {
  readonly kind: 'hotspot';
  /** Markdown of one picture. */
  readonly picture: string;
  readonly regions: readonly DraftRegion[];
}

export interface DraftRegion {
  /** Plain text; undefined: the source names it not. */
  readonly label: string | undefined;
  readonly area: Area;
  readonly shape: 'rect' | 'oval';
  readonly weight: number;
  readonly feedback: string | undefined;
}

export type DraftAnswer =
  | ChoiceAnswer
  | TrueFalseAnswer
  | NumericAnswer
  | ShortTextAnswer
  | MatchingAnswer
  | OrderingAnswer
  | ClozeAnswer
  | EssayAnswer
  | FileAnswer
  | HotspotAnswer;

/** Stands in a cloze's text for gap `index`, from 0: letters and digits, so that no conversion touches it. */
export const gapMark = (index: number): string => `\uE0A0${index}\uE0A1`;
export const GAP_MARK = /\uE0A0(\d+)\uE0A1/g;

/** A question that we can ask: the keys of its YAML besides `id`. */
export interface ReadyQuestion {
  readonly draft: Draft;
  readonly type: string;
  /** The type's own keys. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** One entry of the review list. Error: the question was not taken; warning: taken, but look at it. */
export interface ReviewNote extends Problem {
  /** Name or first words of the question; undefined: the whole file is meant. */
  readonly question: string | undefined;
  /** How often the same was found; the place is that of the first. */
  readonly times: number;
}

export interface MediaFile {
  /** Relative to the YAML file, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

export interface Imported {
  readonly kind: 'imported';
  /** The question file: `questions: [...]`. */
  readonly yaml: string;
  readonly media: readonly MediaFile[];
  readonly notes: readonly ReviewNote[];
  /** How many questions the source holds, and how many of them are in the YAML. */
  readonly found: number;
  readonly taken: number;
}

/** The whole file cannot be read; the sentence says what to do. */
export interface Refused {
  readonly kind: 'refused';
  readonly sentence: Sentence;
}
