import type { AccountRecord } from '../../accounts/account-model.ts';
import { nameKeyOf, printedName, village } from '../../accounts/names.ts';
import { isRegion, PROVINCES } from '../../accounts/regions/regions.ts';
import { shownRegion } from '../../accounts/shown-region.ts';
import type { Viewer } from '../../web/viewer.ts';
import { mayMakeAccount, mayManageAccount } from '../policy.ts';
import type { SheetRow } from './read-roster.ts';
import type { RosterRow } from './roster-model.ts';

export type Judged = Omit<RosterRow, '_id' | 'roster' | 'schemaVersion'>;

/** `KAB. BEKASI` and `Kabupaten Bekasi` are one; `Bekasi` alone is two, and none is guessed. */
const regionKey = (typed: string): string => nameKeyOf(typed).replace(/[^a-z ]/g, ' ').replace(/\bkab\b/g, 'kabupaten').replace(/\s+/g, '');
const byName = new Map(PROVINCES.flatMap(({ regencies }) => regencies.map(({ code, name }) => [regionKey(name), code] as const)));

export function regionOf(typed: string): string | undefined {
  const code = /^(\d\d)[. ,]?(\d\d)$/.exec(typed.trim());
  if (code) {
    const dotted = `${code[1]}.${code[2]}`;
    return isRegion(dotted) ? dotted : undefined;
  }
  return byName.get(regionKey(typed));
}

/** 0812..., +62 812..., 62812..., 812... (Excel drops the zero) as `+62812...`; undefined: no number. */
export function phoneOf(typed: string): string | undefined {
  const digits = typed.replace(/[\s().+-]/g, '');
  const local = /^(?:0062|62|0)?(8\d{7,12})$/.exec(digits)?.[1];
  return local && `+62${local}`;
}

const refused = (line: number, name: string, reason: string): Judged => ({ line, name: name.slice(0, 120), fate: 'refused', reason });

/** What a row says, by itself; whom it may be is asked afterwards. */
function judge(row: SheetRow, viewer: Viewer): Judged {
  const name = printedName.safeParse(row.name);
  if (!name.success) return refused(row.line, row.name, row.name === '' ? 'Nama kosong.' : 'Nama ini tidak dapat dicetak. Pakai huruf, spasi, titik, koma, dan tanda petik saja.');
  const regionCode = regionOf(row.region);
  if (!regionCode) return refused(row.line, name.data, 'Kabupaten atau kota tidak dikenal. Tulis Kota Bekasi, Kabupaten Bekasi, atau kodenya 32.75.');
  if (!mayMakeAccount(viewer, 'learner', regionCode)) return refused(row.line, name.data, 'Wilayah ini di luar wilayah Anda.');
  const place = village.safeParse(row.village);
  if (!place.success) return refused(row.line, name.data, 'Nama desa atau kelurahan paling panjang 80 huruf.');
  const phone = phoneOf(row.phone);
  if (row.phone !== '' && !phone) return refused(row.line, name.data, 'Nomor HP tidak dapat dibaca. Tulis misalnya 081234567890, atau kosongkan.');
  return { line: row.line, name: name.data, regionCode, village: place.data, phone, fate: 'new' };
}

const sameRow = (row: Judged): string => [nameKeyOf(row.name), row.regionCode, nameKeyOf(row.village ?? ''), row.phone].join('|');

/**
 * The fate of every row. An account of the same name in the same region may be the same person: somebody has to say so. A
 * phone number makes nobody the same, since families share one.
 */
export function judgeRows(rows: readonly SheetRow[], viewer: Viewer, known: ReadonlyMap<string, readonly AccountRecord[]>): Judged[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const judged = judge(row, viewer);
    if (judged.fate === 'refused') return judged;
    const key = sameRow(judged);
    if (seen.has(key)) return refused(judged.line, judged.name, 'Baris yang sama sudah ada di atas.');
    seen.add(key);
    const candidate = known.get(nameKeyOf(judged.name))?.find((account) => account.role === 'learner' && mayManageAccount(viewer, account) && shownRegion(account) === judged.regionCode);
    return candidate ? { ...judged, fate: 'perhaps' as const, candidate: candidate._id } : judged;
  });
}
