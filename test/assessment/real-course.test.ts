import { expect } from 'chai';
import { readCourse } from '../../server/content/read-course.ts';
import type { Course, Question } from '../../server/content/course.ts';
import { drawAttempt } from '../../server/assessment/start-attempt.ts';
import { gradeAttempt } from '../../server/assessment/grade-attempt.ts';
import { questionTypes, typeOf } from '../../server/assessment/question-types/registry.ts';
import type { Reviewed } from '../../server/assessment/question-types/question-type.ts';
import { seededRandom, type Random } from '../../server/assessment/random.ts';

const GUESSERS = 500;
const folder = new URL('../../courses/psm-dasar', import.meta.url).pathname;

/** The right response, as the review tells it. */
const rightFor = (question: Question): unknown => {
  const type = typeOf(question);
  const body = question.body.original;
  const review: Reviewed = type.review(body, type.arrange(body, seededRandom('review')), undefined);
  const missed = (review.options ?? []).filter((option) => option.state === 'missed').map((option) => option.id);
  return type.parse({ response: review.answer ?? missed }, body);
};

describe('the exam of psm-dasar', () => {
  let course: Course;
  before(async function () {
    this.timeout(20_000);
    const read = await readCourse(folder, { formats: questionTypes });
    if (!read.course) throw new Error(JSON.stringify(read.problems.slice(0, 5)));
    course = read.course;
  });

  const sit = (seed: string, units: readonly string[], respond: (question: Question, random: Random) => unknown) => {
    if (!course.exam) throw new Error('psm-dasar has no exam');
    const quiz = course.exam;
    const attempt = drawAttempt({ learner: 'x', course, quiz, modulesDone: () => true }, { unitsLeft: units, last: undefined }, 1, new Date(0), seed);
    const questions = attempt.questions.flatMap(({ id }) => quiz.questions.find((question) => question.id === id) ?? []);
    const random = seededRandom(`${seed} responses`);
    const responses = new Map(questions.map((question) => [question.id, respond(question, random)]));
    const result = gradeAttempt({ quiz, competencies: course.competencies, questions, responseTo: (id) => responses.get(id) });
    return { questions, result };
  };
  const codes = () => course.competencies.map((unit) => unit.code);

  it('asks five questions of each unit, and who knows the answers passes all of them', () => {
    const { questions, result } = sit('knows', codes(), rightFor);
    expect(questions).to.have.length(5 * course.competencies.length);
    expect(result).to.include({ score: 100, passed: true });
    for (const code of codes()) expect(questions.filter((question) => question.competency === code)).to.have.length(5);
  });

  it('lets fewer than one in a hundred pass who guess blindly in all the attempts they have', () => {
    let passed = 0;
    for (let guesser = 0; guesser < GUESSERS; guesser += 1) {
      let units = codes();
      for (let attempt = 1; attempt <= (course.exam?.attempts.limit ?? 1) && units.length > 0; attempt += 1) {
        const { result } = sit(`${guesser}:${attempt}`, units, (question, random) => typeOf(question).guess(question.body.original, random));
        units = units.filter((code) => !result.units.some((unit) => unit.code === code && unit.met));
      }
      if (units.length === 0) passed += 1;
    }
    expect(passed / GUESSERS).to.be.below(0.01);
  });
});
