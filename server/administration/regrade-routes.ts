import { z } from 'zod';
import { beginApplying, beginPreview, beginUndoing, selectRegrade } from '../assessment/regrading/regrade.ts';
import { Forbidden, NotFound, type Invalid } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { trainerScope } from './classes/trainer-scope.ts';
import { pageQuery } from './list-page.ts';
import { courseId } from './list-query.ts';
import { mayRegrade } from './policy.ts';
import { inScope, selectEffectsWithin } from './regrade-list.ts';
import { presentRegrade, presentRegrades, REGRADES_PATH } from './regrade-presenter.ts';

const LISTED = 50;
const LONGEST_REASON = 300;
const LONGEST_PLACE = 300;
/** A page that shows work under way looks again after so many seconds. */
const LOOK_AGAIN = { Refresh: '4' };

const regradeParams = z.object({ id: z.string().regex(/^[\w-]{16}$/) });
const { after, row } = pageQuery(z.string().max(LONGEST_PLACE).regex(/^[\w:.-]+$/));
const regradeQuery = z.object({ after, row });
const previewForm = z.object({ course: courseId });
const reasonForm = z.object({
  reason: z
    .string('Tulis alasannya.')
    .trim()
    .min(1, 'Tulis alasannya.')
    .max(LONGEST_REASON, 'Alasan paling panjang 300 huruf.'),
});

type OfOne = Received<z.output<typeof regradeParams>, z.output<typeof regradeQuery>, unknown>;

/** A regrade belongs to no region: it changes the results of all learners. */
const reader = (received: Received<unknown, unknown, unknown>): Viewer => {
  const viewer = signedIn(received);
  if (!mayRegrade(viewer)) throw new Forbidden('Penilaian ulang diputuskan oleh pelatih atau admin semua wilayah.');
  return viewer;
};

/** Nor to a class: who is confined to some reads what it means for their members, and decides nothing for all the others. */
async function decider(administration: Administration, received: Received<unknown, unknown, unknown>): Promise<Viewer> {
  const viewer = reader(received);
  if ((await trainerScope(administration, viewer)) !== undefined) throw new Forbidden('Penilaian ulang mengubah hasil peserta di luar angkatan Anda juga. Mintalah admin semua wilayah memutuskannya.');
  return viewer;
}

async function showRegrade(administration: Administration, received: OfOne, problem?: Invalid): Promise<Reply> {
  const { accounts, assessment, learning } = administration;
  const scope = await trainerScope(administration, reader(received));
  const { query, params } = received;
  const regrade = await selectRegrade(assessment, params.id);
  if (!inScope(scope, regrade)) throw new NotFound('Penilaian ulang ini tidak ada.');
  const effects = await selectEffectsWithin(administration, scope, regrade, query.after);
  const named = [...effects.rows.map(({ learner }) => learner), ...regrade.history.map(({ by }) => by)];
  const names = new Map((await accounts.accounts.selectByIds(named)).map((account) => [account._id, account]));
  const fields = presentRegrade({ regrade, course: learning.courses.course(regrade.course), effects, names, row: query.row, mayDecide: scope === undefined }, received);
  const shown = { ...fields, values: problem ? received.body : {}, errors: problem?.fields ?? {} };
  return page('administration/regrade', shown, { status: problem ? 422 : 200, headers: fields.isWorking ? LOOK_AGAIN : {} });
}

const deciding = (administration: Administration, path: string, begin: typeof beginApplying): Route =>
  route({
    method: 'post',
    path: `${REGRADES_PATH}/:id/${path}`,
    access: 'trainer',
    params: regradeParams,
    query: regradeQuery,
    body: reasonForm,
    invalid: (problem, received) => showRegrade(administration, received, problem),
    handle: async (received) => {
      const { id: by } = await decider(administration, received);
      const { assessment } = administration;
      const regrade = await selectRegrade(assessment, received.params.id);
      await begin(assessment, regrade, { by, reason: received.body.reason });
      assessment.work.start(regrade._id);
      return redirect(`${REGRADES_PATH}/${regrade._id}`);
    },
  });

/** Grading anew after a key was corrected: first what it would change, then a yes with a reason, or none. */
export const regradeRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: REGRADES_PATH,
    access: 'trainer',
    handle: async (received) => {
      const scope = await trainerScope(administration, reader(received));
      const { assessment, learning } = administration;
      const regrades = (await assessment.regrades.selectNewest(LISTED)).filter((regrade) => inScope(scope, regrade));
      return page('administration/regrades', presentRegrades(regrades, learning.courses.courses(), scope === undefined, received));
    },
  }),
  route({
    method: 'post',
    path: REGRADES_PATH,
    access: 'trainer',
    body: previewForm,
    handle: async (received) => {
      const { id: by } = await decider(administration, received);
      const id = await beginPreview(administration.assessment, received.body.course, by);
      administration.assessment.work.start(id);
      return redirect(`${REGRADES_PATH}/${id}`);
    },
  }),
  route({
    method: 'get',
    path: `${REGRADES_PATH}/:id`,
    access: 'trainer',
    params: regradeParams,
    query: regradeQuery,
    handle: (received) => showRegrade(administration, received),
  }),
  deciding(administration, 'apply', beginApplying),
  deciding(administration, 'undo', beginUndoing),
];
