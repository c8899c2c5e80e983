import { expect } from 'chai';
import { renderMarkdown } from '../../server/content/markdown/render-markdown.ts';

/** Texts that make a parser look again and again through what follows. */
const REPEATED = { 'open brackets': '[', 'open pictures': '![', 'links that never close': '[a](b ', words: 'kata yang panjang ' };
const SMALL = 10_000;
const LARGE = 40_000;

/** Milliseconds of processor time, which other programs do not lengthen; the least of three. */
function cost(text: string): number {
  const once = (): number => {
    const before = process.cpuUsage();
    renderMarkdown({ text, language: 'id', kind: 'lesson', place: (line, column) => ({ file: 'x.md', line: line + 1, column: column + 1 }), report: () => undefined });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}

describe('a very long text', function () {
  this.timeout(120_000);

  for (const [name, unit] of Object.entries(REPEATED)) {
    it(`costs as many times more as it is longer: ${name}`, () => {
      const of = (length: number): string => unit.repeat(Math.ceil(length / unit.length));
      cost(of(SMALL));
      // Four times as long: four times the work; where each bracket cost all that follows it, sixteen times.
      expect(cost(of(LARGE)) / Math.max(1, cost(of(SMALL)))).to.be.below((LARGE / SMALL) * 2.5);
    });
  }
});
