import { z } from 'zod';
import { Invalid } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { courseAddress, quizAddress } from '../learning/addresses.ts';
import { attemptAddress, offlineQuizAddress } from './addresses.ts';
import type { Assessment } from './assessment.ts';
import { attemptId } from './attempt-id.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { selectEntrance, type Entrance } from './entrance.ts';
import { presentRules } from './present-rules.ts';
import { startAttempt } from './start-attempt.ts';
import { currentStart, type Start } from './start.ts';

/** Before a quiz or an exam: its rules, and the start. */

const EARLIER_SHOWN = 5;
const id = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);
const quizParams = z.object({ course: id, quiz: id });
/** `take`: to be answered without a network. */
const startForm = z.object({ confirmed: z.string().optional(), take: z.string().optional() });

type QuizRequest = Received<z.output<typeof quizParams>, unknown, unknown>;

const enrolFirst = (course: string): Reply =>
  redirect(courseAddress(course), { text: 'Ikuti pelatihan ini dahulu, lalu kerjakan kuisnya.', tone: 'attention' });

/** Attempts that are over, newest first. */
async function selectEarlier({ attempts }: Assessment, learner: string, { last }: Start): Promise<AttemptRecord[]> {
  if (!last) return [];
  const newest = last.state === 'finished' ? last.number : last.number - 1;
  const numbers = Array.from({ length: Math.min(EARLIER_SHOWN, newest) }, (_, index) => newest - index);
  const earlier = await attempts.selectByIds(numbers.map((number) => attemptId(learner, last.course, last.quiz, number)));
  return earlier.toSorted((one, other) => other.number - one.number);
}

async function showRules(assessment: Assessment, received: QuizRequest, entrance: Entrance & { enrolled: true }, errors: Readonly<Record<string, string>> = {}) {
  const { language, t } = received;
  const viewer = signedIn(received);
  const start = await currentStart(assessment, entrance.request);
  const earlier = await selectEarlier(assessment, viewer.id, start);
  const fields = presentRules({ course: entrance.course, quiz: entrance.quiz, start, earlier, viewer, language, t });
  return page('assessment/rules', { ...fields, errors }, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

export const quizRoutes = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'get',
    path: '/courses/:course/quizzes/:quiz',
    access: 'signed-in',
    params: quizParams,
    handle: async (received) => {
      const { course, quiz } = received.params;
      const entrance = await selectEntrance(assessment, signedIn(received), course, quiz);
      return entrance.enrolled ? showRules(assessment, received, entrance) : enrolFirst(course);
    },
  }),
  route({
    method: 'post',
    path: '/courses/:course/quizzes/:quiz',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: quizParams,
    body: startForm,
    handle: async (received) => {
      const { course, quiz } = received.params;
      const entrance = await selectEntrance(assessment, signedIn(received), course, quiz);
      if (!entrance.enrolled) return enrolFirst(course);
      if (entrance.quiz.kind === 'exam' && !received.body.confirmed) {
        const sentence = 'Periksa dahulu nama dan tempat bertugas Anda, lalu beri tanda.';
        throw new Invalid(sentence, { confirmed: sentence });
      }
      const { attempt } = await startAttempt(assessment, entrance.request);
      const addressOf = received.body.take ? offlineQuizAddress : attemptAddress;
      return redirect(attempt ? addressOf(attempt._id) : quizAddress(course, quiz));
    },
    invalid: async (problem, received) => {
      const { course, quiz } = received.params;
      const entrance = await selectEntrance(assessment, signedIn(received), course, quiz);
      return entrance.enrolled ? showRules(assessment, received, entrance, translated(problem, received)) : enrolFirst(course);
    },
  }),
];

const translated = ({ fields }: Invalid, { t }: Pick<QuizRequest, 't'>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, sentence]) => [field, t(sentence)]));
