import { Conflict, NotFound, type Invalid } from '../errors.ts';
import { json, page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { allQuestionsAddress, answerAddress, attemptAddress, confirmAddress, filesAddress, questionAddress, resultAddress } from './addresses.ts';
import {
  answerForm, answerQuery, attemptParams, questionParams, responseFields, sentFromAll, sentFromQuestion, type Destination,
} from './answer-form.ts';
import { isAnswered } from './answers.ts';
import { questionsOf } from './asked-questions.ts';
import type { Assessment } from './assessment.ts';
import { asItStands } from './finish-attempt.ts';
import { selectOwnAttempt } from './policy.ts';
import { presentAllQuestions, presentConfirm, presentQuestion, type AttemptPage, type Rejected } from './present-question.ts';
import { selectOwnOutline, submitAnswers, type Submission } from './submit-answer.ts';

/** The pages of an attempt that is open; when its time is up they lead to its result. */

type Asking = Received<{ readonly attempt: string }, unknown, unknown>;

/** Undefined: the attempt is over. */
export async function selectOpenPage(assessment: Assessment, received: Asking): Promise<AttemptPage | undefined> {
  const own = await selectOwnAttempt(assessment, signedIn(received), received.params.attempt);
  const attempt = await asItStands(assessment, own);
  if (attempt.state === 'finished') return undefined;
  const { language, t } = received;
  return { attempt, asked: await assessment.asked.of(attempt), now: assessment.now(), language, t };
}

const toResult = ({ params }: Asking): Reply => redirect(resultAddress(params.attempt));

function showQuestion(open: AttemptPage, number: number, rejected?: Rejected): Reply {
  const question = questionsOf(open.asked, open.attempt)[number - 1];
  if (!question) throw new NotFound('Soal ini tidak ada dalam percobaan ini.');
  return page('assessment/question', presentQuestion(open, question, number, rejected), { status: rejected ? 422 : 200 });
}

const whereTo = (attempt: string, number: number, total: number, go: Destination = 'next'): string => {
  if (go === 'check' || go === 'confirm') return confirmAddress(attempt);
  const files = typeof go === 'string' ? /^files-(\d+)$/.exec(go)?.[1] : undefined;
  if (files !== undefined) return filesAddress(attempt, Number(files));
  const wanted = typeof go === 'number' ? go : go === 'previous' ? number - 1 : number + 1;
  return wanted > total ? confirmAddress(attempt) : questionAddress(attempt, Math.max(1, wanted));
};

/** What follows from a step is seen before anything else. */
const hasStepped = (submission: Submission): submission is Submission & { state: 'saved'; step: string } =>
  submission.state === 'saved' && submission.step !== undefined;

/** What was sent has been saved, or came too late: then the result says what was saved before. */
function afterSaving(submission: Submission, { wantsJson, params }: Asking, next: string): Reply {
  if (submission.state === 'saved') return wantsJson ? json({ saved: true, at: submission.at.toISOString() }) : redirect(next);
  const late = 'Percobaan ini sudah selesai, jadi jawaban terakhir tidak tersimpan. Jawaban sebelumnya sudah dinilai.';
  if (wantsJson) throw new Conflict(late);
  return redirect(resultAddress(params.attempt), { text: late, tone: 'attention' });
}

const reading = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'get',
    path: '/attempts/:attempt',
    access: 'signed-in',
    params: attemptParams,
    handle: async (received) => {
      const open = await selectOpenPage(assessment, received);
      if (!open) return toResult(received);
      const { attempt, asked } = open;
      if (asked.quiz.layout === 'all') return redirect(allQuestionsAddress(attempt._id));
      const first = questionsOf(asked, attempt).findIndex((question) => !isAnswered(attempt, question));
      return redirect(first < 0 ? confirmAddress(attempt._id) : questionAddress(attempt._id, first + 1));
    },
  }),
  route({
    method: 'get',
    path: '/attempts/:attempt/questions',
    access: 'signed-in',
    params: attemptParams,
    handle: async (received) => {
      const open = await selectOpenPage(assessment, received);
      if (!open) return toResult(received);
      if (open.asked.quiz.layout === 'one') return redirect(attemptAddress(open.attempt._id));
      return page('assessment/all-questions', presentAllQuestions(open));
    },
  }),
  route({
    method: 'get',
    path: '/attempts/:attempt/questions/:number',
    access: 'signed-in',
    params: questionParams,
    handle: async (received) => {
      const open = await selectOpenPage(assessment, received);
      if (!open) return toResult(received);
      const { number } = received.params;
      if (open.asked.quiz.layout === 'all') return redirect(answerAddress(open.attempt._id, number, 'all'));
      return showQuestion(open, number);
    },
  }),
  route({
    method: 'get',
    path: '/attempts/:attempt/confirm',
    access: 'signed-in',
    params: attemptParams,
    handle: async (received) => {
      const open = await selectOpenPage(assessment, received);
      return open ? page('assessment/confirm', presentConfirm(open)) : toResult(received);
    },
  }),
];

/** The form as it came, for showing it again. */
const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> => (typeof body === 'object' && body !== null ? { ...body } : {});

const answering = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'post',
    path: '/attempts/:attempt/questions/:number',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: questionParams,
    query: answerQuery,
    body: answerForm,
    handle: async (received) => {
      const { params: { attempt, number }, query, body: form, wantsJson, language } = received;
      const outline = await selectOwnOutline(assessment, signedIn(received).id, attempt);
      const drawn = outline.questions[number - 1];
      if (!drawn) throw new NotFound('Soal ini tidak ada dalam percobaan ini.');
      const submission = await submitAnswers(assessment, outline, [sentFromQuestion(drawn.id, { form, query, wantsJson })], language);
      const next = hasStepped(submission) ? `${questionAddress(attempt, number)}#lanjut` : whereTo(attempt, number, outline.questions.length, form.go);
      return afterSaving(submission, received, next);
    },
    invalid: async (problem, received) => {
      const open = await selectOpenPage(assessment, received);
      if (!open) return toResult(received);
      return showQuestion(open, received.params.number, { fields: responseFields(fieldsOf(received.body)), sentence: problem.message });
    },
  }),
  route({
    method: 'post',
    path: '/attempts/:attempt/questions',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: attemptParams,
    query: answerQuery,
    body: answerForm,
    handle: async (received) => {
      const { params: { attempt }, query, body: form, wantsJson, language } = received;
      const outline = await selectOwnOutline(assessment, signedIn(received).id, attempt);
      const sent = sentFromAll(outline.questions.map((question) => question.id), { form, query, wantsJson });
      const submission = await submitAnswers(assessment, outline, sent, language);
      const total = outline.questions.length;
      const stepped = hasStepped(submission) ? outline.questions.findIndex(({ id }) => id === submission.step) : -1;
      return afterSaving(submission, received, stepped < 0 ? whereTo(attempt, total, total, form.go === undefined ? 'confirm' : form.go) : answerAddress(attempt, stepped + 1, 'all'));
    },
    invalid: async (problem, received) => {
      const open = await selectOpenPage(assessment, received);
      if (!open) return toResult(received);
      return page('assessment/all-questions', presentAllQuestions(open, rejectedIn(problem, fieldsOf(received.body))), { status: 422 });
    },
  }),
];

const rejectedIn = ({ fields }: Invalid, body: Readonly<Record<string, unknown>>): Record<string, Rejected> =>
  Object.fromEntries(Object.entries(fields).map(([id, sentence]) => [id, { fields: responseFields(body, id), sentence }]));

export const attemptRoutes = (assessment: Assessment): readonly Route[] => [...reading(assessment), ...answering(assessment)];
