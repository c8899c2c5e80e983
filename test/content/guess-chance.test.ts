import { expect } from 'chai';
import fc from 'fast-check';
import { chanceOfOneUnit, type Guessable } from '../../server/content/guess-chance.ts';

const question = (points: number, guess: Guessable['guess']): Guessable => ({ competency: 'X', points, guess });
const allOrNothing = (chance: number) => [{ earned: 1, chance }, { earned: 0, chance: 1 - chance }];
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

describe('the chance of a blind guesser in one unit', () => {
  it('is the binomial one where all questions are alike', () => {
    const questions = Array.from({ length: 12 }, () => question(1, allOrNothing(0.25)));
    const expected = [4, 5].reduce((sum, right) => sum + choose(5, right) * 0.25 ** right * 0.75 ** (5 - right), 0);
    expect(chanceOfOneUnit(questions, 5, 70)).to.be.closeTo(expected, 1e-12);
  });

  it('counts part of the points: halves that are certain pass a minimum of 50', () => {
    const halves = Array.from({ length: 6 }, () => question(2, [{ earned: 0.5, chance: 1 }]));
    expect(chanceOfOneUnit(halves, 5, 50)).to.equal(1);
    expect(chanceOfOneUnit(halves, 5, 51)).to.equal(0);
  });

  it('agrees with trying every outcome by hand', () => {
    const outcome = fc.constantFrom(0, 0.25, 1 / 3, 0.5, 1);
    const written = fc.array(fc.record({ points: fc.constantFrom(1, 2, 3), parts: fc.tuple(outcome, outcome) }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 100 }), (rows, minimum) => {
        const questions = rows.map(({ points, parts }) => question(points, parts.map((earned) => ({ earned, chance: 0.5 }))));
        const worth = rows.reduce((sum, { points }) => sum + points, 0);
        let passed = 0;
        for (let outcomes = 0; outcomes < 2 ** rows.length; outcomes += 1) {
          const reached = rows.reduce((sum, { points, parts }, index) => sum + points * (parts[(outcomes >> index) & 1] ?? 0), 0);
          // A hundredth of a point in favour of the guesser is within what is promised.
          if (reached * 100 >= minimum * worth - 1e-9) passed += 1;
        }
        const chance = chanceOfOneUnit(questions, rows.length, minimum);
        expect(chance).to.be.at.least(passed / 2 ** rows.length - 1e-12);
        expect(chance).to.be.closeTo(passed / 2 ** rows.length, 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('is never told too low where questions have many different points', () => {
    const questions = Array.from({ length: 60 }, (_, index) => question(1 + index / 61, [{ earned: 1, chance: 0.2 }, { earned: 0.5, chance: 0.3 }, { earned: 0, chance: 0.5 }]));
    const alike = Array.from({ length: 60 }, () => question(1, questions[0]?.guess ?? []));
    expect(chanceOfOneUnit(questions, 5, 60)).to.be.at.least(chanceOfOneUnit(alike, 5, 60) - 0.05).and.at.most(1);
  });
});
