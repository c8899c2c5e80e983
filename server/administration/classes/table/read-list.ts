import { headOf, isColumnNumbers, MOST_ROWS_ABOVE, noHead, type Column, type Head } from './columns.ts';
import { csvSheet } from './csv-rows.ts';
import { RefusedTable, type TableRow, type TableSheet } from './table.ts';
import { xlsxSheets } from './xlsx-sheets.ts';

export const MOST_ROWS = 50_000;
const WORDS_OF_MOST = 'Daftar ini lebih dari 50.000 baris. Bagi menjadi beberapa berkas.';
/** So many rows travel together. */
const BATCH = 250;

/** One person as the list has it. */
export type ListRow = Readonly<Record<Column, string>> & { readonly line: number };

export interface ListHead extends Pick<Head, 'ignored' | 'holdsNationalId'> {
  readonly sheet: string | undefined;
}

export type ListPart = { readonly head: ListHead } | { readonly rows: readonly ListRow[] };

export interface Reading {
  /** The class has a kabupaten or kota, which counts where the list has none. */
  readonly regionIsGiven: boolean;
}

const startsWith = (bytes: Buffer, ...signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** What people send by mistake, by its first bytes. */
function refuseOtherKinds(bytes: Buffer): void {
  if (bytes.length === 0) throw new RefusedTable('Berkas ini kosong. Pilih berkas lain.');
  // Compound File Binary, also the envelope of a workbook with a password ([MS-CFB] 2.2).
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new RefusedTable('Berkas ini Excel lama (.xls) atau berkata sandi. Di Excel pilih Simpan Sebagai, Buku Kerja Excel (.xlsx), tanpa kata sandi.');
  const text = bytes.toString('latin1', 0, 300).trimStart().toLowerCase();
  if (text.startsWith('%pdf')) throw new RefusedTable('Ini berkas PDF. Minta daftarnya dalam Excel, lalu kirim berkas itu.');
  if (text.startsWith('<') || text.startsWith('ï»¿<')) throw new RefusedTable('Ini halaman web yang diberi nama Excel. Buka di Excel, pilih Simpan Sebagai, Buku Kerja Excel (.xlsx), lalu kirim berkas itu.');
}

async function* sheetsOf(bytes: Buffer, { regionIsGiven }: Reading): AsyncGenerator<TableSheet> {
  refuseOtherKinds(bytes);
  if (startsWith(bytes, 0x50, 0x4b)) yield* xlsxSheets(bytes);
  else yield csvSheet(bytes, regionIsGiven);
}

function* rowFrom({ line, cells }: TableRow, { places }: Head): Generator<ListRow> {
  const cell = (at: number | undefined): string => (at === undefined ? '' : (cells[at] ?? ''));
  const row = { line, name: cell(places.name), region: cell(places.region), village: cell(places.village), phone: cell(places.phone), organisation: cell(places.organisation) };
  if (row.name + row.region + row.village + row.phone !== '') yield row;
}

/** The rows of one sheet; nothing where it has no head. */
async function* listIn(sheet: TableSheet, regionIsGiven: boolean): AsyncGenerator<ListPart> {
  let head: Head | undefined;
  let seen = 0;
  let sinceHead = 0;
  let total = 0;
  let batch: ListRow[] = [];
  for await (const row of sheet.rows()) {
    if (!head) {
      seen += 1;
      head = headOf(row, regionIsGiven);
      if (head) yield { head: { sheet: sheet.name, ignored: head.ignored, holdsNationalId: head.holdsNationalId } };
      else if (seen >= MOST_ROWS_ABOVE) return;
      continue;
    }
    sinceHead += 1;
    if (sinceHead === 1 && isColumnNumbers(row)) continue;
    for (const one of rowFrom(row, head)) batch.push(one);
    if (batch.length < BATCH) continue;
    total += batch.length;
    if (total > MOST_ROWS) throw new RefusedTable(WORDS_OF_MOST);
    yield { rows: batch };
    batch = [];
  }
  if (total + batch.length > MOST_ROWS) throw new RefusedTable(WORDS_OF_MOST);
  if (batch.length > 0) yield { rows: batch };
}

/**
 * The head of a list, then its rows in batches: of the first sheet that has a head, or the only one there is. Columns that are not
 * needed are not read. Throws `RefusedTable`.
 */
export async function* readList(bytes: Buffer, reading: Reading): AsyncGenerator<ListPart> {
  for await (const sheet of sheetsOf(bytes, reading)) {
    let rows = 0;
    let hasHead = false;
    for await (const part of listIn(sheet, reading.regionIsGiven)) {
      if ('head' in part) hasHead = true;
      else rows += part.rows.length;
      yield part;
    }
    if (hasHead && rows === 0) throw new RefusedTable('Daftar ini tidak berisi baris.');
    if (hasHead) return;
  }
  throw noHead(reading.regionIsGiven);
}
