import { z } from 'zod';
import { progressOf, type NextStep } from '../learning/progress.ts';
import { Invalid, NotFound } from '../errors.ts';
import { inLanguage } from '../content/course.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { answerAddress, attemptAddress, reportAddress, resultAddress } from './addresses.ts';
import { attemptParams, questionParams } from './answer-form.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { asItStands, finishOutlined, type GradedAttempt } from './finish-attempt.ts';
import { selectOwnAttempt } from './policy.ts';
import { presentResult } from './present-result.ts';
import { presentStanding } from './standing-store.ts';
import { currentStart } from './start.ts';
import { selectOwnOutline } from './submit-answer.ts';

/** The end of an attempt, its result, and a word about a question that is wrong. */

const LONGEST_REPORT = 2000;
const reportForm = z.object({
  text: z
    .string('Tulis apa yang keliru.')
    .trim()
    .min(1, 'Tulis apa yang keliru.')
    .max(LONGEST_REPORT, 'Laporan paling panjang 2.000 huruf. Tulis lebih singkat.'),
});

const isGraded = (attempt: AttemptRecord): attempt is GradedAttempt => attempt.result !== undefined && attempt.finishedAt !== undefined;

async function showResult(assessment: Assessment, attempt: GradedAttempt, received: Received<unknown, unknown, unknown>): Promise<Reply> {
  const { learning } = assessment;
  const { learner, course: courseId } = attempt;
  const asked = await assessment.asked.of(attempt);
  const enrolment = await learning.enrolments.selectOptional(learner, courseId);
  const nextIn = (standing: Parameters<typeof progressOf>[2]) => progressOf(asked.course, enrolment, standing);
  const start = await currentStart(assessment, {
    learner,
    course: asked.course,
    quiz: asked.quiz,
    settled: attempt.due === undefined ? attempt : undefined,
    modulesDone: (standing) => nextIn(standing).modulesDone,
  });
  const next: NextStep | undefined = nextIn(presentStanding(start.standing)).next;
  const certificate = await learning.certificates.addressOf(learner, courseId);
  return page('assessment/result', presentResult({ attempt, asked, start, next, certificate, now: assessment.now(), language: received.language }));
}

const reportPage = async (assessment: Assessment, received: Received<z.output<typeof questionParams>, unknown, unknown>) => {
  const { number } = received.params;
  const attempt = await selectOwnAttempt(assessment, signedIn(received), received.params.attempt);
  const { quiz } = await assessment.asked.of(attempt);
  const question = attempt.questions[number - 1];
  if (!question) throw new NotFound('Soal ini tidak ada dalam percobaan ini.');
  const title = received.t('Soal {n}, {quiz}', { n: number, quiz: inLanguage(quiz.title, received.language) });
  const open = attempt.state === 'open';
  const href = open ? answerAddress(attempt._id, number, quiz.layout) : `${resultAddress(attempt._id)}#soal-${number}`;
  const fields = { title: received.t('Laporkan kesalahan'), subject: { kind: 'question', title, href }, action: reportAddress(attempt._id, number) };
  return { attempt, question: question.id, href, fields };
};

const ending = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'post',
    path: '/attempts/:attempt/finish',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: attemptParams,
    handle: async (received) => {
      const outline = await selectOwnOutline(assessment, signedIn(received).id, received.params.attempt);
      await finishOutlined(assessment, outline);
      return redirect(resultAddress(outline._id));
    },
  }),
  route({
    method: 'get',
    path: '/attempts/:attempt/result',
    access: 'signed-in',
    params: attemptParams,
    handle: async (received) => {
      const own = await selectOwnAttempt(assessment, signedIn(received), received.params.attempt);
      const attempt = await asItStands(assessment, own);
      return isGraded(attempt) ? showResult(assessment, attempt, received) : redirect(attemptAddress(attempt._id));
    },
  }),
];

const reporting = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'get',
    path: '/attempts/:attempt/questions/:number/report',
    access: 'signed-in',
    params: questionParams,
    handle: async (received) => page('learning/report-mistake', (await reportPage(assessment, received)).fields),
  }),
  route({
    method: 'post',
    path: '/attempts/:attempt/questions/:number/report',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: questionParams,
    body: reportForm,
    handle: async (received) => {
      const { attempt, question, href } = await reportPage(assessment, received);
      await assessment.reports.create({ course: attempt.course, lesson: undefined, question, text: received.body.text, learner: attempt.learner });
      return redirect(href, { text: 'Terima kasih. Laporan Anda sudah masuk ke pelatih.' });
    },
    invalid: async (problem: Invalid, received) => {
      const { fields } = await reportPage(assessment, received);
      const errors = Object.fromEntries(Object.entries(problem.fields).map(([field, sentence]) => [field, received.t(sentence)]));
      return page('learning/report-mistake', { ...fields, values: received.body, errors }, { status: 422 });
    },
  }),
];

export const resultRoutes = (assessment: Assessment): readonly Route[] => [...ending(assessment), ...reporting(assessment)];
