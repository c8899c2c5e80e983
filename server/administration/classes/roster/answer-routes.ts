import { z } from 'zod';
import { Conflict } from '../../../errors.ts';
import { redirect } from '../../../web/reply.ts';
import { route, signedIn, type Route } from '../../../web/route.ts';
import type { Administration } from '../../administration.ts';
import { addressOf } from '../../list-address.ts';
import { PAGE_SIZE } from '../../list-page.ts';
import { reachesOrganisation } from '../../organisations/organisation-choices.ts';
import { answerAll, answerEmptyRegions, answerRows, SIMPLE_ANSWERS } from './answer-row.ts';
import { NEW_ONE, regionOfNew } from './listed-organisations.ts';
import { placeIn, rosterPath } from './present-roster.ts';
import type { ListedOrganisation, RosterRecord } from './roster-model.ts';
import { ROSTERS_PATH, rosterParams, rosterQuery, selectSeen } from './seen-roster.ts';

const PER_MINUTE = 20;
const LONGEST_VALUE = 100;
const fieldsOf = z.record(z.string().max(30), z.string().max(LONGEST_VALUE));
const numbered = (fields: Readonly<Record<string, string>>, name: RegExp): [number, string][] =>
  Object.entries(fields).flatMap(([field, value]): [number, string][] => {
    const number = name.exec(field)?.[1];
    return number === undefined ? [] : [[Number(number), value]];
  });

/** All that the page of a list asks, whichever of its buttons is pressed: what was chosen elsewhere on it is not lost. */
export const answersForm = fieldsOf.transform((fields) => ({
  /** `decide-LINE`: what is said of that row. */
  said: new Map(numbered(fields, /^decide-(\d{1,7})$/).slice(0, PAGE_SIZE)),
  /** What is said of those of this page of which nothing is said. */
  rest: SIMPLE_ANSWERS.find((answer) => answer === fields['rest']),
  /** `organisation-NUMBER`: what the organisation at that place of the list is; '': unknown. */
  organisations: new Map(numbered(fields, /^organisation-(\d{1,3})$/)),
  /** What is said of all rows that wait. */
  all: [...SIMPLE_ANSWERS, 'regions' as const].find((answer) => answer === fields['all']),
  /** `region:CODE`, of all rows that name none. */
  emptyRegions: fields['empty-regions'] ?? '',
}));
type Answered = z.output<typeof answersForm>;

function requireIdle({ state }: RosterRecord): void {
  if (state !== 'previewed' && state !== 'applied') throw new Conflict('Daftar ini sedang dikerjakan. Tunggu sebentar, lalu putuskan lagi.');
}

/** What was said of each organisation, as far as it may be: one within reach, or a new one where its region is known. */
async function decided({ accounts }: Administration, roster: RosterRecord, viewer: Parameters<typeof reachesOrganisation>[0], said: ReadonlyMap<number, string>): Promise<ListedOrganisation[]> {
  const reached = (await accounts.organisations.selectSome([...new Set(said.values())])).filter((one) => !one.archived && reachesOrganisation(viewer, one));
  const ids = new Set(reached.map(({ _id }) => _id));
  return (roster.organisations ?? []).map(({ means: before, ...one }, place) => {
    const word = said.get(place);
    if (word === undefined) return before === undefined ? one : { ...one, means: before };
    const isFit = word === NEW_ONE ? regionOfNew(roster) !== undefined : ids.has(word) || word === before;
    return word !== '' && isFit ? { ...one, means: word } : one;
  });
}

/** Keeps what was chosen on the page of a list. */
export async function keepAnswers(administration: Administration, roster: RosterRecord, viewer: Parameters<typeof reachesOrganisation>[0], { said, rest, organisations }: Answered): Promise<void> {
  if (roster.state === 'previewed' && organisations.size > 0) await administration.rosters.decideOrganisations(roster._id, await decided(administration, roster, viewer, organisations));
  if (said.size > 0) await answerRows(administration, roster, said, rest);
}

/** What somebody says of rows that wait: of each, of those of a page, of all; and which organisations a list means. */
export const answerRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'post',
    path: `${ROSTERS_PATH}/:roster/answers`,
    access: 'administrator',
    params: rosterParams,
    query: rosterQuery,
    body: answersForm,
    handle: async (received) => {
      const { roster } = await selectSeen(administration, received);
      requireIdle(roster);
      await keepAnswers(administration, roster, signedIn(received), received.body);
      return redirect(addressOf(rosterPath(roster), placeIn(received.query)), { text: 'Keputusan disimpan.' });
    },
  }),
  route({
    method: 'post',
    path: `${ROSTERS_PATH}/:roster/answers/all`,
    access: 'administrator',
    perMinute: PER_MINUTE,
    params: rosterParams,
    query: rosterQuery,
    body: answersForm.refine(({ all }) => all !== undefined),
    handle: async (received) => {
      const { roster } = await selectSeen(administration, received);
      requireIdle(roster);
      const { all, emptyRegions } = received.body;
      await keepAnswers(administration, roster, signedIn(received), received.body);
      const { decided: n, left } = all === 'regions' ? { decided: await answerEmptyRegions(administration, roster, emptyRegions), left: 0 } : all ? await answerAll(administration, roster, all) : { decided: 0, left: 0 };
      const text = left > 0 ? '{n} baris diputuskan. {left} baris cocok dengan beberapa orang; pilih sendiri orangnya.' : '{n} baris diputuskan.';
      return redirect(addressOf(rosterPath(roster), { fate: received.query.fate }), { text, facts: { n, left }, tone: left > 0 ? 'attention' : 'done' });
    },
  }),
  route({
    method: 'post',
    path: `${ROSTERS_PATH}/:roster/organisations`,
    access: 'administrator',
    params: rosterParams,
    body: answersForm,
    handle: async (received) => {
      const { roster } = await selectSeen(administration, received);
      if (roster.state !== 'previewed') throw new Conflict('Daftar ini sudah diterapkan. Lembaga seseorang diubah di halaman orangnya.');
      await keepAnswers(administration, roster, signedIn(received), received.body);
      return redirect(rosterPath(roster), { text: 'Lembaga pada daftar ini disimpan.' });
    },
  }),
];
