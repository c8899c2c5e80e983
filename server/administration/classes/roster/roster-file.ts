import { setImmediate as nextTurn } from 'node:timers/promises';
import { regionName } from '../../../accounts/regions/regions.ts';
import type { Translate } from '../../../web/i18n/translate.ts';
import { stream, type Reply } from '../../../web/reply.ts';
import { writeXlsx, XLSX_TYPE } from '../../../web/spreadsheet/write-xlsx.ts';
import type { Administration } from '../../administration.ts';
import { csvFile, type Cell } from '../../table-file.ts';
import type { Fate, RosterRecord } from './roster-model.ts';

const PAGE = 500;
const stateWords: Readonly<Record<Fate, string>> = { new: 'Baru', perhaps: 'Mungkin sudah ada', unclear: 'Belum jelas', refused: 'Ditolak' };

async function* rowsOf({ rosterRows, accounts }: Administration, roster: RosterRecord, t: Translate): AsyncGenerator<readonly Cell[]> {
  for (let line = 0; ; ) {
    // Reading alone lets nobody else in between.
    await nextTurn();
    const rows = await rosterRows.selectBehind(roster._id, line, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    line = last.line;
    const people = new Map((await accounts.accounts.selectByIds(rows.flatMap(({ account }) => account ?? []))).map(({ _id, userName }) => [_id, userName]));
    for (const row of rows) {
      const region = row.regionCode ? regionName(row.regionCode) : row.typed?.region;
      yield [row.line, row.name, region, row.village, row.organisation, row.phone ?? row.typed?.phone, t(stateWords[row.fate]), row.reason && t(row.reason, { line: row.sameAs ?? '' }), people.get(row.account ?? '')];
    }
  }
}

const headOf = (t: Translate): readonly string[] => [t('Baris'), t('Nama lengkap'), t('Kabupaten atau kota'), t('Desa atau kelurahan'), t('Lembaga'), t('No. HP'), t('Nasibnya'), t('Sebabnya'), t('Nama pengguna')];

async function* withHead(t: Translate, rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  yield headOf(t);
  yield* rows;
}

const xlsxFile = (name: string, rows: AsyncIterable<readonly Cell[]>): Reply =>
  stream({ 'Content-Type': XLSX_TYPE, 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' }, (response) => writeXlsx(rows, response));

/** A list with what became of each row, to be corrected and sent again: its headings are those that are understood. No cell is a formula. */
export function rosterFile(administration: Administration, roster: RosterRecord, format: 'csv' | 'xlsx', t: Translate): Reply {
  const rows = rowsOf(administration, roster, t);
  return format === 'xlsx' ? xlsxFile('daftar-peserta.xlsx', withHead(t, rows)) : csvFile('daftar-peserta.csv', headOf(t), rows);
}
