import { inLanguage } from '../../content/course.ts';
import { courseAddress } from '../../learning/addresses.ts';
import { page, redirect } from '../../web/reply.ts';
import { route, type Route } from '../../web/route.ts';
import { attemptAddress, resultAddress } from '../addresses.ts';
import { attemptParams } from '../answer-form.ts';
import type { Assessment } from '../assessment.ts';
import { selectOpenPage } from '../attempt-routes.ts';
import { presentAllQuestions, type AttemptPage } from '../present-question.ts';
import { mayBeTakenAlong } from './may-be-taken.ts';

/** The fields of `assessment/offline-quiz`: the questions of one attempt, without keys, without a name and without a token. */
export function presentOfflineQuiz(open: AttemptPage) {
  const { attempt, asked, language } = open;
  const { title, questions } = presentAllQuestions({ ...open, kept: true });
  return {
    title,
    questions,
    layout: asked.quiz.layout,
    attempt: { id: attempt._id, quiz: attempt.quiz, resultHref: resultAddress(attempt._id) },
    course: { id: attempt.course, shortTitle: inLanguage(asked.course.shortTitle, language), href: courseAddress(attempt.course) },
    masthead: 'offline',
    script: 'scripts/phone-quiz.js',
  };
}

/** An attempt as a phone takes it along. It is its learner's, so phones keep it in that learner's part of their memory, not with the lessons. */
export const offlineQuizRoutes = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'get',
    path: '/attempts/:attempt/offline',
    access: 'signed-in',
    params: attemptParams,
    handle: async (received) => {
      const open = await selectOpenPage(assessment, received);
      const { attempt } = received.params;
      if (!open) return redirect(resultAddress(attempt));
      if (!mayBeTakenAlong(open.attempt, open.asked.quiz)) return redirect(attemptAddress(attempt), { text: 'Kuis ini dikerjakan dengan jaringan.', tone: 'attention' });
      return page('assessment/offline-quiz', presentOfflineQuiz(open), { everyone: received.language });
    },
  }),
];
