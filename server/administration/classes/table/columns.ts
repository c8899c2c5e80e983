import { RefusedTable, type TableRow } from './table.ts';

export type Column = 'name' | 'region' | 'village' | 'phone' | 'organisation';

/** How people head these columns; small letters and digits only. The first that fits is taken. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  name: ['namalengkap', 'nama', 'namapeserta', 'namapsm', 'namalengkappeserta', 'namalengkappsm', 'namalengkapdengangelar', 'namalengkapdangelar', 'namadangelar', 'name', 'fullname'],
  region: [
    'kabkota', 'kabupatenkota', 'kotakabupaten', 'kotakab', 'kabkot', 'kabupatenataukota', 'kabupatenorkota', 'kabupaten', 'kab', 'kota', 'asalkabkota', 'kabkotaasal', 'kabkotatugas', 'wilayah', 'wilayahtugas', 'wilayahkerja', 'daerah',
    'asaldaerah', 'kodewilayah', 'kodekabkota', 'kodekemendagri', 'region', 'regency',
  ],
  village: ['desakelurahan', 'desaataukelurahan', 'kelurahandesa', 'villageorkelurahan', 'desakel', 'keldesa', 'kelurahan', 'desa', 'kel', 'namadesa', 'namakelurahan', 'desakelurahantugas', 'desatugas', 'village'],
  organisation: [
    'organisasi', 'lembaga', 'namaorganisasi', 'namalembaga', 'organisasilembaga', 'lembagaorganisasi', 'namaorganisasilembaga', 'namalembagaorganisasi', 'organisasiasal', 'lembagaasal', 'asalorganisasi', 'asallembaga', 'instansi', 'namainstansi', 'asalinstansi', 'instansiasal',
    'instansilembaga', 'lembagainstansi', 'organisasiinstansi', 'instansiorganisasi', 'unitkerja', 'perwakilan', 'utusan', 'organisation', 'organization', 'institution',
  ],
  phone: [
    'nohp', 'nomorhp', 'hp', 'nohandphone', 'nomorhandphone', 'handphone', 'noponsel', 'nomorponsel', 'ponsel', 'notelepon', 'nomortelepon', 'telepon', 'notelp', 'notlp', 'nomortelp', 'telp', 'tlp', 'nohpwa', 'nowahp', 'nohpaktif',
    'nomorhpaktif', 'wa', 'nowa', 'nomorwa', 'whatsapp', 'nowhatsapp', 'nomorwhatsapp', 'kontak', 'nokontak', 'phone', 'phonenumber', 'mobile',
  ],
};

/** What others ask for and Bimtek does not: it is not read, and the page says so. */
const NATIONAL_IDS = ['nik', 'nonik', 'nomornik', 'noktp', 'nomorktp', 'ktp', 'nomorindukkependudukan', 'nokk', 'nomorkk', 'kk'];

/** Rows before the head: a title, the name of the office, a line between. */
export const MOST_ROWS_ABOVE = 30;
const MOST_IGNORED = 20;
const LONGEST_HEADING = 40;

/** `No. HP / WA (aktif)` and `NO HP/WA AKTIF` are one; so are `Kabupaten/Kota *` and `kabupaten kota`. */
const plain = (heading: string): string => heading.normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/g, '');
const variants = (heading: string): string[] => [plain(heading), plain(heading.replace(/\(.*?\)/g, ''))];

export interface Head {
  /** Where each column stands; undefined: there is none. */
  readonly places: Readonly<Record<Column, number | undefined>>;
  /** Columns that are not read, as they are headed. */
  readonly ignored: readonly string[];
  /** One of them is a national number of identity. */
  readonly holdsNationalId: boolean;
  /** How many columns were recognised. */
  readonly known: number;
}

/** The head of a list, if this row is one: it names at least the people, and a second column of ours, or all that is needed. */
export function headOf({ cells }: TableRow, regionIsGiven: boolean): Head | undefined {
  const taken = new Set<number>();
  const place = (column: Column): number | undefined => {
    for (const wanted of HEADINGS[column]) {
      const at = cells.findIndex((cell, index) => !taken.has(index) && variants(cell).includes(wanted));
      if (at < 0) continue;
      taken.add(at);
      return at;
    }
    return undefined;
  };
  const places = { name: place('name'), region: place('region'), village: place('village'), phone: place('phone'), organisation: place('organisation') };
  if (places.name === undefined || (places.region === undefined && !regionIsGiven)) return undefined;
  const ignored = cells.filter((cell, index) => !taken.has(index) && cell !== '');
  return {
    places,
    ignored: ignored.slice(0, MOST_IGNORED).map((heading) => heading.slice(0, LONGEST_HEADING)),
    holdsNationalId: ignored.some((heading) => variants(heading).some((one) => NATIONAL_IDS.includes(one))),
    known: taken.size,
  };
}

export const noHead = (regionIsGiven: boolean): RefusedTable =>
  new RefusedTable(
    regionIsGiven
      ? 'Baris judul kolom tidak ditemukan. Tulis paling sedikit judul Nama Lengkap di atas daftarnya.'
      : 'Baris judul kolom tidak ditemukan. Tulis paling sedikit judul Nama Lengkap dan Kab/Kota di atas daftarnya.',
  );

/** `1 2 3 4` below the head, as official forms number their columns. */
export const isColumnNumbers = ({ cells }: TableRow): boolean => {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 1 && filled.every((cell, index) => cell.replace(/[().]/g, '') === String(index + 1));
};
