import type { AccountRecord } from '../../../accounts/account-model.ts';
import { regionName } from '../../../accounts/regions/regions.ts';
import { longDate } from '../../../web/i18n/dates.ts';
import type { Received } from '../../../web/route.ts';
import type { Translate } from '../../../web/i18n/translate.ts';
import { addressOf, type Filters } from '../../list-address.ts';
import { paginationOf, type ListPage } from '../../list-page.ts';
import { USERS_PATH } from '../../user-list.ts';
import type { ClassRecord } from '../class-model.ts';
import { isWithoutRegion } from './answer-row.ts';
import { phoneTail } from './phone.ts';
import { MOST_LISTED, NEW_ONE, regionOfNew } from './listed-organisations.ts';
import { FATES, NO_REGION, type Fate, type RosterRecord, type RosterRow, type RosterState } from './roster-model.ts';

export const rosterPath = ({ class: classId, _id }: Pick<RosterRecord, 'class' | '_id'>): string => `/admin/classes/${classId}/rosters/${_id}`;

const stateWords: Readonly<Record<RosterState, string>> = {
  reading: 'Sedang dibaca', failed: 'Tidak dapat dibaca', previewed: 'Menunggu keputusan', applying: 'Sedang diterapkan', applied: 'Sudah diterapkan', undoing: 'Sedang dibatalkan', undone: 'Sudah dibatalkan',
};
export const stateText = (state: RosterState, t: Translate): string => t(stateWords[state]);

const countWords: Readonly<Record<Fate, (n: number, t: Translate) => string>> = {
  new: (n, t) => t('{n} baru', { n }),
  perhaps: (n, t) => t('{n} mungkin sudah ada', { n }),
  unclear: (n, t) => t('{n} belum jelas', { n }),
  refused: (n, t) => t('{n} ditolak', { n }),
};

/** Rows that nobody has decided for. */
export const waitingOf = ({ counts, decided }: RosterRecord): number => counts.perhaps + counts.unclear - decided;
export const totalOf = ({ counts }: RosterRecord): number => FATES.reduce((sum, fate) => sum + counts[fate], 0);
/** Rows that applying would take. */
const readyOf = ({ counts, decided }: RosterRecord): number => counts.new + decided;

interface Choice {
  readonly value: string;
  readonly text: string;
}

const whoIs = ({ userName, village, phone }: AccountRecord): string => [userName, village, phone && phoneTail(phone)].filter(Boolean).join(', ');

/** What somebody may say of a row. */
function choicesOf(row: RosterRow, candidates: ReadonlyMap<string, AccountRecord>, t: Translate): Choice[] {
  if (row.question === 'region') return (row.regions ?? []).map((code) => ({ value: `region:${code}`, text: code === NO_REGION ? t('Tanpa kabupaten atau kota') : regionName(code) }));
  if (row.question === 'phone') return [{ value: 'without-phone', text: t('Masukkan tanpa nomor HP') }];
  if (row.question === 'namesake') return [{ value: 'other', text: t('Orang lain, masukkan juga') }];
  const same = (row.candidates ?? []).flatMap((id) => candidates.get(id) ?? []).map((account) => ({ value: `same:${account._id}`, text: t('Sama dengan {who}', { who: whoIs(account) }) }));
  return [...same, { value: 'new', text: t('Orang lain, buat akun baru') }];
}

const chosen = ({ fate, decision }: RosterRow): string => (fate !== 'perhaps' || decision === undefined ? '' : decision === 'new' ? 'new' : `same:${decision}`);

export interface ShownRoster {
  readonly found: ClassRecord;
  readonly roster: RosterRecord;
  readonly page: ListPage<RosterRow, number>;
  readonly candidates: ReadonlyMap<string, AccountRecord>;
  /** What the organisations that it names can be. */
  readonly organisations: readonly Choice[];
  readonly query: { readonly fate?: Fate | undefined; readonly row: number; readonly after?: number | undefined; readonly before?: number | undefined };
}

function presentRow(row: RosterRow, { candidates, roster }: ShownRoster, t: Translate) {
  const isOpen = row.account === undefined && (roster.state === 'previewed' || roster.state === 'applied');
  return {
    line: row.line,
    name: row.name,
    place: [row.village, row.regionCode ? regionName(row.regionCode) : row.typed?.region].filter(Boolean).join(', '),
    phone: row.phone ?? row.typed?.phone,
    organisation: row.organisation,
    fate: row.fate,
    reason: row.reason && t(row.reason, { line: row.sameAs ?? '' }),
    accountHref: row.account === undefined || roster.state === 'undone' ? undefined : `${USERS_PATH}/${row.account}`,
    choices: isOpen && (row.fate === 'perhaps' || row.fate === 'unclear') ? choicesOf(row, candidates, t) : [],
    chosen: chosen(row),
  };
}

