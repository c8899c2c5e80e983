import type { z } from 'zod';
import type { Problem } from './problem.ts';

/** Renders an author's Markdown to safe HTML (block level). */
export type RenderMarkdown = (markdown: string) => string;

/** A mistake inside one question; `path` leads from the question to the place, e.g. `['options', 2, 'correct']`. */
export type QuestionProblem = Pick<Problem, 'code' | 'severity' | 'message' | 'hint'> & {
  readonly path: readonly (string | number)[];
};

export interface GuessOutcome {
  /** 0 to 1 of the points. */
  readonly earned: number;
  /** 0 to 1; the chances of a question sum to 1. */
  readonly chance: number;
}

/**
 * The part of a question type that reading files needs. The assessment room implements it (a question type
 * is one file there); the content room only declares it, since imports point to the left.
 *
 * `Authored` is what stands in the YAML beside the common keys, `Body` what the course keeps of it: texts
 * rendered, defaults filled in, the key included.
 */
export interface QuestionFormat<Authored = unknown, Overlay = unknown, Body = unknown> {
  /** As written in `type:`. */
  readonly type: string;
  /** It cannot be answered without a network: what follows from a step is the server's to say, or files are sent. */
  readonly needsNetwork?: boolean;
  /** Strict schema of the type's own keys. */
  readonly authored: z.ZodType<Authored>;
  /** Strict schema of the own keys that a translation may bring; every key optional. */
  readonly overlay: z.ZodType<Overlay>;
  /** What a schema cannot say: no correct option, an id twice, feedback missing... `competency`: the question's own unit. */
  check(authored: Authored, competency?: string): readonly QuestionProblem[];
  /** Units of competency that are named inside a question, beside its own, and where. */
  unitsIn?(authored: Authored): readonly { readonly path: QuestionProblem['path']; readonly code: string }[];
  compile(authored: Authored, markdown: RenderMarkdown): Body;
  /** What is wrong with a translation that fits its schema; `path` leads from the translated question to the place. */
  checkTranslation?(body: Body, overlay: Overlay): readonly QuestionProblem[];
  /** The body with the texts of a translation laid over it; ids, keys and order stay. */
  translate(body: Body, overlay: Overlay, markdown: RenderMarkdown): Body;
  /** Probability, 0 to 1, that somebody who chooses blindly gets the question fully right. */
  guessChance(body: Body): number;
  /** What a blind guess earns and how likely, where part of the points can be had; left out: all or nothing. */
  guessOutcomes?(body: Body): readonly GuessOutcome[];
}

export type QuestionFormats = ReadonlyMap<string, QuestionFormat>;

/** How a certificate's look is written; the certification room implements it. */
export interface LayoutFormat {
  readonly schema: z.ZodType;
  /** What a schema cannot say of a look that fits it; `path` leads from its beginning to the place. */
  check(layout: unknown): readonly QuestionProblem[];
  /** Why a picture cannot be printed, a sentence in Indonesian; undefined: it can. Left out, `use` is a logo or any other picture. */
  pictureFault(bytes: Buffer, use?: 'logo' | 'signature'): string | undefined;
}

/** What later rooms add to the format of a course. */
export interface CourseFormats {
  readonly formats: QuestionFormats;
  /** Names of the certification room's templates, for `certificate.yaml`; left out, every name is taken. */
  readonly templates?: readonly string[] | undefined;
  /** For `certificate-template.yaml`; left out, it is not looked at. */
  readonly layouts?: LayoutFormat | undefined;
}
