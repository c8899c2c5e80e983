import { expect } from 'chai';
import type { Severity } from '../../server/content/problem.ts';
import { readChanged, shown, type Changes } from './course-tree.ts';

export interface MistakeCase {
  readonly title: string;
  readonly changes?: Changes;
  /** What is no change of a file: links, folders. */
  readonly prepare?: (folder: string) => void;
  /** Every problem there is, and no other: `file:line:column severity code`. */
  readonly problems: readonly string[];
  /** Where warnings are beside the point. */
  readonly only?: readonly Severity[];
  /** Milliseconds, where writing the files takes long. */
  readonly timeout?: number;
  /** Words that the author must find in the Indonesian message or hint. */
  readonly says?: readonly string[];
}

/** One test for each mistake: found at its place, nothing else reported, and the course served only without errors. */
export function testMistakes(room: string, cases: readonly MistakeCase[]): void {
  describe(room, () => {
    for (const { title, changes = {}, prepare, problems, says = [], only = ['error', 'warning'], timeout = 10_000 } of cases) {
      it(title, async () => {
        const reading = await readChanged(changes, prepare);
        const found = reading.problems.filter(({ severity }) => only.includes(severity));
        expect(found.map(shown)).to.deep.equal(problems);
        const words = reading.problems.map(({ message, hint }) => `${message.id} ${hint?.id ?? ''}`).join('\n');
        for (const word of says) expect(words).to.include(word);
        for (const { message, hint } of reading.problems) {
          expect(message.en, 'the English sentence').not.to.be.empty;
          if (hint) expect(hint.en, 'the English hint').not.to.be.empty;
        }
        const isBroken = problems.some((problem) => problem.includes(' error '));
        expect(reading.course === undefined).to.equal(isBroken);
      }).timeout(timeout);
    }
  });
}
