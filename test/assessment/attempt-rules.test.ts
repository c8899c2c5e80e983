import { expect } from 'chai';
import fc from 'fast-check';
import { attemptId } from '../../server/assessment/attempt-id.ts';
import { closingTime, deadlineOf, isOver, isTimeUp, mayReview, minutesFor, startRule, unitsToSit, windowOf, type Circumstances } from '../../server/assessment/attempt-rules.ts';
import { countAttempt, currentEvidence, type Counted, type FinishedAttempt } from '../../server/assessment/count-attempt.ts';
import { competency, questionsFor } from './course-factory.ts';

const noon = new Date('2026-11-24T05:00:00Z');
const minutesBefore = (minutes: number) => new Date(noon.getTime() - minutes * 60_000);

const exam = (given: Partial<Circumstances> = {}): Circumstances => ({
  quiz: { kind: 'exam', attempts: { limit: 3, waitMinutes: 60 } },
  last: undefined,
  granted: 0,
  unitsLeft: ['A', 'B'],
  modulesDone: true,
  now: noon,
  ...given,
});
const finished = (number: number, minutesAgo: number) => ({ number, open: false, finishedAt: minutesBefore(minutesAgo) });

describe('whether an attempt may start', () => {
  it('opens the exam when every module is done', () => {
    expect(startRule(exam())).to.deep.equal({ state: 'open', number: 1, left: 3 });
    expect(startRule(exam({ modulesDone: false }))).to.deep.equal({ state: 'locked' });
  });

  it('asks nobody to do modules for a quiz', () => {
    const quiz = { kind: 'quiz' as const, attempts: { limit: 0, waitMinutes: 0 } };
    expect(startRule(exam({ quiz, modulesDone: false, unitsLeft: [], last: finished(7, 0) }))).to.deep.equal({ state: 'open', number: 8, left: undefined });
  });

  it('goes on with the attempt that is open, whatever else holds', () => {
    const last = { number: 3, open: true, finishedAt: undefined };
    expect(startRule(exam({ last, modulesDone: false }))).to.deep.equal({ state: 'running', number: 3 });
  });

  it('lets people wait, and says until when', () => {
    expect(startRule(exam({ last: finished(1, 59) }))).to.deep.equal({ state: 'waiting', until: new Date(noon.getTime() + 60_000), left: 2 });
    expect(startRule(exam({ last: finished(1, 60) }))).to.deep.equal({ state: 'open', number: 2, left: 2 });
  });

  it('lets people wait longer after each attempt, where waits grow; the last one stays', () => {
    const quiz = { kind: 'exam' as const, attempts: { limit: 0, waitMinutes: 10, laterWaits: [60, 1440] } };
    const minutes = [1, 2, 3, 4, 9].map((number) => {
      const rule = startRule(exam({ quiz, last: finished(number, 0) }));
      return rule.state === 'waiting' ? (rule.until.getTime() - noon.getTime()) / 60_000 : rule.state;
    });
    expect(minutes).to.deep.equal([10, 60, 1440, 1440, 1440]);
  });

  it('opens and closes with its window, by days in Western Indonesian Time', () => {
    const quiz = (window: { from?: string; until?: string }) => ({ ...exam().quiz, window });
    expect(startRule(exam({ quiz: quiz({ from: '2026-11-25' }) }))).to.deep.equal({ state: 'waiting', until: new Date('2026-11-24T17:00:00Z'), left: 3 });
    expect(startRule(exam({ quiz: quiz({ from: '2026-11-24', until: '2026-11-24' }) })).state).to.equal('open');
    expect(startRule(exam({ quiz: quiz({ until: '2026-11-23' }) }))).to.deep.equal({ state: 'closed' });
    const { closes } = windowOf({ window: { until: '2026-11-24' } });
    expect(closes).to.deep.equal(new Date('2026-11-24T17:00:00Z'));
    expect(startRule(exam({ quiz: quiz({ until: '2026-11-24' }), now: new Date('2026-11-24T16:59:59Z') })).state).to.equal('open');
    expect(startRule(exam({ quiz: quiz({ until: '2026-11-24' }), now: new Date('2026-11-24T17:00:00Z') })).state).to.equal('closed');
    // Whoever is at work goes on, until the window closes.
    expect(startRule(exam({ quiz: quiz({ until: '2026-11-23' }), last: { number: 1, open: true, finishedAt: undefined } })).state).to.equal('running');
  });

  it('ends at the limit, and goes on where more is granted', () => {
    expect(startRule(exam({ last: finished(3, 90) }))).to.deep.equal({ state: 'exhausted' });
    expect(startRule(exam({ last: finished(3, 90), granted: 1 }))).to.deep.equal({ state: 'open', number: 4, left: 1 });
  });

  it('has nothing more to ask when every unit is met', () => {
    expect(startRule(exam({ last: finished(1, 1), unitsLeft: [] }))).to.deep.equal({ state: 'passed' });
  });
});

