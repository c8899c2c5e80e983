import { unitsOf } from '../duration.ts';
import { error, say, type Mistake, type Sentence } from '../mistake.ts';
import { suggest } from '../spelling.ts';

/** What a value is, in words for authors. */
const kinds: Readonly<Record<string, Sentence>> = {
  string: say('teks', 'a text'),
  number: say('angka', 'a number'),
  int: say('angka bulat', 'a whole number'),
  boolean: say('true atau false', 'true or false'),
  array: say('daftar (baris-baris diawali "- ")', 'a list (lines that begin with "- ")'),
  object: say('kumpulan kunci (kunci: nilai)', 'a map (key: value)'),
  record: say('kumpulan kunci (kunci: nilai)', 'a map (key: value)'),
  null: say('kosong', 'empty'),
};

const kindOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const kind = (name: string): Sentence => kinds[name] ?? say(name, name);

const shown = (value: unknown) => {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const written = isPlain ? String(value) : kind(kindOf(value)).id;
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
};

export const unknownKey = (key: string, known: readonly string[]) =>
  error('unknown-key', say(`Kunci "${key}" tidak dikenal di sini.`, `The key "${key}" is not known here.`), suggest(key, known));

export const missingKey = (key: string) =>
  error('missing-key', say(`Kunci "${key}" belum ada.`, `The key "${key}" is missing.`), say(`Tambahkan "${key}: …".`, `Add "${key}: …".`));

export const emptyValue = (key: string) =>
  error('empty-value', say(`"${key}" kosong.`, `"${key}" is empty.`), say('Isi nilainya, atau hapus kuncinya.', 'Give it a value, or delete the key.'));

const AFFIRMED = ['ya', 'benar', 'betul', 'yes'];
const DENIED = ['tidak', 'bukan', 'salah', 'no'];

/** What somebody most probably meant who wrote a value as one writes it in Indonesian. */
function meantValue(expected: string, value: unknown): Sentence | undefined {
  if (typeof value !== 'string') return undefined;
  const written = value.trim().toLowerCase();
  if (expected === 'boolean' && [...AFFIRMED, ...DENIED].includes(written)) {
    const meant = AFFIRMED.includes(written) ? 'true' : 'false';
    return say(`Tulis ${meant}, bukan "${value}".`, `Write ${meant} instead of "${value}".`);
  }
  if ((expected === 'number' || expected === 'int') && /^\d+,\d+$/.test(written)) {
    const point = written.replace(',', '.');
    return say(`Angka pecahan memakai titik: ${point}.`, `Decimals take a point: ${point}.`);
  }
  if (expected === 'object') {
    return say('Tulis tiap butir sebagai pasangan kunci dan nilai, misalnya "- { id: a, text: … }".', 'Write each entry as keys and values, e.g. "- { id: a, text: … }".');
  }
  return undefined;
}

export function wrongType(key: string, expected: string, value: unknown): Mistake {
  const wanted = kind(expected);
  const found = kind(kindOf(value));
  const better =
    expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
      ? say(`Apit dengan tanda kutip: "${String(value)}".`, `Put it in quotes: "${String(value)}".`)
      : (meantValue(expected, value) ?? say(`Tulis ${wanted.id}.`, `Write ${wanted.en}.`));
  return error(
    'wrong-type',
    say(`"${key}" harus ${wanted.id}, tetapi tertulis ${found.id}.`, `"${key}" has to be ${wanted.en}, but is ${found.en}.`),
    better,
  );
}

export const wrongValue = (key: string, value: unknown, allowed: readonly unknown[]) =>
  error(
    'wrong-value',
    say(`"${shown(value)}" bukan nilai untuk "${key}".`, `"${shown(value)}" is no value for "${key}".`),
    suggest(String(value), allowed.map(String)),
  );

export const tooBig = (key: string, most: number | bigint, value: unknown) =>
  error(
    'too-big',
    say(`"${key}" paling besar ${most}, tertulis ${shown(value)}.`, `"${key}" is at most ${most}, but is ${shown(value)}.`),
    say(`Tulis angka sampai ${most}.`, `Write a number up to ${most}.`),
  );

