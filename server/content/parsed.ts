import type { Language } from './course.ts';
import type { Place } from './mistake.ts';
import type { Problem } from './problem.ts';
import type { GuessOutcome } from './question-format.ts';
import type { CommonQuestion } from './schema.ts';
import type { Template } from './markdown/slots.ts';

/** What one file says by itself. Everything that depends on other files is left open: slots, ids, codes. */

/** A name of something elsewhere, and where it was written. */
export interface Mention {
  readonly name: string;
  readonly place: Place;
}

export interface ParsedFile {
  readonly file: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly problems: readonly Problem[];
}

export interface LessonHead {
  readonly id: string;
  readonly title: string;
  readonly lead: string | undefined;
  readonly minutes: number;
  readonly competencies: readonly string[];
  readonly optional: boolean;
  readonly draft: boolean;
}

export interface ParsedLesson extends ParsedFile {
  readonly language: Language;
  /** Known even where something else in the front matter is wrong, so that links to it are not called wrong as well. */
  readonly id: Mention | undefined;
  readonly head: LessonHead | undefined;
  readonly competencies: readonly Mention[];
  readonly body: Template;
}

export interface ParsedLessonTranslation extends ParsedFile {
  readonly language: Language;
  readonly title: string | undefined;
  readonly lead: string | undefined;
  /** The id that the translation repeats, where it does. */
  readonly id: Mention | undefined;
  readonly body: Template;
}

export interface CompiledQuestion {
  readonly common: CommonQuestion;
  readonly text: Template;
  readonly feedback: Template | undefined;
  /** The type's own data; texts inside may hold slots. */
  readonly body: unknown;
  readonly bodySlots: Template['slots'];
  /** It cannot be answered without a network. */
  readonly needsNetwork: boolean;
  /** What a blind guess earns. */
  readonly guess: readonly GuessOutcome[];
}

export interface ParsedQuestion {
  readonly id: Mention | undefined;
  readonly competency: Mention | undefined;
  /** Units named inside the question, beside its own. */
  readonly otherUnits: readonly Mention[];
  readonly lesson: Mention | undefined;
  readonly sources: readonly Mention[];
  /** As the author wrote the type's own keys; a translation is compared with it. */
  readonly authored: unknown;
  /** Undefined where the question holds a mistake. */
  readonly compiled: CompiledQuestion | undefined;
}

export interface TranslatedQuestion {
  readonly id: string;
  readonly text: Template | undefined;
  readonly feedback: Template | undefined;
  readonly body: unknown;
  readonly bodySlots: Template['slots'];
}