describe('units to be sat', () => {
  const competencies = ['A', 'B', 'C'].map((code) => competency(code));
  const questions = [...questionsFor('A', 2), ...questionsFor('B', 2)];

  it('are those not met yet that have questions', () => {
    expect(unitsToSit({ questions }, competencies, () => false)).to.deep.equal(['A', 'B']);
    expect(unitsToSit({ questions }, competencies, (code) => code === 'A')).to.deep.equal(['B']);
  });
});

describe('time', () => {
  const deadline = deadlineOf(minutesBefore(90), 90);

  it('is up at the deadline; an answer on its way has 30 seconds more', () => {
    expect(deadline).to.deep.equal(noon);
    expect(isTimeUp(deadline, noon)).to.equal(true);
    expect(isOver(deadline, new Date(noon.getTime() + 30_000))).to.equal(false);
    expect(isOver(deadline, new Date(noon.getTime() + 30_001))).to.equal(true);
    expect(closingTime(noon)).to.deep.equal(new Date(noon.getTime() + 30_000));
  });

  it('is longer for who has extra time, in whole minutes, and ends with the window', () => {
    expect([0, 25, 100].map((percent) => minutesFor(90, percent))).to.deep.equal([90, 113, 180]);
    expect(minutesFor(undefined, 100)).to.equal(undefined);
    const closes = new Date(noon.getTime() + 30 * 60_000);
    expect(deadlineOf(noon, 90, closes)).to.deep.equal(closes);
    expect(deadlineOf(noon, 20, closes)).to.deep.equal(new Date(noon.getTime() + 20 * 60_000));
    expect(deadlineOf(noon, undefined, closes)).to.deep.equal(closes);
  });

  it('never ends where there is no limit', () => {
    expect(deadlineOf(noon, undefined)).to.equal(undefined);
    expect(isOver(undefined, noon) || isTimeUp(undefined, noon)).to.equal(false);
  });
});

describe('what may be seen afterwards', () => {
  const cases = [
    ['never', true, false], ['never', false, false], ['after-finish', false, true], ['after-finish', true, true],
    ['after-pass', false, false], ['after-pass', true, true],
  ] as const;
  for (const [review, passed, seen] of cases) {
    it(`is ${seen ? 'everything' : 'nothing'} with "${review}" when ${passed ? 'passed' : 'failed'}`, () => {
      expect(mayReview(review, { finished: true, passed })).to.equal(seen);
      expect(mayReview(review, { finished: false, passed })).to.equal(false);
    });
  }

  it('is everything with "after-close" once the window has closed, passed or not', () => {
    for (const passed of [true, false]) {
      expect(mayReview('after-close', { finished: true, passed, closed: false })).to.equal(false);
      expect(mayReview('after-close', { finished: true, passed, closed: true })).to.equal(true);
      expect(mayReview('after-close', { finished: false, passed, closed: true })).to.equal(false);
    }
  });
});

