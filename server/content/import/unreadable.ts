import type { Sentence } from '../mistake.ts';

/** Why a source as a whole cannot be read, and what to do instead. Caught in `import-questions.ts`, nowhere else shown. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly sentence: Sentence;
  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}
