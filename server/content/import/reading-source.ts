import type { Review } from './review.ts';
import type { Texts } from './texts.ts';

/** What every reader of a format gets beside the source itself. */
export interface ReadingSource {
  /** Name of the source, for places. */
  readonly file: string;
  readonly review: Review;
  readonly texts: Texts;
}
