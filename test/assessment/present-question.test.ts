import { expect } from 'chai';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import { presentAllQuestions, presentQuestion, type AttemptPage } from '../../server/assessment/present-question.ts';
import { drawAttempt } from '../../server/assessment/start-attempt.ts';
import { translateTo } from '../../server/web/i18n/translate.ts';
import type { Question } from '../../server/content/course.ts';
import { course, questionsFor, quiz, rightAnswer, SECRET } from './course-factory.ts';

const now = new Date('2026-11-24T02:00:00Z');

describe('what a view is handed to ask a question', () => {
  const example = course();
  const questions = questionsFor('PSM.D.01', 5, 'k1');
  const asked = quiz({ id: 'kuis-1', questions });
  const request = { learner: 'siti', course: example, quiz: asked, modulesDone: () => true };
  const attempt = drawAttempt(request, { unitsLeft: [], last: undefined }, 1, now, 'seed');
  const page: AttemptPage = {
    attempt,
    asked: { course: example, quiz: asked, questions: new Map(questions.map((question) => [question.id, question])) },
    now,
    language: 'id',
    t: translateTo('id'),
  };
  const ofId = (id: string): Question => page.asked.questions.get(id) ?? questions[0]!;

  it('holds no key and no feedback, not even where the page would not show it', () => {
    const answers = Object.fromEntries(
      questions.map((question) => {
        const response = typeOf(question).parse({ response: rightAnswer[question.type] }, question.body.original);
        return [question.id, { response: question.type === 'short-text' ? 'entah' : response, at: now, device: 'form' }];
      }),
    );
    for (const answered of [page, { ...page, attempt: { ...attempt, answers } }]) {
      const fields = attempt.questions.map(({ id }, index) => presentQuestion(answered, ofId(id), index + 1));
      const text = JSON.stringify([fields, presentAllQuestions(answered)]);
      expect(text).to.not.include(SECRET);
      expect(text).to.not.match(/correct|"state"|"answer"|"feedback"|4242/);
    }
  });

  it('shows the options in the order that was drawn, the same at every look', () => {
    const orders = [1, 2].map(() => attempt.questions.map(({ id }, index) => presentQuestion(page, ofId(id), index + 1).question.options?.map((option) => option.id)));
    expect(orders[0]).to.deep.equal(orders[1]);
    const single = attempt.questions.find(({ id }) => ofId(id).type === 'single');
    expect(orders[0]).to.deep.include(single?.arrangement);
  });

  it('is the same attempt again from the same seed', () => {
    expect(drawAttempt(request, { unitsLeft: [], last: undefined }, 1, now, 'seed')).to.deep.equal(attempt);
    expect(drawAttempt(request, { unitsLeft: [], last: undefined }, 1, now, 'other').questions).to.not.deep.equal(attempt.questions);
  });
});
