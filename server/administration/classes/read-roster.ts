import { parse } from 'csv-parse/sync';
import { decodeSource } from '../../content/import/decode-source.ts';
import { Review } from '../../content/import/review.ts';
import { Unreadable } from '../../content/import/unreadable.ts';
import { Invalid } from '../../errors.ts';

export const MOST_ROWS = 2000;

export interface SheetRow {
  readonly line: number;
  readonly name: string;
  readonly region: string;
  readonly village: string;
  readonly phone: string;
}

type Column = Exclude<keyof SheetRow, 'line'>;

/** How people head these columns; small letters and digits only. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  name: ['nama', 'namalengkap', 'namapeserta', 'namapsm', 'name', 'fullname'],
  region: ['kabkota', 'kabupatenkota', 'kotakabupaten', 'kotakab', 'kabupaten', 'kota', 'wilayah', 'kodewilayah', 'kodekabkota', 'region'],
  village: ['desakelurahan', 'kelurahandesa', 'desakel', 'keldesa', 'desa', 'kelurahan', 'village'],
  phone: ['nohp', 'nomorhp', 'hp', 'nohandphone', 'telepon', 'notelepon', 'nomortelepon', 'notelp', 'telp', 'wa', 'nowa', 'whatsapp', 'nowhatsapp', 'nomorwhatsapp', 'phone'],
};

const refuse = (sentence: string): Invalid => new Invalid(sentence, { file: sentence });
const plain = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

function textOf(bytes: Buffer, name: string): string {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') throw refuse('Ini buku kerja Excel. Di Excel pilih Simpan Sebagai, CSV UTF-8, lalu kirim berkas CSV itu.');
  try {
    return decodeSource(bytes, name, new Review()).replace(/^\uFEFF/, '');
  } catch (problem) {
    if (problem instanceof Unreadable) throw refuse('Berkas ini bukan teks. Di Excel pilih Simpan Sebagai, CSV UTF-8.');
    throw problem;
  }
}

/** The separator that splits the first line into the most cells; Excel in Indonesia writes semicolons. */
const separatorOf = (text: string): string => {
  const head = text.split('\n', 1)[0] ?? '';
  return [';', ',', '\t'].reduce((best, sign) => (head.split(sign).length > head.split(best).length ? sign : best));
};

/** The rows of a CSV file, columns by their headings; columns that are not needed (NIK among them) are not read. Throws `Invalid`. */
export function readRoster(bytes: Buffer, fileName: string): SheetRow[] {
  // `sep=;` is what Excel itself understands in a first line.
  const text = textOf(bytes, fileName).replace(/^sep=.\n/i, '');
  let cells: { readonly record: string[]; readonly info: { readonly lines: number } }[];
  try {
    cells = parse(text, { delimiter: separatorOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true, to: MOST_ROWS + 2 }) as unknown as typeof cells;
  } catch {
    throw refuse('Tabel ini tidak dapat dibaca: ada tanda kutip yang tidak ditutup. Simpan lagi dari Excel sebagai CSV UTF-8.');
  }
  const head = (cells[0]?.record ?? []).map(plain);
  const place = (column: Column): number => head.findIndex((heading) => HEADINGS[column].includes(heading));
  const places = { name: place('name'), region: place('region'), village: place('village'), phone: place('phone') };
  if (places.name < 0 || places.region < 0) throw refuse('Baris pertama harus memuat judul kolom, paling sedikit Nama Lengkap dan Kab/Kota.');
  if (cells.length > MOST_ROWS + 1) throw refuse('Daftar ini lebih dari 2.000 baris. Bagi menjadi beberapa berkas.');
  const found = cells.slice(1).map(({ record }, index) => {
    const cell = (at: number): string => (at < 0 ? '' : (record[at] ?? '').trim());
    return { line: index + 2, name: cell(places.name), region: cell(places.region), village: cell(places.village), phone: cell(places.phone) };
  });
  const filled = found.filter((row) => row.name + row.region + row.village + row.phone !== '');
  if (filled.length === 0) throw refuse('Daftar ini tidak berisi baris.');
  return filled;
}
