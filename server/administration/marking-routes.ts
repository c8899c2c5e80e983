import { z } from 'zod';
import { readFile } from '../assessment/answer-files.ts';
import { correctMark } from '../assessment/correct-mark.ts';
import { markAnswer, selectMarking, type Marking } from '../assessment/mark-answer.ts';
import { MARKING_ID } from '../assessment/marking-store.ts';
import { Forbidden, Invalid } from '../errors.ts';
import { bytes, page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { fileHeaders, MARKING_PATH, presentMarking, presentMarkings } from './marking-presenter.ts';
import { requireWithinScope } from './classes/trainer-scope.ts';
import { mayMark, mayReadMarkings } from './policy.ts';

const LONGEST_COMMENT = 2000;
const LONGEST_REASON = 500;
const markingId = z.string().regex(MARKING_ID);
const params = z.object({ marking: markingId });

const markForm = z
  .object({
    correction: z.string().optional(),
    reason: z.string().trim().max(LONGEST_REASON, 'Alasan paling panjang 500 huruf.').default(''),
    comment: z.string().trim().max(LONGEST_COMMENT, 'Komentar paling panjang 2.000 huruf.').default(''),
  })
  .catchall(z.union([z.string(), z.array(z.string())]));

/** Answers are read by whoever may mark them; to everybody else the queue is closed. */
const requireReader = (viewer: Viewer): Viewer => {
  if (!mayReadMarkings(viewer)) throw new Forbidden('Jawaban dinilai oleh pelatih atau admin semua wilayah.');
  return viewer;
};

async function selectToMark(administration: Administration, received: Received<z.output<typeof params>, unknown, unknown>): Promise<Marking> {
  const viewer = requireReader(signedIn(received));
  const marking = await selectMarking(administration.assessment, received.params.marking);
  if (!mayMark(viewer, marking.row.learner)) throw new Forbidden('Jawaban Anda sendiri dinilai oleh orang lain.');
  await requireWithinScope(administration, viewer, marking.row, 'Jawaban ini tidak ada dalam antrean.');
  return marking;
}

/** Points of every criterion. Throws `Invalid` for one that was not given, or that the rubric does not have. */
function pointsIn(form: z.output<typeof markForm>, { rubric }: Marking): Record<string, number> {
  const faults: Record<string, string> = {};
  const points = rubric.map(({ id, points: most }): [string, number] => {
    const typed = form[`points.${id}`];
    const given = typeof typed === 'string' && /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
    if (!(given <= most)) faults[`points.${id}`] = 'Pilih nilainya.';
    return [id, given];
  });
  if (Object.keys(faults).length > 0) throw new Invalid('Beri nilai untuk setiap butir.', faults);
  return Object.fromEntries(points);
}

const valuesOf = (body: unknown): Record<string, unknown> => (typeof body === 'object' && body !== null ? { ...body } : {});

function reasonIn({ reason }: z.output<typeof markForm>): string {
  if (reason === '') throw new Invalid('Tulis alasan koreksinya.', { reason: 'Tulis alasan koreksinya.' });
  return reason;
}

/** What was corrected, and whether a certificate has to be looked at: nothing is revoked by itself. */
async function correct({ assessment }: Administration, marking: Marking, mark: Parameters<typeof correctMark>[2]): Promise<Reply> {
  const touched = await correctMark(assessment, marking, mark);
  const isTouched = touched?.kind === 'unearned' || touched?.kind === 'scores';
  return redirect(`${MARKING_PATH}/${marking.row._id}`, isTouched
    ? { text: 'Koreksi tersimpan. Peserta memegang sertifikat yang berisi nilai lama; sertifikat itu tetap berlaku sampai admin memutuskan.', tone: 'attention' }
    : { text: 'Koreksi tersimpan dan hasilnya dihitung ulang.' });
}

/** Answers that wait for a trainer: the list, one of them with its rubric, and the files in it. */
export const markingRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: MARKING_PATH,
    access: 'trainer',
    query: z.object({ state: z.enum(['waiting', 'marked']).catch('waiting'), after: markingId.optional().catch(undefined) }),
    handle: async (received) => {
      requireReader(signedIn(received));
      return page('administration/markings', { title: received.t('Penilaian'), ...(await presentMarkings(administration, received.query, received)) });
    },
  }),
  route({
    method: 'get',
    path: `${MARKING_PATH}/:marking`,
    access: 'trainer',
    params,
    handle: async (received) =>
      page('administration/marking', { title: received.t('Nilai jawaban'), ...(await presentMarking(administration, await selectToMark(administration, received), received)) }),
  }),
  route({
    method: 'post',
    path: `${MARKING_PATH}/:marking`,
    access: 'trainer',
    params,
    body: markForm,
    handle: async (received) => {
      const marking = await selectToMark(administration, received);
      const points = pointsIn(received.body, marking);
      const { comment, correction } = received.body;
      received.audit({ subject: marking.row.learner, facts: { correction: correction !== undefined } });
      const mark = { points, comment, by: signedIn(received).id, at: new Date() };
      if (correction !== undefined) return correct(administration, marking, { ...mark, reason: reasonIn(received.body) });
      await markAnswer(administration.assessment, marking, mark);
      return redirect(MARKING_PATH, { text: 'Nilai sudah tersimpan. Peserta melihatnya di halaman hasilnya.' });
    },
    invalid: async (problem, received) => {
      const form = { values: valuesOf(received.body), errors: problem.fields };
      const fields = await presentMarking(administration, await selectToMark(administration, received), received, form);
      return page('administration/marking', { title: received.t('Nilai jawaban'), ...fields }, { status: 422 });
    },
  }),
  route({
    method: 'get',
    path: `${MARKING_PATH}/:marking/files/:file`,
    access: 'trainer',
    params: params.extend({ file: z.string().regex(/^[0-9a-f]{16}\.(jpeg|png|pdf)\.\d{1,9}$/) }),
    handle: async (received) => {
      const marking = await selectToMark(administration, received);
      const { file, bytes: content } = await readFile(administration.assessment, marking.attempt, marking.question.id, received.params.file);
      return bytes(content, fileHeaders(file));
    },
  }),
];
