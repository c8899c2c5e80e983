import type { KnownAccount } from '../../../accounts/bulk-account-store.ts';
import { nameKeyOf, printedName, village } from '../../../accounts/names.ts';
import { isWithin } from '../../../accounts/regions/regions.ts';
import { shownRegion } from '../../../accounts/shown-region.ts';
import type { Viewer } from '../../../web/viewer.ts';
import { mayMakeAccount, mayManageAccount } from '../../policy.ts';
import type { ListRow } from '../table/read-list.ts';
import { isRounded, phoneOf } from './phone.ts';
import { NO_REGION, type Answers, type RosterRow } from './roster-model.ts';
import type { NewRow } from './roster-row-store.ts';
import { regionsOf } from './typed-region.ts';

/** Candidates that are shown for one row. */
const MOST_CANDIDATES = 5;
const LONGEST_NAME = 120;
const LONGEST_TYPED = 60;
/** As the form of an organisation has it. */
const LONGEST_ORGANISATION = 120;
/** A number of identity has 16 digits; one that somebody put into another column is not kept. */
const NATIONAL_ID = /\d{14,}/;

/** Who brings the list in, and what the class says where the list says nothing. */
export interface Bringing {
  readonly viewer: Viewer;
  readonly regionCode: string | undefined;
  /** Regions of the class; empty: all. */
  readonly regions: readonly string[];
}

export type Typed = Pick<ListRow, 'line' | 'name' | 'region' | 'village' | 'phone' | 'organisation'>;

const kept = (typed: string): string => (NATIONAL_ID.test(typed.replace(/\D/g, '')) ? '' : typed.slice(0, LONGEST_TYPED));

/** What a list says of an organisation; a dash says none. */
const organisationIn = (typed: string): string | undefined => {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(name) && !NATIONAL_ID.test(name.replace(/[\s.-]/g, '')) ? name.slice(0, LONGEST_ORGANISATION) : undefined;
};

const refused = ({ line, name }: Typed, reason: string, sameAs?: number): NewRow => ({ line, name: name.slice(0, LONGEST_NAME), fate: 'refused', reason, sameAs });

const nameFault = (name: string): string => (name === '' ? 'Nama kosong.' : 'Nama ini tidak dapat dicetak. Pakai huruf, spasi, titik, koma, dan tanda petik saja, paling panjang 120 huruf.');

/** Whom a row may be among accounts of its name: in the same region, or with the same number. A number alone makes nobody the same. */
export function candidatesFor({ name, regionCode, phone }: Pick<RosterRow, 'name' | 'regionCode' | 'phone'>, known: readonly KnownAccount[], viewer: Viewer): string[] {
  const key = nameKeyOf(name);
  const fitting = known.filter((account) => {
    if (account.nameKey !== key || account.role !== 'learner' || !mayManageAccount(viewer, account)) return false;
    const region = shownRegion(account);
    return region === regionCode || region === undefined || (phone !== undefined && phoneOf(account.phone ?? '') === phone);
  });
  return fitting.slice(0, MOST_CANDIDATES).map(({ _id }) => _id);
}

/** More regions than these are not offered for one row: the list is mended instead. */
const MOST_OFFERED = 20;

/** What a row without a kabupaten or kota may have meant: those of the class, or none, as people of a national body have. */
function offeredFor({ viewer, regions }: Bringing): string[] {
  const offered = regions.filter((code) => code.includes('.') && mayMakeAccount(viewer, 'learner', code));
  return [...(offered.length > MOST_OFFERED ? [] : offered), ...(mayMakeAccount(viewer, 'learner', undefined) ? [NO_REGION] : [])];
}

const isBeyondClass = (code: string, regions: readonly string[]): boolean => regions.length > 0 && !regions.some((outer) => isWithin(code, outer));

interface Placed {
  readonly regionCode?: string | undefined;
  /** What is asked where the list leaves it open. */
  readonly asked?: { readonly regions: string[]; readonly reason: string };
  readonly fault?: string;
}