export const tooSmall = (key: string, least: number | bigint, value: unknown) =>
  error(
    'too-small',
    say(`"${key}" paling kecil ${least}, tertulis ${shown(value)}.`, `"${key}" is at least ${least}, but is ${shown(value)}.`),
    say(`Tulis angka mulai ${least}.`, `Write a number from ${least}.`),
  );

export const tooLong = (key: string, most: number | bigint, length: number) =>
  error(
    'too-long',
    say(`"${key}" terlalu panjang: ${length} huruf, paling banyak ${most}.`, `"${key}" is too long: ${length} characters, at most ${most}.`),
    say('Persingkat.', 'Shorten it.'),
  );

export const tooShort = (key: string, least: number | bigint, length: number) =>
  length === 0
    ? emptyValue(key)
    : error('too-short', say(`"${key}" terlalu pendek.`, `"${key}" is too short.`), say(`Paling sedikit ${least} huruf.`, `At least ${least} characters.`));

export const tooMany = (key: string, most: number | bigint, count: number) =>
  error(
    'too-many-items',
    say(`"${key}" berisi ${count}; paling banyak ${most}.`, `"${key}" holds ${count}; at most ${most}.`),
    say(`Hapus sampai tersisa ${most}.`, `Remove some until ${most} are left.`),
  );

export const tooFew = (key: string, least: number | bigint, count: number) =>
  error(
    'too-few-items',
    say(`"${key}" berisi ${count}; paling sedikit ${least}.`, `"${key}" holds ${count}; at least ${least}.`),
    say(`Tambahkan sampai ${least}.`, `Add some until there are ${least}.`),
  );

export const badValue = (key: string, said: string) =>
  error('bad-value', say(`Nilai "${key}" tidak dapat dipakai: ${said}`, `The value of "${key}" cannot be used: ${said}`));

const badId = (key: string, value: unknown) => {
  const better = String(value).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, 60);
  return error(
    'bad-id',
    say(`"${key}" berisi huruf yang tidak boleh: "${shown(value)}".`, `"${key}" holds characters that are not allowed: "${shown(value)}".`),
    say(
      `Pakai 2 sampai 60 huruf kecil, angka, dan "-", diawali huruf${better.length > 1 ? `, misalnya "${better}"` : ''}.`,
      `Use 2 to 60 small letters, digits and "-", beginning with a letter${better.length > 1 ? `, e.g. "${better}"` : ''}.`,
    ),
  );
};

const badDuration = (key: string, value: unknown, units: readonly string[]) => {
  const [amount = '', unit = ''] = String(value).trim().split(/\s+/);
  const number = /^[1-9]\d*$/.test(amount) ? amount : '5';
  const indonesian = { menit: 'minutes', jam: 'hours', hari: 'days', minggu: 'weeks', bulan: 'months', tahun: 'years' };
  const same = Object.entries(indonesian).find(([word]) => word === unit.toLowerCase())?.[1];
  const near = [same, ...units].find((known) => known !== undefined && units.includes(known) && (known === same || known[0] === unit[0]?.toLowerCase()));
  return error(
    'bad-duration',
    say(`"${shown(value)}" bukan lama waktu untuk "${key}".`, `"${shown(value)}" is no length of time for "${key}".`),
    say(`Tulis misalnya "${number} ${near ?? units[0]}" (${units.join(', ')}).`, `Write for example "${number} ${near ?? units[0]}" (${units.join(', ')}).`),
  );
};

