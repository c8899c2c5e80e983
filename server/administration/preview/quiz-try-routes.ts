import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { answerForm } from '../../assessment/answer-form.ts';
import { optionalQuizOf } from '../../assessment/asked-questions.ts';
import { answerTryOut, beginTryOut, gradeTryOut, type TryOut } from '../../assessment/try-out.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { page, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { mayReadKeys } from '../policy.ts';
import { courseParams } from './preview-routes.ts';
import { selectPreviewed, type Previewed } from './previewed-course.ts';
import { presentTrying, presentTryResult, type Trying } from './quiz-try-presenter.ts';

const SEED_BYTES = 6;

const tryParams = courseParams.extend({ quiz: z.string().max(60) });
const tryQuery = z.object({ seed: z.string().regex(/^[\w-]{1,16}$/).optional().catch(undefined) });

type Trier = Received<z.output<typeof tryParams>, z.output<typeof tryQuery>, unknown>;

function begin(administration: Administration, received: Trier): { readonly previewed: Previewed; readonly tryOut: TryOut; readonly seed: string } {
  if (!mayReadKeys(signedIn(received))) throw new Forbidden('Mencoba kuis memperlihatkan kuncinya; itu untuk pelatih dan admin semua wilayah.');
  const { params, query } = received;
  const previewed = selectPreviewed(administration, params.course);
  const quiz = optionalQuizOf(previewed.course, params.quiz);
  if (!quiz) throw new NotFound('Kuis ini tidak ada di berkas pelatihan.');
  const seed = query.seed ?? randomBytes(SEED_BYTES).toString('base64url');
  return { previewed, tryOut: beginTryOut(previewed.course, quiz, seed, administration.assessment.now()), seed };
}

const ask = async (trying: Trying, status: number): Promise<Reply> => page('administration/preview-quiz', await presentTrying(trying), { status });

/** A quiz or exam is tried as a learner would sit it. Nothing is kept: no attempt, no counter, no standing. */
export const quizTryRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: '/admin/preview/:course/quizzes/:quiz',
    access: 'trainer',
    params: tryParams,
    query: tryQuery,
    handle: (received) => ask({ ...begin(administration, received), rejected: {}, goesOn: false, now: administration.assessment.now(), received }, 200),
  }),
  route({
    method: 'post',
    path: '/admin/preview/:course/quizzes/:quiz',
    access: 'trainer',
    params: tryParams,
    query: tryQuery,
    body: answerForm,
    handle: async (received) => {
      const { previewed, tryOut, seed } = begin(administration, received);
      const now = administration.assessment.now();
      const { rejected, goesOn, ...answered } = answerTryOut(tryOut, received.body, now);
      const isWrong = Object.keys(rejected).length > 0;
      const isAsked = isWrong || (goesOn && received.body.go !== 'confirm') || String(received.body.go).startsWith('files');
      if (isAsked) return ask({ previewed, tryOut: answered, seed, rejected, goesOn, now, received }, isWrong ? 422 : 200);
      return page('administration/preview-quiz', await presentTryResult({ previewed, tryOut: answered, seed, rejected, goesOn, now, received }, gradeTryOut(answered, now)));
    },
  }),
];