describe('counting finished attempts in a standing', () => {
  const competencies = ['A', 'B'].map((code) => competency(code));
  const attempt = (number: number, scores: Readonly<Record<string, number>>, version = 'v1'): FinishedAttempt => ({
    _id: attemptId('learner', 'course', 'exam', number),
    quiz: 'exam',
    kind: 'exam',
    version,
    number,
    finishedAt: new Date(noon.getTime() + number),
    result: {
      score: Math.max(...Object.values(scores)),
      passed: Object.values(scores).every((score) => score >= 70),
      units: Object.entries(scores).map(([code, score]) => ({ code, points: score, of: 100, score, met: score >= 70 })),
      questions: {},
    },
  });
  const nothing: Counted = { quizzes: {}, units: [] };
  const count = (attempts: readonly FinishedAttempt[]) => attempts.reduce((counted, one) => countAttempt(counted, one, { competencies, onChange: 'pin' }), nothing);

  it('takes the best attempt as the evidence for a unit', () => {
    const counted = count([attempt(1, { A: 80, B: 40 }), attempt(2, { B: 60 }), attempt(3, { B: 50 })]);
    expect(counted.units.map(({ code, score, met }) => [code, score, met])).to.deep.equal([['A', 80, true], ['B', 60, false]]);
    expect(counted.quizzes.exam).to.deep.include({ attempts: 3, best: 80, passed: false, lastAttempt: attempt(3, { B: 50 })._id });
  });

  it('gives the same however often and in whatever order attempts are counted', () => {
    const attempts = [attempt(1, { A: 60, B: 40 }), attempt(2, { A: 71, B: 90 }), attempt(3, { A: 65 })];
    fc.assert(
      fc.property(fc.shuffledSubarray([...attempts, ...attempts], { minLength: 6 }), (repeated) => {
        const sorted = (counted: Counted) => ({ ...counted, units: counted.units.toSorted((a, b) => a.code.localeCompare(b.code)) });
        expect(sorted(count(repeated))).to.deep.equal(sorted(count(attempts)));
      }),
    );
  });

  it('lets evidence of a newer edition replace older, even if it is weaker', () => {
    const raised = competencies.map((unit) => ({ ...unit, edition: 2 }));
    const counted = countAttempt(count([attempt(1, { A: 90 })]), attempt(2, { A: 50 }), { competencies: raised, onChange: 'pin' });
    expect(counted.units).to.deep.equal([{ code: 'A', score: 50, met: false, attempt: attempt(2, { A: 50 })._id, number: 2, version: 'v1', edition: 2 }]);
  });

  it('lets nothing of an earlier version stand beside one that asks for a retake, in whatever order they are counted', () => {
    const first = [attempt(1, { A: 90, B: 80 }, 'v1'), { competencies, onChange: 'pin' }] as const;
    const second = [attempt(2, { A: 50 }, 'v2'), { competencies, onChange: 'retake' }] as const;
    for (const order of [[first, second], [second, first]]) {
      const counted = order.reduce<Counted>((so, [one, course]) => countAttempt(so, one, course), nothing);
      expect(counted.units.find(({ code }) => code === 'A')).to.include({ score: 50, met: false, version: 'v2' });
      expect(counted.quizzes.exam).to.include({ best: 50, passed: false, attempts: 2 });
      const now = currentEvidence(counted, { version: 'v2', onChange: 'retake' });
      expect(now.units.map(({ code }) => code), 'B was shown in v1 only').to.deep.equal(['A']);
      expect(currentEvidence(counted, { version: 'v3', onChange: 'retake' })).to.deep.equal(nothing);
      expect(currentEvidence(counted, { version: 'v3', onChange: 'migrate' })).to.deep.equal(counted);
    }
  });
});

describe('the id of an attempt', () => {
  it('is the same for the same attempt, tells nothing, and contains no dots', () => {
    expect(attemptId('ab', 'c', 'd', 1)).to.equal(attemptId('ab', 'c', 'd', 1)).and.match(/^[\w-]{20}$/);
    expect(attemptId('ab', 'c', 'd', 1)).to.not.equal(attemptId('ab', 'c', 'd', 2));
  });
});