/** Where a row says that somebody serves. */
function placeOf({ region, village: place, phone, organisation }: Typed, bringing: Bringing, answers: Answers): Placed {
  if (answers.region === NO_REGION) return { regionCode: undefined };
  const { viewer, regionCode: given } = bringing;
  if (region === '' && given === undefined && answers.region === undefined) {
    const offered = offeredFor(bringing);
    // Somebody who signs below the list has a name and nothing else.
    const isPerson = place + phone + organisation !== '';
    return isPerson && offered.length > 0 ? { asked: { regions: offered, reason: 'Kabupaten atau kota kosong. Pilih salah satu.' } } : { fault: 'Kabupaten atau kota kosong.' };
  }
  const regions = answers.region !== undefined ? [answers.region] : region === '' && given !== undefined ? [given] : regionsOf(region);
  if (regions.length === 0) return { fault: 'Kabupaten atau kota tidak dikenal. Tulis Kota Bekasi, Kabupaten Bekasi, atau kodenya 32.75.' };
  const reached = regions.filter((code) => mayMakeAccount(viewer, 'learner', code));
  const [only] = reached;
  if (only === undefined) return { fault: 'Wilayah ini di luar wilayah Anda.' };
  // Of two that bear the name, the one that the class is for.
  const ofClass = reached.filter((code) => !isBeyondClass(code, bringing.regions));
  if (regions.length > 1) return { asked: { regions: ofClass.length > 0 ? ofClass : reached, reason: 'Nama wilayah ini dapat berarti kabupaten atau kota. Pilih yang dimaksud.' } };
  if (answers.region === undefined && isBeyondClass(only, bringing.regions)) return { asked: { regions: [only, ...offeredFor(bringing).filter((code) => code !== NO_REGION)], reason: 'Wilayah ini di luar wilayah angkatan. Pilih yang dimaksud.' } };
  return { regionCode: only };
}

/** What a row says by itself; `known`: accounts of its name. Rows above it are looked at afterwards. */
export function judgeRow(typed: Typed, bringing: Bringing, known: readonly KnownAccount[], answers: Answers = {}): NewRow {
  const name = printedName.safeParse(typed.name);
  if (!name.success) return refused(typed, nameFault(typed.name));
  const said = { line: typed.line, name: name.data, typed: { region: kept(typed.region), phone: kept(typed.phone) }, answers: Object.keys(answers).length > 0 ? answers : undefined };
  const place = village.safeParse(typed.village);
  if (!place.success) return refused(typed, 'Nama desa atau kelurahan paling panjang 80 huruf.');

  const { regionCode, asked, fault } = placeOf(typed, bringing, answers);
  if (fault !== undefined) return refused(typed, fault);
  const facts = { ...said, village: place.data, regionCode, organisation: organisationIn(typed.organisation) };
  if (asked) return { ...facts, fate: 'unclear', question: 'region', ...asked };

  const phone = answers.phone === 'none' ? undefined : phoneOf(typed.phone);
  if (typed.phone !== '' && phone === undefined && answers.phone !== 'none') {
    const reason = isRounded(typed.phone) ? 'Excel sudah membulatkan nomor HP ini. Di Excel ubah kolomnya menjadi Teks dan ketik nomornya lagi.' : 'Nomor HP tidak dapat dibaca. Tulis misalnya 081234567890.';
    return { ...facts, fate: 'unclear', question: 'phone', reason };
  }
  const candidates = candidatesFor({ name: name.data, regionCode, phone }, known, bringing.viewer);
  const clear = { ...facts, typed: undefined, phone };
  return candidates.length > 0 ? { ...clear, fate: 'perhaps', candidates } : { ...clear, fate: 'new' };
}

/** Remembers the rows of one list, to find what stands in it twice. */
export function createRowsAbove() {
  const lineOf = new Map<string, number>();
  return {
    /** The row as it is beside those above it: refused where it says the same, unclear where it has the same name and region. */
    beside(row: NewRow): NewRow {
      if (row.fate === 'refused' || row.regionCode === undefined) return row;
      const namesake = `${nameKeyOf(row.name)}|${row.regionCode}`;
      const whole = `${namesake}|${nameKeyOf(row.village ?? '')}|${row.phone ?? ''}`;
      const twin = lineOf.get(whole);
      if (twin !== undefined) return { line: row.line, name: row.name, fate: 'refused', reason: 'Sama dengan baris {line}.', sameAs: twin };
      const above = lineOf.get(namesake);
      lineOf.set(whole, row.line);
      if (above === undefined) {
        lineOf.set(namesake, row.line);
        return row;
      }
      if (row.fate === 'unclear') return row;
      return { ...row, fate: 'unclear', question: 'namesake', sameAs: above, reason: 'Nama dan wilayahnya sama dengan baris {line}.', candidates: undefined };
    },
  };
}
