import { z } from 'zod';
import { reportAll, reportUnits } from '../assessment/analysis/item-report.ts';
import type { CounterRecord } from '../assessment/analysis/counter-model.ts';
import type { Course, Quiz } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import { page } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { ANALYSIS_PATH, presentAnalyses, presentQuestionAnalysis, presentQuizAnalysis, quizzesOf, type AnalysedQuiz } from './analysis-presenter.ts';
import { coursesWithin, trainerScope } from './classes/trainer-scope.ts';
import { courseFilter, courseId } from './list-query.ts';

const quizParams = z.object({ course: courseId, quiz: courseId });
const questionParams = quizParams.extend({ question: courseId });

const analysed = (course: Course, quiz: Quiz, counter: CounterRecord): AnalysedQuiz => ({ course, quiz, attempts: counter.attempts, items: reportAll(quiz, counter) });

/** A quiz as it is published now, with its counter: one look-up, however many attempts there are. */
async function selectAnalysed(administration: Administration, viewer: Viewer, { course: id, quiz: quizId }: z.output<typeof quizParams>): Promise<AnalysedQuiz & { readonly counter: CounterRecord }> {
  const { assessment, learning } = administration;
  const course = coursesWithin(await trainerScope(administration, viewer), learning.courses.courses()).find((each) => each.id === id);
  const quiz = course && quizzesOf(course).find((each) => each.id === quizId);
  if (!course || !quiz) throw new NotFound('Kuis ini tidak ada.');
  const counter = await assessment.counters.select(id, quizId);
  return { ...analysed(course, quiz, counter), counter };
}

/** How good the questions are, from what learners answered. Nobody is named: trainers look at the courses of their classes, and the numbers are of all learners. */
export const analysisRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: ANALYSIS_PATH,
    access: 'trainer',
    query: z.object({ course: courseFilter }),
    handle: async (received) => {
      const courses = coursesWithin(await trainerScope(administration, signedIn(received)), administration.learning.courses.courses());
      const course = received.query.course === undefined ? courses[0] : courses.find(({ id }) => id === received.query.course);
      const quizzes = course ? quizzesOf(course) : [];
      const counters = await Promise.all(quizzes.map((quiz) => administration.assessment.counters.select(course?.id ?? '', quiz.id)));
      const all = quizzes.flatMap((quiz, index) => (course && counters[index] ? [analysed(course, quiz, counters[index])] : []));
      return page('administration/analysis', presentAnalyses(course, courses, all, received));
    },
  }),
  route({
    method: 'get',
    path: `${ANALYSIS_PATH}/:course/:quiz`,
    access: 'trainer',
    params: quizParams,
    handle: async (received) => {
      const found = await selectAnalysed(administration, signedIn(received), received.params);
      return page('administration/quiz-analysis', presentQuizAnalysis(found, reportUnits(found.course, found.quiz, found.counter), received));
    },
  }),
  route({
    method: 'get',
    path: `${ANALYSIS_PATH}/:course/:quiz/:question`,
    access: 'trainer',
    params: questionParams,
    handle: async (received) => {
      const found = await selectAnalysed(administration, signedIn(received), received.params);
      const item = found.items.find(({ question }) => question.id === received.params.question);
      if (!item) throw new NotFound('Soal ini tidak ada dalam kuis ini.');
      return page('administration/question-analysis', presentQuestionAnalysis(found, item, received));
    },
  }),
];
