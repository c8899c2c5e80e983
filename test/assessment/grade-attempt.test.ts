import { expect } from 'chai';
import fc from 'fast-check';
import type { Question } from '../../server/content/course.ts';
import { gradeAttempt, gradeResponse } from '../../server/assessment/grade-attempt.ts';
import { percentOf, reaches, wholePercent } from '../../server/assessment/percent.ts';
import { caseStudy } from '../../server/assessment/question-types/case.ts';
import { essay } from '../../server/assessment/question-types/essay.ts';
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

  const story = (unit: string): Question => {
    const choice = (id: string, scores: Record<string, number>) => ({ id, text: id, consequence: 'Lalu.', scores });
    const authored = caseStudy.authored.parse({ scenes: [{ id: 'x', text: 'X', choices: [choice('a', { A: 3, B: 1 }), choice('b', { A: 3 }), choice('c', { B: -5 })] }] });
    return { ...question('q-story', unit), type: 'case', points: 4, body: { original: caseStudy.compile(authored, (text) => `<p>${text}</p>`) } };
  };
  const competencies = [competency('A', 70), competency('B', 70)];

  it('gives a scenario\u2019s points to each unit that is sat, and in an exam to no other', () => {
    const grade = (kind: 'quiz' | 'exam', questions: Question[], responses: Record<string, string>) =>
      gradeAttempt({ quiz: { kind, pass: 60 }, competencies, questions, responseTo: (id) => responses[id] });
    const both = grade('exam', [story('A'), question('q-b', 'B')], { 'q-story': 'x.b', 'q-b': 'q' });
    expect(both.units.map(({ code, points, of }) => [code, points, of])).to.deep.equal([['A', 3, 3], ['B', 1, 2]]);
    expect(both).to.include({ passed: false, score: 80 });
    const alone = grade('exam', [story('A')], { 'q-story': 'x.b' });
    expect(alone.units.map(({ code, score }) => [code, score])).to.deep.equal([['A', 100]]);
    expect(alone).to.include({ passed: true });
    expect(grade('quiz', [story('A')], { 'q-story': 'x.c' }).score).to.equal(0);
    expect(grade('quiz', [story('A')], {}).score).to.equal(0);
  });

  it('waits for a person where one has to mark, counts nothing until then, and what was given afterwards', () => {
    const body = essay.compile({ rubric: [{ id: 'x', title: 'X', points: 1 }, { id: 'y', title: 'Y', points: 3 }] }, (text) => text);
    const asked: Question = { ...question('q-essay', 'A'), type: 'essay', body: { original: body } };
    const grade = (response: string | undefined, points?: Record<string, number>) =>
      gradeAttempt({ quiz: { kind: 'quiz', pass: 60 }, competencies, questions: [asked, question('q-2', 'A')], responseTo: (id) => (id === 'q-2' ? 'q' : response), markOf: () => points });
    expect(grade('Saya minta izin.')).to.include({ score: 50, passed: false }).and.to.deep.include({ waiting: ['q-essay'] });
    expect(grade('')).to.not.have.property('waiting');
    expect(grade(undefined)).to.not.have.property('waiting');
    expect(grade('Saya minta izin.', { x: 1, y: 2 })).to.include({ score: 87.5, passed: true }).and.to.not.have.property('waiting');
    expect(grade('Saya minta izin.', { x: 99, y: -5, z: 7 }).questions['q-essay']).to.equal(0.25);
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
