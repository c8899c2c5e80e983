import { expect } from 'chai';
import fc from 'fast-check';
import { drawQuestions } from '../../server/assessment/draw.ts';
import { randomBelow, seededRandom, shuffled } from '../../server/assessment/random.ts';

const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
type Pool = { id: string; competency: string; difficulty: (typeof DIFFICULTIES)[number] }[];

const poolOf = (cells: readonly (readonly [competency: string, difficulty: (typeof DIFFICULTIES)[number]])[]): Pool =>
  cells.map(([competency, difficulty], index) => ({ id: `q-${index}`, competency, difficulty }));

const anyPool = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom(...DIFFICULTIES)), { minLength: 1, maxLength: 60 })
  .map(poolOf);
const anySeed = fc.string({ maxLength: 12 });

const countBy = <T>(items: readonly T[], key: (item: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
};
const countIn = (pool: Pool, unit: string) => pool.filter((question) => question.competency === unit).length;

/** No group could give one more while another has two more than it. */
const expectBalanced = (taken: Record<string, number>, available: Record<string, number>) => {
  const most = Math.max(...Object.values(taken));
  for (const [name, size] of Object.entries(available)) {
    const count = taken[name] ?? 0;
    if (count < size) expect(most - count, `${name} of ${JSON.stringify(taken)}`).to.be.at.most(1);
  }
};

describe('drawing the questions of an attempt', () => {
  it('takes as many as asked for, balanced over competency and within it over difficulty', () => {
    fc.assert(
      fc.property(anyPool, fc.integer({ min: 1, max: 40 }), anySeed, (questions, count, seed) => {
        const drawn = drawQuestions({ questions, draw: { count }, shuffle: true }, { random: seededRandom(seed) });
        expect(drawn).to.have.length(Math.min(count, questions.length));
        expect(new Set(drawn).size).to.equal(drawn.length);
        expectBalanced(countBy(drawn, (question) => question.competency), countBy(questions, (question) => question.competency));
        for (const unit of new Set(questions.map((question) => question.competency))) {
          const inUnit = (list: Pool) => list.filter((question) => question.competency === unit);
          const taken = countBy(inUnit(drawn), (question) => question.difficulty);
          if (inUnit(drawn).length > 0) expectBalanced(taken, countBy(inUnit(questions), (question) => question.difficulty));
        }
      }),
    );
  });

  it('is balanced over difficulty as a whole too, where the units leave a choice', () => {
    const questions = poolOf(['A', 'B', 'C', 'D', 'E', 'F'].flatMap((unit) => DIFFICULTIES.flatMap((difficulty) => [[unit, difficulty] as const, [unit, difficulty] as const])));
    const onlyEasy = poolOf([['A', 'easy'], ['A', 'easy'], ...DIFFICULTIES.map((difficulty) => ['B', difficulty] as const), ...DIFFICULTIES.map((difficulty) => ['C', difficulty] as const)]);
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 30 }), (seed, count) => {
        const spread = (drawn: Pool) => Object.values({ easy: 0, medium: 0, hard: 0, ...countBy(drawn, (question) => question.difficulty) });
        for (const draw of [{ count }, { perCompetency: 4 }, { perCompetency: 5 }]) {
          const counts = spread(drawQuestions({ questions, draw, shuffle: true }, { random: seededRandom(seed) }));
          expect(Math.max(...counts) - Math.min(...counts), JSON.stringify([draw, counts])).to.be.at.most(1);
        }
        expect(spread(drawQuestions({ questions: onlyEasy, draw: { count: 3 }, shuffle: true }, { random: seededRandom(seed) }))).to.deep.equal([1, 1, 1]);
      }),
    );
  });

  it('takes so many of each unit, and only of the units to be sat', () => {
    fc.assert(
      fc.property(anyPool, fc.integer({ min: 1, max: 8 }), fc.subarray(['A', 'B', 'C']), anySeed, (questions, perCompetency, units, seed) => {
        const drawn = drawQuestions({ questions, draw: { perCompetency }, shuffle: true }, { units, random: seededRandom(seed) });
        const taken = countBy(drawn, (question) => question.competency);
        for (const unit of ['A', 'B', 'C', 'D']) {
          expect(taken[unit] ?? 0).to.equal(units.includes(unit) ? Math.min(perCompetency, countIn(questions, unit)) : 0);
        }
      }),
    );
  });

  it('asks nothing of the attempt before while other questions of the unit are left', () => {
    fc.assert(
      fc.property(anyPool, fc.integer({ min: 1, max: 8 }), anySeed, (questions, perCompetency, seed) => {
        const exam = { questions, draw: { perCompetency }, shuffle: true };
        const first = drawQuestions(exam, { random: seededRandom(`${seed}1`) });
        const avoid = new Set(first.map((question) => question.id));
        const second = drawQuestions(exam, { avoid, random: seededRandom(`${seed}2`) });
        for (const unit of new Set(questions.map((question) => question.competency))) {
          const again = second.filter((question) => question.competency === unit && avoid.has(question.id)).length;
          const fresh = questions.filter((question) => question.competency === unit && !avoid.has(question.id)).length;
          expect(again).to.equal(Math.max(0, Math.min(perCompetency, countIn(questions, unit)) - fresh));
        }
      }),
    );
  });

  it('draws the same again from the same seed, and something else from another', () => {
    const questions = poolOf(Array.from({ length: 84 }, (_, index) => [`U${index % 7}`, DIFFICULTIES[index % 3] ?? 'easy'] as const));
    const draw = (seed: string) =>
      drawQuestions({ questions, draw: { perCompetency: 5 }, shuffle: true }, { random: seededRandom(seed) }).map((question) => question.id);
    expect(draw('one')).to.deep.equal(draw('one'));
    expect(draw('one')).to.not.deep.equal(draw('two'));
  });

  it('keeps the author\'s order where nothing is to be shuffled', () => {
    const questions = poolOf([['A', 'easy'], ['B', 'easy'], ['A', 'hard'], ['B', 'hard']]);
    const all = drawQuestions({ questions, draw: undefined, shuffle: false }, { random: seededRandom('x') });
    expect(all).to.deep.equal(questions);
    const some = drawQuestions({ questions, draw: { count: 3 }, shuffle: false }, { random: seededRandom('x') }).map((question) => question.id);
    expect(some).to.deep.equal(some.toSorted());
  });

  it('gives every question the same chance over many attempts', () => {
    const questions = poolOf(Array.from({ length: 12 }, (_, index) => ['A', DIFFICULTIES[index % 3] ?? 'easy'] as const));
    const attempts = 3000;
    const drawn = Array.from({ length: attempts }, (_, index) =>
      drawQuestions({ questions, draw: { perCompetency: 5 }, shuffle: true }, { random: seededRandom(`attempt ${index}`) }),
    ).flat();
    for (const count of Object.values(countBy(drawn, (question) => question.id))) {
      expect(count / attempts).to.be.closeTo(5 / 12, 0.04);
    }
  });
});

describe('the random sequence of an attempt', () => {
  it('gives the numbers of sfc32 for its seed', () => {
    // Computed apart with unsigned 64-bit integers from the published algorithm and SHA-256 of 'bimtek'.
    const random = seededRandom('bimtek');
    expect([random(), random(), random()].map((value) => value * 2 ** 32)).to.deep.equal([2751210829, 2026765999, 3664903191]);
  });

  it('is spread evenly over its range and over all orders', () => {
    const random = seededRandom('spread');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let turn = 0; turn < 20_000; turn += 1) counts[randomBelow(10, random)]! += 1;
    for (const count of counts) expect(count).to.be.closeTo(2000, 200);
    const orders = countBy(Array.from({ length: 6000 }, () => shuffled(['a', 'b', 'c'], random).join('')), (order) => order);
    expect(Object.keys(orders)).to.have.length(6);
    for (const count of Object.values(orders)) expect(count).to.be.closeTo(1000, 130);
  });
});
