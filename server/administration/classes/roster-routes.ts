import { basename } from 'node:path';
import { z } from 'zod';
import { nameKeyOf } from '../../accounts/names.ts';
import type { AccountRecord } from '../../accounts/account-model.ts';
import { regionName } from '../../accounts/regions/regions.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import type { Viewer } from '../../web/viewer.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { accountId } from '../list-query.ts';
import { applyRoster } from './apply-roster.ts';
import { CLASSES_PATH, selectReached, showClass } from './class-page.ts';
import type { ClassRecord } from './class-model.ts';
import { mayOpenRoster } from './class-policy.ts';
import type { RosterRecord } from './roster-model.ts';
import { judgeRows } from './judge-rows.ts';
import { MOST_ROWS, readRoster } from './read-roster.ts';

const PATH = `${CLASSES_PATH}/:class/rosters`;
const PER_MINUTE = 20;
const MAX_BYTES = 5 * 1024 * 1024;

const params = z.object({ class: accountId });
const rosterParams = z.object({ class: accountId, roster: accountId });
/** `decide-LINE`: `new` or `same`. */
const decisionsForm = z.record(z.string().max(30), z.string().max(100)).transform(
  (fields) => new Map(Object.entries(fields).flatMap(([name, value]) => (/^decide-\d{1,6}$/.test(name) ? [[Number(name.slice(7)), value] as const] : []))),
);

const stillOpen = (found: ClassRecord): ClassRecord => {
  if (found.state !== 'open') throw new Conflict('Angkatan ini sudah ditutup. Buka dahulu untuk menambah peserta.');
  return found;
};

async function knownByName({ accounts }: Administration, names: readonly string[]): Promise<Map<string, AccountRecord[]>> {
  const known = new Map<string, AccountRecord[]>();
  for (const account of await accounts.accounts.selectByNameKeys([...new Set(names.map(nameKeyOf))])) known.set(account.nameKey, [...(known.get(account.nameKey) ?? []), account]);
  return known;
}

async function keepUpload(administration: Administration, received: Received<z.output<typeof params>, unknown, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const found = stillOpen(await selectReached(administration, viewer, received.params.class));
  const { file } = received.http;
  if (!file) throw new Invalid('Pilih berkas daftar peserta.', { file: 'Pilih berkas daftar peserta.' });
  const name = basename(Buffer.from(file.originalname, 'latin1').toString('utf8').replaceAll('\\', '/')).slice(0, 100);
  const rows = readRoster(file.buffer, name);
  const judged = judgeRows(rows, viewer, await knownByName(administration, rows.map((row) => row.name)));
  const roster = await administration.classes.keepRoster({ class: found._id, by: viewer.id, fileName: name }, judged);
  return redirect(`${CLASSES_PATH}/${found._id}/rosters/${roster}`);
}

async function selectOpened({ classes }: Administration, viewer: Viewer, found: ClassRecord, id: string): Promise<RosterRecord> {
  const roster = await classes.selectRoster(id, found._id);
  if (!mayOpenRoster(viewer, found, roster)) throw new NotFound('Daftar ini tidak ada.');
  return roster;
}

async function showRoster(administration: Administration, received: Received<z.output<typeof rosterParams>, unknown, unknown>): Promise<Reply> {
  const { params: asked } = received;
  const found = await selectReached(administration, signedIn(received), asked.class);
  const roster = await selectOpened(administration, signedIn(received), found, asked.roster);
  const rows = await administration.classes.selectRows(roster._id);
  const countOf = (fate: string): number => rows.filter((row) => row.fate === fate).length;
  const own = `${CLASSES_PATH}/${found._id}`;
  return page('administration/roster', {
    title: received.t('Tinjau daftar peserta'), name: found.name, fileName: roster.fileName, backHref: own, most: MOST_ROWS,
    applyHref: roster.appliedAt ? undefined : `${own}/rosters/${roster._id}/apply`,
    counts: { fresh: countOf('new'), perhaps: countOf('perhaps'), refused: countOf('refused') },
    rows: rows.map(({ line, name, village, regionCode, phone, fate, reason }) => ({ line, name, place: [village, regionCode && regionName(regionCode)].filter(Boolean).join(', '), phone, fate, reason })),
  });
}

/** Lists of learners: looked at first, then applied. */
export const rosterRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: PATH,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params,
    upload: { field: 'file', maxBytes: MAX_BYTES },
    invalid: async (problem, received) => showClass(administration, await selectReached(administration, signedIn(received), received.params.class), received, problem.fields),
    handle: (received) => keepUpload(administration, received),
  }),
  route({ method: 'get', path: `${PATH}/:roster`, access: 'administrator', params: rosterParams, handle: (received) => showRoster(administration, received) }),
  route({
    method: 'post',
    path: `${PATH}/:roster/apply`,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params: rosterParams,
    body: decisionsForm,
    handle: async (received) => {
      const viewer = signedIn(received);
      const found = stillOpen(await selectReached(administration, viewer, received.params.class));
      const roster = await selectOpened(administration, viewer, found, received.params.roster);
      const course = administration.learning.courses.course(found.course);
      if (!course) throw new Conflict('Pelatihan angkatan ini sedang tidak ada. Periksa berkas pelatihan.');
      if (roster.appliedAt) return redirect(`${CLASSES_PATH}/${found._id}`, { text: 'Daftar ini sudah diterapkan.' });
      const taken = await applyRoster(administration, viewer, found, course, roster._id, received.body);
      return redirect(`${CLASSES_PATH}/${found._id}`, { text: '{n} peserta masuk angkatan ini. Cetak lembar kodenya.', facts: { n: taken } });
    },
  }),
];
