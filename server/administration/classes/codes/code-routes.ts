import { z } from 'zod';
import { regionName } from '../../../accounts/regions/regions.ts';
import { Invalid } from '../../../errors.ts';
import { page, type Reply } from '../../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../../web/route.ts';
import type { Administration } from '../../administration.ts';
import { accountId } from '../../list-query.ts';
import { mayIssueResetCode } from '../../policy.ts';
import { CLASSES_PATH, selectReached } from '../class-page.ts';
import { showSheet } from './issue-sheet.ts';
import { AUDIENCES, selectEntered, selectWaiting, SHEET_SIZE } from './sheet-people.ts';

const PATH = `${CLASSES_PATH}/:class`;
const PER_MINUTE = 30;

const params = z.object({ class: accountId });
const memberId = z.string().regex(/^[\w-]{1,40}:[\w-]{1,40}$/).optional().catch(undefined);
const sheetForm = z.object({ who: z.enum(AUDIENCES).catch('all'), after: memberId });
const partQuery = z.object({ after: memberId });
const chosenForm = z.object({ account: z.preprocess((sent) => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]), z.array(accountId).max(SHEET_SIZE)) });

type OfClass<Query, Body> = Received<z.output<typeof params>, Query, Body>;

async function issueSheet(administration: Administration, received: OfClass<unknown, z.output<typeof sheetForm>>): Promise<Reply> {
  const viewer = signedIn(received);
  const found = await selectReached(administration, viewer, received.params.class);
  const { who, after } = received.body;
  const { people, next } = await selectWaiting(administration, viewer, found, who, after);
  return showSheet(administration, { found, purpose: 'class-sheet', people, paper: who !== 'phone', next: next === undefined ? undefined : { after: next, who } }, received);
}

async function showForgetful(administration: Administration, received: OfClass<z.output<typeof partQuery>, unknown>, problem?: Invalid): Promise<Reply> {
  const viewer = signedIn(received);
  const found = await selectReached(administration, viewer, received.params.class);
  const { people, next } = await selectEntered(administration, viewer, found, received.query.after);
  const own = `${CLASSES_PATH}/${found._id}`;
  const fields = {
    title: received.t('Kode kata sandi baru'), name: found.name, backHref: own, action: `${own}/reset-codes`, nextHref: next && `${own}/reset-codes?after=${encodeURIComponent(next)}`, errors: problem?.fields ?? {},
    people: people.map(({ _id, name, userName, village, regionCode }) => ({ id: _id, name, userName, place: [village, regionCode && regionName(regionCode)].filter(Boolean).join(', ') })),
  };
  return page('administration/reset-codes', fields, { status: problem ? 422 : 200 });
}

async function issueResets(administration: Administration, received: OfClass<unknown, z.output<typeof chosenForm>>): Promise<Reply> {
  const viewer = signedIn(received);
  const found = await selectReached(administration, viewer, received.params.class);
  const { account: chosen } = received.body;
  if (chosen.length === 0) throw new Invalid('Pilih paling sedikit satu orang.', { account: 'Pilih paling sedikit satu orang.' });
  const members = await administration.classes.selectAmong(found._id, chosen);
  const people = (await administration.accounts.accounts.selectByIds([...members])).filter((account) => mayIssueResetCode(viewer, account));
  return showSheet(administration, { found, purpose: 'password-reset', people: people.toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1)), paper: true, next: undefined }, received);
}

/** Codes for a class: a sheet for those who have none yet, new passwords for those who forgot theirs. */
export const classCodeRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'post', path: `${PATH}/codes`, access: 'administrator', perMinute: PER_MINUTE, params, body: sheetForm, handle: (received) => issueSheet(administration, received) }),
  route({ method: 'get', path: `${PATH}/reset-codes`, access: 'administrator', params, query: partQuery, handle: (received) => showForgetful(administration, received) }),
  route({
    method: 'post',
    path: `${PATH}/reset-codes`,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params,
    query: partQuery,
    body: chosenForm,
    invalid: (problem, received) => showForgetful(administration, received, problem),
    handle: (received) => issueResets(administration, received),
  }),
];
