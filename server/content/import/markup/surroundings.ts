import type { Mistake } from '../../mistake.ts';

/** What converting a text needs from around it. */
export interface Surroundings {
  /** Markdown of a picture that the text shows; its file is kept. */
  picture(address: string, alt: string | undefined): string;
  tell(mistake: Mistake): void;
}