/** The organisations that a list names, and what they may be. */
function presentOrganisations({ roster, organisations: known }: ShownRoster, t: Translate) {
  const { organisations: listed = [] } = roster;
  if (listed.length === 0) return undefined;
  const place = regionOfNew(roster);
  const made = place && { value: NEW_ONE, text: place.regionCode ? t('Buat lembaga baru di {region}', { region: regionName(place.regionCode) }) : t('Buat lembaga baru') };
  const nameOf = (means: string | undefined): string | undefined => (means === NEW_ONE ? t('lembaga baru') : known.find(({ value }) => value === means)?.text);
  return {
    href: roster.state === 'previewed' ? `${rosterPath(roster)}/organisations` : undefined,
    listed: listed.map(({ name, rows, means }, number) => ({ field: `organisation-${number}`, name, rows: t('{n} baris', { n: rows }), means, meansText: nameOf(means) })),
    unknown: listed.filter(({ means }) => means === undefined).length,
    options: [...(made ? [made] : []), ...known],
    isCut: listed.length >= MOST_LISTED,
  };
}

/** What may be said at once of all rows that name no kabupaten or kota; only where several of them are looked at. */
function presentEmptyRegions({ page, query, candidates }: ShownRoster, t: Translate): readonly Choice[] {
  const [first, second] = page.rows.filter((row) => row.account === undefined && isWithoutRegion(row));
  return query.fate === 'unclear' && first && second ? choicesOf(first, candidates, t) : [];
}

/** Which page of a list this is, for an address that leads back to it. */
export const placeIn = ({ fate, row, after, before }: ShownRoster['query']): Filters => ({ fate, after: after?.toString(), before: before?.toString(), row: row === 1 ? undefined : String(row) });

/** The work under way, for its bar. */
function progressOf({ state, done, taken }: RosterRecord, total: number, t: Translate) {
  if (state === 'reading') return { done, total: 0, text: t('{n} baris sudah dibaca', { n: done }) };
  if (state === 'applying') return { done, total, text: t('{done} dari {total} baris', { done, total }), aside: t('{n} peserta masuk', { n: taken }) };
  return state === 'undoing' ? { done, total, text: t('{done} dari {total} baris', { done, total }) } : undefined;
}

/** Fields of `views/administration/roster.ejs`. */
export function presentRoster(shown: ShownRoster, { t, language }: Received<unknown, unknown, unknown>) {
  const { found, roster, page, query } = shown;
  const own = rosterPath(roster);
  const { state, counts } = roster;
  const total = totalOf(roster);
  const rows = page.rows.map((row) => presentRow(row, shown, t));
  const isOpen = state === 'previewed' || state === 'applied';
  const mayApply = (state === 'previewed' || (state === 'applied' && roster.taken < readyOf(roster))) && readyOf(roster) > 0 && found.state === 'open';
  return {
    title: t('Tinjau daftar peserta'), name: found.name, fileName: roster.fileName, sheet: roster.sheet, backHref: `/admin/classes/${found._id}`, reloadHref: own,
    state, stateText: stateText(state, t), isWorking: state === 'reading' || state === 'applying' || state === 'undoing', progress: progressOf(roster, total, t),
    problem: roster.problem && t(roster.problem), ignored: roster.ignored, holdsNationalId: roster.holdsNationalId, sentAt: longDate(roster.createdAt, language),
    counts: { total, ready: readyOf(roster), waiting: waitingOf(roster), taken: roster.taken, left: roster.left, refused: counts.refused },
    tabs: [{ text: t('{n} baris', { n: total }), href: own, current: query.fate === undefined }, ...FATES.map((fate) => ({ text: countWords[fate](counts[fate], t), href: addressOf(own, { fate }), current: query.fate === fate }))],
    rows,
    organisations: state === 'reading' ? undefined : presentOrganisations(shown, t),
    emptyRegions: isOpen ? presentEmptyRegions(shown, t) : [],
    allHref: isOpen ? addressOf(`${own}/answers/all`, { fate: query.fate }) : undefined,
    undecided: isOpen ? roster.counts.perhaps - roster.decided : 0,
    answersHref: rows.some(({ choices }) => choices.length > 0) ? addressOf(`${own}/answers`, placeIn(query)) : undefined,
    applyHref: mayApply ? `${own}/apply` : undefined,
    undoHref: state === 'applied' && roster.taken > 0 ? `${own}/undo` : undefined,
    discardHref: state === 'previewed' || state === 'undone' || state === 'failed' ? `${own}/discard` : undefined,
    exportHref: total > 0 && !['reading', 'failed'].includes(state) ? `${own}/rows` : undefined,
    pagination: paginationOf(page, { path: own, filters: { fate: query.fate }, row: query.row, t }, String),
  };
}
