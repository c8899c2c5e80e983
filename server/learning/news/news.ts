import type { Translated } from '../../content/course.ts';

/** Something that happened for a learner since he or she last looked. */
export type NewsItem =
  /** An answer that a person marked: the essay or file task of a quiz. */
  | { readonly kind: 'marked'; readonly at: Date; readonly href: string; readonly title: Translated<string> }
  /** What a trainer or an administrator tells a class, word for word. */
  | Announced;

/** A part of a text: words, or an address to follow. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

export interface Announced {
  readonly kind: 'announcement';
  readonly at: Date;
  readonly className: string;
  /** Lines, and the parts of each. */
  readonly lines: readonly (readonly TextPart[])[];
  /** POST: this learner has read this one. */
  readonly dismissHref: string;
}

/**
 * Who knows of news: later rooms implement it, `app.ts` hands them in. At most some twenty, newest first; each has happened
 * after `since`, or has been put away by nobody: a source that keeps what was read looks there.
 */
export interface NewsSource {
  since(learner: string, courses: readonly string[], since: Date): Promise<readonly NewsItem[]>;
  /** The learner has read what was told up to then. */
  read?(learner: string, until: Date): Promise<void>;
}
