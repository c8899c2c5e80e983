import { giveExtraTime, grantAttempt } from '../assessment/grant-attempt.ts';
import { Forbidden, NotFound } from '../errors.ts';
import { page, redirect } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { mayGrant } from './policy.ts';
import { extraTimeForm, grantForm, resultParams } from './result-forms.ts';
import { presentFollowed, selectFollowed } from './result-page.ts';
import { RESULTS_PATH } from './results-presenter.ts';

const PATH = `${RESULTS_PATH}/:learner/:course`;

/** One learner in one course, one attempt more for who has used them all, and more time for who needs it. */
export const resultRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'trainer',
    params: resultParams,
    handle: async (received) => {
      const { learner, course } = received.params;
      const followed = await selectFollowed(administration, signedIn(received), learner, course);
      return page('administration/result', { ...(await presentFollowed(administration, followed, received)), values: {}, errors: {} });
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/grant`,
    access: 'trainer',
    params: resultParams,
    body: grantForm,
    invalid: async (problem, received) => {
      const { learner, course } = received.params;
      const followed = await selectFollowed(administration, signedIn(received), learner, course);
      const fields = await presentFollowed(administration, followed, received);
      const values = { quiz: followed.result.course.exam?.id, ...Object(received.body) };
      return page('administration/result', { ...fields, values, errors: problem.fields }, { status: 422 });
    },
    handle: async (received) => {
      const viewer = signedIn(received);
      const { account, result } = await selectFollowed(administration, viewer, received.params.learner, received.params.course);
      if (!mayGrant(viewer, account)) throw new Forbidden('Kesempatan tambahan untuk Anda sendiri diberikan oleh orang lain.');
      const quiz = received.body.quiz ?? result.course.exam?.id;
      if (!quiz) throw new NotFound('Pelatihan ini tidak mempunyai ujian.');
      await grantAttempt(administration.assessment, { learner: account._id, course: result.course.id, quiz, by: viewer.id, reason: received.body.reason });
      return redirect(`${RESULTS_PATH}/${account._id}/${result.course.id}`, {
        text: '{name} mendapat satu kesempatan lagi.',
        facts: { name: account.name },
      });
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/extra-time`,
    access: 'trainer',
    params: resultParams,
    body: extraTimeForm,
    invalid: async (problem, received) => {
      const { learner, course } = received.params;
      const followed = await selectFollowed(administration, signedIn(received), learner, course);
      const fields = await presentFollowed(administration, followed, received);
      const errors = Object.fromEntries(Object.entries(problem.fields).map(([field, sentence]) => [`extra-${field}`, sentence]));
      return page('administration/result', { ...fields, values: { ...Object(received.body), extra: true }, errors }, { status: 422 });
    },
    handle: async (received) => {
      const viewer = signedIn(received);
      const { account, result } = await selectFollowed(administration, viewer, received.params.learner, received.params.course);
      if (!mayGrant(viewer, account)) throw new Forbidden('Waktu tambahan untuk Anda sendiri diberikan oleh orang lain.');
      await giveExtraTime(administration.assessment, { learner: account._id, course: result.course.id, by: viewer.id, ...received.body });
      return redirect(`${RESULTS_PATH}/${account._id}/${result.course.id}`, {
        text: 'Waktu tambahan {name} sudah tersimpan. Berlaku mulai percobaan berikutnya.',
        facts: { name: account.name },
      });
    },
  }),
];
