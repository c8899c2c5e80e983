import { z } from 'zod';
import { Forbidden, NotFound } from '../errors.ts';
import { page, redirect } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { coursesWithin, trainerScope } from './classes/trainer-scope.ts';
import { courseFilter } from './list-query.ts';
import { pageQuery } from './list-page.ts';
import { mayAnswerReports } from './policy.ts';
import { reportsWithin, selectReports } from './report-list.ts';
import { presentReports, REPORTS_PATH, type ReportsQuery } from './report-presenter.ts';

const LONGEST_ANSWER = 1000;

const reportId = z.string().regex(/^[\w-]{1,40}$/);
const { after, row } = pageQuery(reportId);

const STATES = ['open', 'answered', 'dismissed'] as const;

const reportsQuery = z.object({ state: z.enum(STATES).catch('open').default('open'), course: courseFilter, after, row });

const answerForm = z
  .object({
    state: z.enum(STATES).default('answered'),
    answer: z
      .string()
      .max(LONGEST_ANSWER, 'Jawaban paling panjang 1.000 huruf.')
      .default('')
      .transform((typed) => typed.trim() || undefined),
  })
  .refine(({ state, answer }) => state !== 'answered' || answer !== undefined, {
    path: ['answer'],
    error: 'Tulis jawaban untuk pelapor, misalnya apa yang sudah diperbaiki.',
  });

const show = async (administration: Administration, received: Received<unknown, ReportsQuery, unknown>) => {
  const viewer = signedIn(received);
  const found = await selectReports(administration, viewer, received.query, received.query.after);
  return presentReports(found, coursesWithin(await trainerScope(administration, viewer), administration.learning.courses.courses()), received);
};

/** Throws `NotFound` for a report of somebody beyond the viewer's classes. */
async function requireReport(administration: Administration, viewer: Viewer, id: string): Promise<void> {
  const report = await administration.assessment.reports.selectOptional(id);
  const reached = report ? await reportsWithin(administration, await trainerScope(administration, viewer), [report]) : [];
  if (reached.length === 0) throw new NotFound('Laporan ini tidak ada.');
}

/** Mistakes that learners have reported, and the answers to them. */
export const reportsRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: REPORTS_PATH,
    access: 'trainer',
    query: reportsQuery,
    handle: async (received) => page('administration/reports', { ...(await show(administration, received)), values: {}, errors: {} }),
  }),
  route({
    method: 'post',
    path: `${REPORTS_PATH}/:id`,
    access: 'trainer',
    params: z.object({ id: reportId }),
    query: reportsQuery,
    body: answerForm,
    invalid: async (problem, received) =>
      page(
        'administration/reports',
        { ...(await show(administration, received)), values: { ...Object(received.body), id: received.params.id }, errors: problem.fields },
        { status: 422 },
      ),
    handle: async (received) => {
      const viewer = signedIn(received);
      if (!mayAnswerReports(viewer)) throw new Forbidden('Laporan dijawab oleh pelatih atau admin semua wilayah.');
      await requireReport(administration, viewer, received.params.id);
      const { state, answer } = received.body;
      await administration.assessment.reports.setState(received.params.id, state, answer, viewer.id);
      return redirect(REPORTS_PATH, { text: state === 'open' ? 'Laporan dibuka kembali.' : 'Laporan sudah ditandai selesai.' });
    },
  }),
];
