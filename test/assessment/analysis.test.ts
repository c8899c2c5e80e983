import { expect } from 'chai';
import fc from 'fast-check';
import { consistencyOf, cutOf, kr21, scoreCounts, upperTail } from '../../server/assessment/analysis/consistency.ts';
import { addTo, contributionOf, fieldName, SHARE, type Contribution } from '../../server/assessment/analysis/contribution.ts';
import type { CounterRecord, Sums } from '../../server/assessment/analysis/counter-model.ts';
import { countSittings } from '../../server/assessment/analysis/count-sittings.ts';
import { LEAST_ATTEMPTS, reportAll, reportOn, reportUnits } from '../../server/assessment/analysis/item-report.ts';
import { figuresOf, optionCorrelationOf } from '../../server/assessment/analysis/statistics.ts';
import { gradeAttempt } from '../../server/assessment/grade-attempt.ts';
import type { Question } from '../../server/content/course.ts';
import { competency, course, question, quiz } from './course-factory.ts';
import { answersOf, sit } from './sitters.ts';
import { openSite } from './site.ts';

const UNIT = 'PSM.D.01';
const three = [1, 2, 3].map((number) => question(`q-${number}`, UNIT));

/** The counter after these attempts: of each, a response to each question. */
function counterOf(questions: readonly Question[], attempts: readonly (readonly unknown[])[], minimum = 60): CounterRecord {
  const sum: Contribution = new Map();
  const index = new Map(questions.map((each) => [each.id, each]));
  for (const attempt of attempts) {
    const responses = Object.fromEntries(questions.flatMap(({ id }, place): [string, unknown][] => (attempt[place] === undefined ? [] : [[id, attempt[place]]])));
    const asked = questions.filter(({ id }) => id in responses);
    const result = gradeAttempt({ quiz: { kind: 'exam', pass: 0 }, competencies: [competency(UNIT, minimum)], questions: asked, responseTo: (id) => responses[id] ?? undefined });
    addTo(sum, contributionOf({ sitting: { responses }, graded: { gradedBy: 'v1', result }, questions: index, competencies: [competency(UNIT, minimum)] }));
  }
  const counter: CounterRecord = { _id: 'c:q', course: 'c', quiz: 'q', attempts: 0, questions: {}, units: {}, counting: [], revision: 1, schemaVersion: 1 };
  for (const [path, value] of sum) {
    const [kind = '', name = '', field = ''] = path.split('.');
    if (kind === 'attempts') counter.attempts = value;
    else if (kind === 'questions') (counter.questions[name] ??= {})[field] = value;
    else (counter.units[name] ??= {})[field] = value;
  }
  return counter;
}

const sumsOf = (counter: CounterRecord, id: string): Sums => counter.questions[fieldName(id)] ?? {};

