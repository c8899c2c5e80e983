import { expect } from 'chai';
import fc from 'fast-check';
import type { Question } from '../../server/content/course.ts';
import { gradeAttempt, gradeResponse } from '../../server/assessment/grade-attempt.ts';
import { percentOf, reaches, wholePercent } from '../../server/assessment/percent.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import { seededRandom } from '../../server/assessment/random.ts';
import { competency, question, rightAnswer, wrongAnswer } from './course-factory.ts';

const responseOf = (asked: Question, answers: typeof rightAnswer): unknown =>
  typeOf(asked).parse({ response: answers[asked.type] }, asked.body.original);

const anyQuestions = fc.array(
  fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom(...Object.keys(rightAnswer)), fc.constantFrom(0.25, 1, 2, 3.5)),
  { minLength: 1, maxLength: 25 },
);

describe('grading an attempt', () => {
  it('agrees with a naive recomputation, in points, percent and verdict', () => {
    fc.assert(
      fc.property(anyQuestions, fc.constantFrom('quiz' as const, 'exam' as const), fc.string(), (cells, kind, seed) => {
        const questions = cells.map(([unit, type, points], index) => question(`q-${index}`, unit, { type, points }));
        const random = seededRandom(seed);
        const responses = new Map<string, unknown>();
        for (const asked of questions) {
          const chance = random();
          if (chance < 0.5) responses.set(asked.id, responseOf(asked, rightAnswer));
          else if (chance < 0.8) responses.set(asked.id, typeOf(asked).guess(asked.body.original, random));
        }
        const competencies = [competency('A', 50), competency('B', 70), competency('C', 100), competency('D', 70)];
        const result = gradeAttempt({ quiz: { kind, pass: 60 }, competencies, questions, responseTo: (id) => responses.get(id) });

        let points = 0;
        for (const asked of questions) {
          const response = responses.get(asked.id);
          const earned = response === undefined ? 0 : typeOf(asked).grade(asked.body.original, response);
          expect(result.questions[asked.id]).to.equal(earned);
          points += earned * asked.points;
        }
        const all = questions.reduce((sum, asked) => sum + asked.points, 0);
        expect(result.score).to.be.closeTo((100 * points) / all, 1e-9);
        for (const { code, minimum } of competencies) {
          const inUnit = questions.filter((asked) => asked.competency === code);
          const unit = result.units.find((candidate) => candidate.code === code);
          expect(unit !== undefined).to.equal(inUnit.length > 0);
          if (!unit) continue;
          const got = inUnit.reduce((sum, asked) => sum + (result.questions[asked.id] ?? 0) * asked.points, 0);
          const of = inUnit.reduce((sum, asked) => sum + asked.points, 0);
          expect(unit).to.include({ points: got, of });
          expect(unit.met).to.equal(got * 100 >= minimum * of - 1e-6);
        }
        expect(result.passed).to.equal(kind === 'exam' ? result.units.every((unit) => unit.met) : 100 * points >= 60 * all - 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  it('counts a question without an answer as nothing', () => {
    const questions = [question('q-1', 'A'), question('q-2', 'A')];
    const responseTo = (id: string) => (id === 'q-1' ? 'q' : undefined);
    const result = gradeAttempt({ quiz: { kind: 'quiz', pass: 70 }, competencies: [competency('A')], questions, responseTo });
    expect(result).to.deep.include({ score: 50, passed: false, questions: { 'q-1': 1, 'q-2': 0 } });
  });

  it('takes the word of a translation as well, whatever the page spoke', () => {
    const asked = question('q-1', 'A', { type: 'short-text', body: { original: { answers: ['tetangga'] }, en: { answers: ['neighbour'] } } });
    expect(['Tetangga', 'neighbour.', 'orang'].map((response) => gradeResponse(asked, response))).to.deep.equal([1, 1, 0]);
  });

  it('gives part of the points for what is partly right, where the author says so', () => {
    const asked = question('q-1', 'A', { type: 'multiple' });
    expect([['p'], ['p', 'q'], ['p', 'r'], ['p', 'q', 'r'], []].map((response) => gradeResponse(asked, response))).to.deep.equal([0.5, 1, 0, 0.5, 0]);
    expect(gradeResponse(asked, responseOf(asked, wrongAnswer))).to.equal(0);
  });
});

describe('percent', () => {
  it('compares unrounded and never shows a minimum that was not reached', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 100 }), (quarters, of, minimum) => {
        const percent = percentOf(Math.min(quarters, of) / 4, of / 4);
        expect(reaches(percent, minimum)).to.equal(Math.min(quarters, of) * 100 >= minimum * of);
        expect(wholePercent(percent) >= minimum).to.equal(reaches(percent, minimum));
      }),
    );
  });

  it('adds thirds up to the whole', () => {
    const third = 1 / 3;
    expect(reaches(percentOf(third + third + third, 3 * third), 100)).to.equal(true);
    expect(reaches(percentOf(0.1 + 0.2, 0.3), 100)).to.equal(true);
    expect(wholePercent(percentOf(2, 3))).to.equal(66);
    expect(percentOf(0, 0)).to.equal(0);
  });
});
