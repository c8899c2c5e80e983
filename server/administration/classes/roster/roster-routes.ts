import { basename } from 'node:path';
import { z } from 'zod';
import { Conflict, Invalid } from '../../../errors.ts';
import { page, redirect, type Reply } from '../../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../../web/route.ts';
import type { Administration } from '../../administration.ts';
import { pageOf, PAGE_SIZE, placeOf } from '../../list-page.ts';
import { accountId } from '../../list-query.ts';
import { CLASSES_PATH, selectReached, showClass } from '../class-page.ts';
import type { ClassRecord } from '../class-model.ts';
import { timedId } from '../class-store.ts';
import { regencyOf } from '../class-regency.ts';
import { selectOrganisationChoices } from '../../organisations/organisation-choices.ts';
import { answerRoutes, answersForm, keepAnswers } from './answer-routes.ts';
import { NEW_ONE } from './listed-organisations.ts';
import { presentRoster, rosterPath } from './present-roster.ts';
import { uploadKey } from './read-roster.ts';
import { rosterFile } from './roster-file.ts';
import { ROSTERS_PATH, rosterParams, rosterQuery, selectSeen } from './seen-roster.ts';

const PER_MINUTE = 20;
const MAX_BYTES = 10 * 1024 * 1024;
/** A page that shows work under way looks again after so many seconds. */
const LOOK_AGAIN = { Refresh: '2' };

const params = z.object({ class: accountId });
type OfOne = Received<z.output<typeof rosterParams>, z.output<typeof rosterQuery>, unknown>;

const stillOpen = (found: ClassRecord): ClassRecord => {
  if (found.state !== 'open') throw new Conflict('Angkatan ini sudah ditutup. Buka dahulu untuk menambah peserta.');
  return found;
};

async function keepUpload(administration: Administration, received: Received<z.output<typeof params>, unknown, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const found = stillOpen(await selectReached(administration, viewer, received.params.class));
  const { file } = received.http;
  if (!file) throw new Invalid('Pilih berkas daftar peserta.', { file: 'Pilih berkas daftar peserta.' });
  const fileName = basename(Buffer.from(file.originalname, 'latin1').toString('utf8').replaceAll('\\', '/')).slice(0, 100);
  const createdAt = administration.now();
  const roster = { _id: timedId(createdAt), class: found._id, by: viewer.id, scope: [...viewer.scope], regionCode: regencyOf(found.regions), regions: [...found.regions], fileName: fileName || 'daftar', createdAt };
  await administration.files.put(uploadKey(roster._id), file.buffer);
  await administration.rosters.create(roster);
  await administration.rosterWork.start(roster._id);
  const { state, problem } = await administration.rosters.select(roster._id, found._id);
  if (state !== 'failed') return redirect(rosterPath(roster));
  // What is no list leaves nothing behind but the form with what to do instead.
  await administration.rosters.remove(roster._id);
  throw new Invalid(problem ?? '', { file: problem ?? '' });
}

async function showRoster(administration: Administration, received: OfOne): Promise<Reply> {
  const { found, roster } = await selectSeen(administration, received);
  const { query } = received;
  const place = placeOf(query);
  const isReading = roster.state === 'reading';
  const rows = isReading ? [] : await administration.rosterRows.selectPage(roster._id, query.fate, place, PAGE_SIZE + 1);
  const shown = pageOf(rows, place, (row) => row.line);
  const known = await administration.accounts.accounts.selectByIds(shown.rows.flatMap(({ candidates = [] }) => candidates));
  const named = (roster.organisations ?? []).flatMap(({ means }) => (means === undefined || means === NEW_ONE ? [] : [means]));
  const organisations = roster.organisations?.length ? await selectOrganisationChoices(administration, signedIn(received), named) : [];
  const fields = presentRoster({ found, roster, page: shown, candidates: new Map(known.map((account) => [account._id, account])), organisations, query }, received);
  return page('administration/roster', fields, { headers: fields.isWorking ? LOOK_AGAIN : {} });
}

async function applyIt(administration: Administration, received: Received<z.output<typeof rosterParams>, unknown, z.output<typeof answersForm>>): Promise<Reply> {
  const { found, roster } = await selectSeen(administration, received);
  stillOpen(found);
  const course = administration.learning.courses.course(found.course);
  if (!course) throw new Conflict('Pelatihan angkatan ini sedang tidak ada. Periksa berkas pelatihan.');
  if (roster.state === 'previewed' || roster.state === 'applied') await keepAnswers(administration, roster, signedIn(received), received.body);
  const applied = roster.applied ?? { by: signedIn(received).id, at: administration.now(), course: course.id, version: course.version };
  // Sent twice, the second finds it under way or done.
  if (await administration.rosters.decide(roster._id, ['previewed', 'applied'], 'applying', { applied })) await administration.rosterWork.start(roster._id);
  return redirect(rosterPath(roster));
}

async function undoIt(administration: Administration, received: Received<z.output<typeof rosterParams>, unknown, unknown>): Promise<Reply> {
  const { roster } = await selectSeen(administration, received);
  if (await administration.rosters.decide(roster._id, ['applied'], 'undoing')) await administration.rosterWork.start(roster._id);
  return redirect(rosterPath(roster));
}

/** A list that did nothing, or nothing any more, is forgotten; one that was applied meanwhile stays. */
async function discardIt(administration: Administration, received: Received<z.output<typeof rosterParams>, unknown, unknown>): Promise<Reply> {
  const { found, roster } = await selectSeen(administration, received);
  if (!(await administration.rosters.removeIdle(roster._id))) throw new Conflict('Daftar ini sudah diterapkan. Batalkan dahulu.');
  await administration.rosterRows.remove(roster._id);
  return redirect(`${CLASSES_PATH}/${found._id}`, { text: '{name} sudah dibuang.', facts: { name: roster.fileName } });
}

/** Lists of learners: looked at first, decided, applied, taken back. */
export const rosterRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: ROSTERS_PATH,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params,
    upload: { field: 'file', maxBytes: MAX_BYTES },
    invalid: async (problem, received) => showClass(administration, await selectReached(administration, signedIn(received), received.params.class), received, problem.fields),
    handle: (received) => keepUpload(administration, received),
  }),
  route({ method: 'get', path: `${ROSTERS_PATH}/:roster`, access: 'administrator', params: rosterParams, query: rosterQuery, handle: (received) => showRoster(administration, received) }),
  route({
    method: 'get',
    path: `${ROSTERS_PATH}/:roster/rows.:format`,
    access: 'administrator',
    params: rosterParams.extend({ format: z.enum(['csv', 'xlsx']) }),
    handle: async (received) => rosterFile(administration, (await selectSeen(administration, received)).roster, received.params.format, received.t),
  }),
  ...answerRoutes(administration),
  route({ method: 'post', path: `${ROSTERS_PATH}/:roster/apply`, access: 'administrator', perMinute: PER_MINUTE, params: rosterParams, body: answersForm, handle: (received) => applyIt(administration, received) }),
  route({ method: 'post', path: `${ROSTERS_PATH}/:roster/undo`, access: 'administrator', perMinute: PER_MINUTE, params: rosterParams, handle: (received) => undoIt(administration, received) }),
  route({ method: 'post', path: `${ROSTERS_PATH}/:roster/discard`, access: 'administrator', perMinute: PER_MINUTE, params: rosterParams, handle: (received) => discardIt(administration, received) }),
];