/** The mistakes that a schema names by its `error` (a code, and for durations the kind). */
export function namedMistake(name: string, key: string, value: unknown): Mistake | undefined {
  switch (name) {
    case 'bad-id':
      return badId(key, value);
    case 'bad-part-id':
      return error(
        'bad-part-id',
        say(`Id "${shown(value)}" memakai huruf yang tidak boleh.`, `The id "${shown(value)}" holds characters that are not allowed.`),
        say('Pakai 1 sampai 20 huruf kecil, angka, dan "-", misalnya "a".', 'Use 1 to 20 small letters, digits and "-", e.g. "a".'),
      );
    case 'bad-code':
      return error(
        'bad-code',
        say(`"${shown(value)}" bukan kode yang sah.`, `"${shown(value)}" is no valid code.`),
        say('Pakai 1 sampai 30 huruf, angka, ".", "-", "_".', 'Use 1 to 30 letters, digits, ".", "-", "_".'),
      );
    case 'bad-prefix':
      return error(
        'bad-prefix',
        say(`Awalan nomor sertifikat "${shown(value)}" tidak sah.`, `"${shown(value)}" cannot begin a certificate's number.`),
        say('Pakai 2 sampai 5 huruf besar, misalnya PSM.', 'Use 2 to 5 capital letters, e.g. PSM.'),
      );
    case 'bad-document-number':
      return error(
        'bad-document-number',
        say(`Pola nomor dokumen "${shown(value)}" tidak sah.`, `"${shown(value)}" is no pattern for a document's number.`),
        say(
          'Polanya memuat {nomor} dan {tahun}, misalnya "{nomor}/PSM/{bulan_romawi}/{tahun}"; boleh juga {nomor3}, {nomor4}, {bulan}.',
          'It holds {nomor} and {tahun}, e.g. "{nomor}/PSM/{bulan_romawi}/{tahun}"; {nomor3}, {nomor4} and {bulan} may be used too.',
        ),
      );
    case 'bad-colour':
      return error(
        'bad-colour',
        say(`"${shown(value)}" bukan warna.`, `"${shown(value)}" is no colour.`),
        say('Tulis enam angka heksadesimal dalam tanda kutip, misalnya "#0b4a49".', 'Write six hexadecimal digits in quotes, e.g. "#0b4a49".'),
      );
    case 'bad-image':
      return error(
        'bad-image',
        say(`"${shown(value)}" bukan nama gambar.`, `"${shown(value)}" does not name a picture.`),
        say('Tulis nama berkas PNG atau JPEG di folder ini, misalnya stempel.png.', 'Name a PNG or JPEG file in this folder, e.g. stamp.png.'),
      );
    case 'bad-day':
      return error(
        'bad-day',
        say(`"${shown(value)}" bukan tanggal.`, `"${shown(value)}" is no day.`),
        say('Tulis tahun-bulan-tanggal, misalnya 2026-12-31.', 'Write year-month-day, e.g. 2026-12-31.'),
      );
    case 'never-closes':
      return error(
        'never-closes',
        say('Pembahasan terbuka setelah masa pengerjaan ditutup, padahal masa itu tidak berakhir.', 'Answers are shown once the window closes, but there is no end of the window.'),
        say('Tambahkan "window: { until: 2026-12-31 }", atau pilih after-finish.', 'Add "window: { until: 2026-12-31 }", or choose after-finish.'),
      );
    case 'offline-and-timed':
      return error(
        'offline-and-timed',
        say('Kuis dengan batas waktu atau hari penutupan tidak dapat dikerjakan tanpa jaringan.', 'A quiz with a time limit or a closing day cannot be taken without a network.'),
        say('Hapus "offline: true", atau hapus "time_limit" dan "window: { until: … }".', 'Delete "offline: true", or delete "time_limit" and "window: { until: … }".'),
      );
    case 'offline-exam':
      return error(
        'offline-exam',
        say('Ujian tidak dapat dikerjakan tanpa jaringan.', 'An exam cannot be taken without a network.'),
        say('Hapus "offline: true". Kuis modul boleh memakainya.', 'Delete "offline: true". The quiz of a module may have it.'),
      );
    case 'no-questions':
      return error(
        'no-questions',
        say('Kuis ini tidak mempunyai soal.', 'This quiz has no questions.'),
        say('Tulis "questions:", atau "banks: [../bank/nama.yaml]" untuk mengambil soal dari bank.', 'Write "questions:", or "banks: [../bank/name.yaml]" to take them from a bank.'),
      );
    case 'bad-url':
      return error(
        'bad-url',
        say(`"${shown(value)}" bukan alamat situs.`, `"${shown(value)}" is no web address.`),
        say('Tulis alamat lengkap yang diawali https://.', 'Write the whole address, beginning with https://.'),
      );
    case 'bad-duration minutes':
      return badDuration(key, value, unitsOf('minutes'));
    case 'bad-duration months':
      return badDuration(key, value, unitsOf('months'));
    default:
      return undefined;
  }
}