describe('item analysis', () => {
  /*
   * Five people, three questions, right is q:          rest of question 1, as a share of two
   *   1 1 1   1 1 0   1 0 0   0 1 0   0 0 0            1, 1/2, 0 | 1/2, 0
   * p = 3/5. The rest has the mean 0.4 and the variance (0.36 + 0.01 + 0.16 + 0.01 + 0.16) / 5 = 0.14.
   * Right: mean 0.5, wrong: mean 0.25. r_pb = (0.5 - 0.25) / sqrt(0.14) * sqrt(0.6 * 0.4) = 0.32733.
   */
  const five = [['q', 'q', 'q'], ['q', 'q', 'p'], ['q', 'p', 'p'], ['p', 'q', 'r'], ['p', 'r', 'p']];

  it('gives the figures of an example worked by hand', () => {
    const counter = counterOf(three, five);
    expect(counter.attempts).to.equal(5);
    const figures = figuresOf(sumsOf(counter, 'q-1'), ['p', 'q', 'r']);
    expect(figures.attempts).to.equal(5);
    expect(figures.difficulty).to.be.closeTo(0.6, 1e-12);
    expect(figures.discrimination).to.be.closeTo(0.32733, 1e-5);
    expect(figures.options.map(({ id, attempts, share }) => [id, attempts, share])).to.deep.equal([['p', 2, 0.4], ['q', 3, 0.6], ['r', 0, 0]]);
    // Who chose p was wrong, so that p mirrors the key; nobody chose r.
    expect(figures.options.map(({ correlation }) => correlation?.toFixed(5))).to.deep.equal(['-0.32733', '0.32733', undefined]);
    // Question 3: one right with a rest of 1; the others 1, 1/2, 1/2, 0: mean 0.6, s^2 0.14, r = (1 - 0.5) / sqrt(0.14) * sqrt(0.2 * 0.8).
    expect(figuresOf(sumsOf(counter, 'q-3'), []).discrimination).to.be.closeTo(0.5 / Math.sqrt(0.14) * 0.4, 1e-4);
  });

  /*
   * A unit of five questions with the minimum 60, so three have to be right; ten people: 1, 2 2, 3 3 3, 4 4 4, 5 right.
   * M = 3.1, s^2 = 1.29, KR21 = 5/4 (1 - 3.1 * 1.9 / (5 * 1.29)) = 0.108527.
   * p = 0.108527 x / 5 + 0.891473 * 0.62: 0.574419, 0.596124, 0.617829, 0.639535, 0.661240 for x = 1..5.
   * P(X >= 3 | 5, p) = 10 p^3 (1-p)^2 + 5 p^4 (1-p) + p^5: 0.637488, 0.675841, 0.712887, 0.748362, 0.782020.
   * Agreement = mean of P^2 + (1-P)^2 = 0.596258; mean P = 0.715493, by chance 0.592875; kappa = 0.008310.
   */
  const ten = { '60_5_1': 1, '60_5_2': 2, '60_5_3': 3, '60_5_4': 3, '60_5_5': 1, '70_5_5': 9 };

  it('gives the decision consistency of an example worked by hand', () => {
    const counts = scoreCounts(ten, 60);
    expect(counts).to.have.length(5);
    expect(kr21(5, { mean: 3.1, variance: 1.29 })).to.be.closeTo(0.108527, 1e-6);
    expect([0.574419, 0.617829, 0.66124].map((p) => upperTail(5, p, 3).toFixed(4))).to.deep.equal(['0.6375', '0.7129', '0.7820']);
    const found = consistencyOf(counts, 60);
    expect(found?.attempts).to.equal(10);
    expect(found?.met).to.be.closeTo(0.7, 1e-12);
    expect(found?.agreement).to.be.closeTo(0.596258, 1e-6);
    expect(found?.kappa).to.be.closeTo(0.00831, 1e-6);
  });

  it('knows the cut that a minimum means, and the tails of a binomial distribution', () => {
    expect([[5, 60], [5, 70], [5, 75], [5, 80], [10, 70], [3, 100], [7, 0]].map(([n = 0, minimum = 0]) => cutOf(n, minimum))).to.deep.equal([3, 4, 4, 4, 7, 3, 0]);
    expect([upperTail(5, 0, 1), upperTail(5, 1, 5), upperTail(5, 0.3, 0), upperTail(2, 0.5, 1)]).to.deep.equal([0, 1, 1, 0.75]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, p) => {
        // One more needed is as likely less as exactly so many are.
        let choose = 1;
        for (let k = 0; k <= n; k += 1) {
          expect(upperTail(n, p, k) - upperTail(n, p, k + 1)).to.be.closeTo(choose * p ** k * (1 - p) ** (n - k), 1e-9);
          choose = (choose * (n - k)) / (k + 1);
        }
      }),
    );
  });

  it('says nothing of consistency where nobody was examined, and all where everybody is alike', () => {
    expect(consistencyOf([], 70)).to.equal(undefined);
    expect(consistencyOf([{ questions: 5, right: 5, attempts: 40 }], 70)).to.deep.equal({ attempts: 40, met: 1, agreement: 1, kappa: undefined });
  });

  const kinds = ['single', 'multiple', 'true-false', 'numeric', 'short-text'] as const;
  const bank = kinds.flatMap((type, index) => [question(`a-${index}`, UNIT, { type }), question(`b-${index}`, UNIT, { type, points: index + 0.5 })]);
  const responseTo = (type: string): fc.Arbitrary<unknown> => {
    const answer = type === 'single' ? ['p', 'q', 'r', ''] : type === 'true-false' ? ['true', 'false', ''] : type === 'numeric' ? ['4242', '17', ''] : ['KUNCI-RAHASIA teks', 'entah', ''];
    const given = type === 'multiple' ? fc.subarray(['p', 'q', 'r']) : fc.constantFrom(...answer);
    // Undefined: not drawn in this attempt; null: drawn, and not answered.
    return fc.oneof({ weight: 6, arbitrary: given }, { weight: 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(null) });
  };

  it('agrees with the plain definitions, whatever was drawn, weighed and answered in parts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(...bank.map(({ type }) => responseTo(type))), { minLength: 2, maxLength: 40 }), (attempts) => {
        const counter = counterOf(bank, attempts);
        for (const [place, each] of bank.entries()) {
          const pairs = pairsOf(attempts, place);
          const figures = figuresOf(sumsOf(counter, each.id), ['p']);
          expect(figures.attempts).to.equal(pairs.length);
          if (pairs.length === 0) continue;
          expect(figures.difficulty).to.be.closeTo(meanOf(pairs.map(({ x }) => x)), 1e-4);
          same(figures.discrimination, pearson(pairs.map(({ x, r }) => [x, r])));
          if (each.type === 'single' || each.type === 'multiple') {
            same(optionCorrelationOf(sumsOf(counter, each.id), 'p'), pearson(pairs.map(({ response, r }) => [Number([response].flat().includes('p')), r])));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  interface Pair { readonly x: number; readonly r: number; readonly response: unknown }

  /** Share earned of one question and of all others, attempt by attempt: from the responses, without any sum. */
  function pairsOf(attempts: readonly (readonly unknown[])[], place: number): Pair[] {
    return attempts.flatMap((attempt): Pair[] => {
      const drawn = bank.flatMap((each, index) => (attempt[index] === undefined ? [] : [{ each, index, response: attempt[index] ?? undefined }]));
      const isBlank = drawn.every(({ response }) => response === undefined || response === '' || (Array.isArray(response) && response.length === 0));
      const own = drawn.find(({ index }) => index === place);
      if (!own || isBlank || drawn.length < 2) return [];
      const earned = gradeAttempt({ quiz: { kind: 'quiz', pass: 0 }, competencies: [], questions: drawn.map(({ each }) => each), responseTo: (id) => drawn.find(({ each }) => each.id === id)?.response }).questions;
      const rest = drawn.filter(({ index }) => index !== place);
      const of = rest.reduce((sum, { each }) => sum + each.points, 0);
      const got = rest.reduce((sum, { each }) => sum + each.points * (earned[each.id] ?? 0), 0);
      return [{ x: earned[own.each.id] ?? 0, r: Math.round((got / of) * SHARE) / SHARE, response: own.response }];
    });
  }

  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  function pearson(pairs: readonly (readonly [number, number])[]): number | undefined {
    const [meanX, meanY] = [meanOf(pairs.map(([x]) => x)), meanOf(pairs.map(([, y]) => y))];
    const [sxx, syy, sxy] = [[0, 0], [1, 1], [0, 1]].map(([a = 0, b = 0]) => pairs.reduce((sum, pair) => sum + ((pair[a] ?? 0) - (a ? meanY : meanX)) * ((pair[b] ?? 0) - (b ? meanY : meanX)), 0));
    const spread = Math.sqrt((sxx ?? 0) * (syy ?? 0));
    return pairs.length < 2 || spread < 1e-6 ? undefined : (sxy ?? 0) / spread;
  }

  function same(found: number | undefined, expected: number | undefined): void {
    if (expected === undefined || found === undefined) expect([found, expected]).to.deep.equal([undefined, undefined]);
    else expect(found).to.be.closeTo(expected, 1e-3);
  }

  describe('in words', () => {
    const many = (attempt: readonly string[], count: number) => Array.from({ length: count }, () => attempt);
    const kindsOf = (attempts: readonly (readonly unknown[])[]) => reportOn(three[0]!, counterOf(three, attempts)).warnings.map(({ kind }) => kind);

    it('warns of a key that the weak hit and the strong miss, and names the option that the strong choose', () => {
      const attempts = [...many(['r', 'q', 'q'], 30), ...many(['q', 'p', 'p'], 20), ...many(['p', 'q', 'p'], 10)];
      const report = reportOn(three[0]!, counterOf(three, attempts));
      expect(report.warnings).to.deep.include.members([{ kind: 'key-suspect' }, { kind: 'rival', option: 'r' }]);
      expect(report.options.map(({ id, letter, right }) => [id, letter, right])).to.deep.equal([['p', 'A', false], ['q', 'B', true], ['r', 'C', false]]);
    });

    it('warns of a question that does not discriminate, is too hard, too easy, left out, or has idle distractors', () => {
      const mixed = [...many(['q', 'q', 'q'], 15), ...many(['p', 'q', 'q'], 10), ...many(['r', 'q', 'q'], 5), ...many(['q', 'p', 'p'], 15), ...many(['p', 'p', 'p'], 10), ...many(['r', 'p', 'p'], 5)];
      expect(kindsOf(mixed)).to.deep.equal(['hardly-discriminates']);
      expect(kindsOf([...many(['q', 'q', 'q'], 5), ...many(['p', 'p', 'q'], 20), ...many(['r', 'p', 'p'], 20)])).to.deep.equal(['too-hard']);
      expect(kindsOf([...many(['q', 'q', 'q'], 40), ...many(['q', 'p', 'q'], 20)])).to.deep.equal(['too-easy']);
      expect(kindsOf([...many(['q', 'q', 'q'], 25), ...many(['', 'p', 'p'], 10), ...many(['p', 'p', 'q'], 10)])).to.deep.equal(['often-blank', 'idle-options']);
    });

    it('says nothing before there are enough attempts', () => {
      const early = reportOn(three[0]!, counterOf(three, many(['p', 'q', 'q'], LEAST_ATTEMPTS - 1)));
      expect(early).to.deep.include({ isEarly: true, warnings: [] });
      expect(reportOn(three[0]!, counterOf(three, many(['p', 'q', 'q'], LEAST_ATTEMPTS))).warnings).to.not.deep.equal([]);
    });

    it('puts the gravest first', () => {
      const attempts = [...many(['q', 'r', 'q'], 30), ...many(['q', 'q', 'p'], 20), ...many(['p', 'p', 'p'], 20)];
      const [gravest] = reportAll({ questions: three }, counterOf(three, attempts));
      expect(gravest?.question.id).to.equal('q-2');
    });

    it('says how sure the decision on a unit is', () => {
      const sure = counterOf(three, [...many(['q', 'q', 'q'], 30), ...many(['p', 'p', 'p'], 30)]);
      const [unit] = reportUnits({ competencies: [competency(UNIT, 60), competency('PSM.D.09')] }, { questions: three }, sure);
      expect(unit).to.include({ code: UNIT, isUncertain: false });
      expect(unit?.consistency?.agreement).to.equal(1);
      const unsure = counterOf(three, [...many(['q', 'q', 'p'], 30), ...many(['q', 'p', 'p'], 30)]);
      expect(reportUnits({ competencies: [competency(UNIT, 60)] }, { questions: three }, unsure)[0]?.isUncertain).to.equal(true);
    });
  });

  it('takes any id for a field: dots, dollars, and what every object has', () => {
    for (const id of ['a.b', '$inc', '__proto__', 'constructor', 'ya, tentu', '%2E']) {
      expect(fieldName(id)).to.not.match(/[.$]|^__proto__$/);
      expect(decodeURIComponent(fieldName(id))).to.equal(id);
    }
  });

  it('counts every attempt that ends, once, however often and by however many it is counted', async () => {
    const exam = quiz({ id: 'ujian-akhir', kind: 'exam', layout: 'one', questions: three });
    const example = course({ exam, competencies: [competency(UNIT)] });
    const site = await openSite([example]);
    const answers = Array.from({ length: 120 }, (_, number) => answersOf(`orang ${number}`));
    await Promise.all(answers.map((respond, number) => sit(site, `orang${number}`, example, 'ujian-akhir', respond)));
    await Promise.all([countSittings(site.assessment), countSittings(site.assessment), countSittings(site.assessment)]);
    await countSittings(site.assessment);
    const counter = await site.assessment.counters.select('contoh', 'ujian-akhir');
    // The rest are those who answered nothing at all.
    const answered = Array.from({ length: 120 }, (_, number) => answersOf(`orang ${number}`)).filter((respond) => three.map(respond).some((response) => response !== undefined));
    expect(answered.length).to.be.below(120).and.above(100);
    expect(counter.attempts).to.equal(answered.length);
    expect(counter.questions['q-1']?.['n']).to.equal(answered.length);
    expect(counter.questions['q-1']?.['t:0']).to.be.above(0);
    await site.close();
  });

  it('counts questions whatever they are called', async () => {
    const odd = [question('constructor', 'valueOf'), question('q-2', 'valueOf')];
    const example = course({ exam: quiz({ id: 'ujian-akhir', kind: 'exam', questions: odd }), competencies: [competency('valueOf')] });
    const site = await openSite([example]);
    for (const learner of ['ani', 'budi']) await sit(site, learner, example, 'ujian-akhir', () => 'q');
    await countSittings(site.assessment);
    const counter = await site.assessment.counters.select('contoh', 'ujian-akhir');
    expect(Object.keys(counter.questions)).to.have.members(['constructor', 'q-2']);
    expect(reportOn(odd[0]!, counter).figures).to.include({ attempts: 2, difficulty: 1 });
    expect(reportUnits(example, { questions: odd }, counter)[0]?.consistency?.attempts).to.equal(2);
    await site.close();
  });

  it('counts once what a crash left between the counter and the sittings', async () => {
    const example = course({ exam: quiz({ id: 'ujian-akhir', kind: 'exam', questions: three }), competencies: [competency(UNIT)] });
    const site = await openSite([example]);
    await sit(site, 'ani', example, 'ujian-akhir', () => 'q');
    const dying = { ...site.assessment, sittings: { ...site.assessment.sittings, settle: async (counted: readonly unknown[]) => { if (counted.length > 0) throw new Error('killed'); } } };
    expect(await countSittings(dying).catch((problem: unknown) => problem)).to.be.instanceOf(Error);
    expect((await site.assessment.counters.select('contoh', 'ujian-akhir')).attempts).to.equal(1);
    await sit(site, 'budi', example, 'ujian-akhir', () => 'p');
    await countSittings(site.assessment);
    expect((await site.assessment.counters.select('contoh', 'ujian-akhir')).attempts).to.equal(2);
    await site.close();
  });
});
