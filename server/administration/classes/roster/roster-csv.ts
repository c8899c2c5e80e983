import { regionName } from '../../../accounts/regions/regions.ts';
import type { Translate } from '../../../web/i18n/translate.ts';
import type { Reply } from '../../../web/reply.ts';
import type { Administration } from '../../administration.ts';
import { csvFile, type Cell } from '../../table-file.ts';
import type { Fate, RosterRecord } from './roster-model.ts';

const PAGE = 500;
const stateWords: Readonly<Record<Fate, string>> = { new: 'Baru', perhaps: 'Mungkin sudah ada', unclear: 'Belum jelas', refused: 'Ditolak' };

async function* rowsOf({ rosterRows, accounts }: Administration, roster: RosterRecord, t: Translate): AsyncGenerator<readonly Cell[]> {
  for (let line = 0; ; ) {
    const rows = await rosterRows.selectBehind(roster._id, line, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    line = last.line;
    const people = new Map((await accounts.accounts.selectByIds(rows.flatMap(({ account }) => account ?? []))).map(({ _id, userName }) => [_id, userName]));
    for (const row of rows) {
      const region = row.regionCode ? regionName(row.regionCode) : row.typed?.region;
      yield [row.line, row.name, region, row.village, row.phone ?? row.typed?.phone, t(stateWords[row.fate]), row.reason && t(row.reason, { line: row.sameAs ?? '' }), people.get(row.account ?? '')];
    }
  }
}

/** A list with what became of each row, to be corrected and sent again; its headings are those that are understood. */
export const rosterCsv = (administration: Administration, roster: RosterRecord, t: Translate): Reply =>
  csvFile('daftar-peserta.csv', [t('Baris'), t('Nama lengkap'), t('Kabupaten atau kota'), t('Desa atau kelurahan'), t('No. HP'), t('Nasibnya'), t('Sebabnya'), t('Nama pengguna')], rowsOf(administration, roster, t));
