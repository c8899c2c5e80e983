import type { Translated } from '../../content/course.ts';

/** Something that happened for a learner since he or she last looked. */
export type NewsItem =
  /** An answer that a person marked: the essay or file task of a quiz. */
  | { readonly kind: 'marked'; readonly at: Date; readonly href: string; readonly title: Translated<string> }
  /** A word of those who give the course. */
  | { readonly kind: 'announcement'; readonly at: Date; readonly href: string; readonly title: Translated<string> };

/**
 * Who knows of news: later rooms implement it, `app.ts` hands them in. At most some twenty, newest first; each has happened
 * after `since`.
 */
export interface NewsSource {
  since(learner: string, courses: readonly string[], since: Date): Promise<readonly NewsItem[]>;
}
