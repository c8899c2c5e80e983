import { error, say, warning } from '../../mistake.ts';
import { Unreadable } from '../unreadable.ts';

const refuse = (id: string, en: string) => new Unreadable(say(id, en));

/** Why a file cannot be read at all. */
export const emptySource = () => refuse('Berkas ini kosong. Pilih berkas yang berisi soal.', 'This file is empty. Choose a file that holds questions.');
export const sourceTooLarge = (megabytes: number) =>
  refuse(`Berkas ini lebih besar dari ${megabytes} MB. Bagi menjadi beberapa berkas.`, `This file is larger than ${megabytes} MB. Split it into several files.`);
export const unknownFormat = () =>
  refuse(
    'Format berkas ini tidak dikenali. Yang dapat diimpor: GIFT, Aiken, Moodle XML, QTI 2.1/2.2 (ZIP atau XML), dan CSV.',
    'The format of this file is not known. What can be imported: GIFT, Aiken, Moodle XML, QTI 2.1/2.2 (ZIP or XML), and CSV.',
  );
export const notAText = () =>
  refuse('Isi berkas ini bukan teks. Ekspor lagi soalnya sebagai GIFT, Aiken, Moodle XML, QTI, atau CSV.', 'The content of this file is no text. Export the questions again as GIFT, Aiken, Moodle XML, QTI or CSV.');
export const isOffice = () =>
  refuse('Ini berkas Excel atau Word. Di Excel pilih Simpan sebagai, lalu "CSV UTF-8", dan impor hasilnya.', 'This is a file of Excel or Word. In Excel choose Save as, then "CSV UTF-8", and import the result.');
export const oldOffice = () =>
  refuse('Ini berkas Office lama. Di Excel pilih Simpan sebagai, lalu "CSV UTF-8", dan impor hasilnya.', 'This is an old Office file. In Excel choose Save as, then "CSV UTF-8", and import the result.');
export const noQuestions = () => refuse('Tidak ada soal di berkas ini. Periksa apakah formatnya benar.', 'There are no questions in this file. See whether the format is right.');
export const tooManyQuestions = (most: number) =>
  refuse(`Berkas ini berisi lebih dari ${most} soal. Bagi menjadi beberapa berkas.`, `This file holds more than ${most} questions. Split it into several files.`);
export const yamlTooLarge = () =>
  refuse('Hasilnya lebih dari 1 MB, lebih besar dari satu berkas soal. Bagi sumbernya menjadi beberapa berkas.', 'The result is larger than 1 MB, more than a question file may be. Split the source into several files.');
export const csvTooWide = (most: number) =>
  refuse(`Tabel ini mempunyai lebih dari ${most} kolom. Hapus kolom yang bukan bagian soal, lalu simpan lagi sebagai CSV.`, `This table has more than ${most} columns. Delete those that belong to no question, and save it as CSV again.`);
export const importTooHeavy = () =>
  refuse('Berkas ini terlalu berat untuk dibaca sekaligus. Bagi menjadi beberapa berkas.', 'This file is too heavy to be read at once. Split it into several files.');

export const xmlHasDoctype = () =>
  refuse(
    'Berkas XML ini berisi DOCTYPE atau entitas sendiri, yang tidak dibaca demi keamanan. Hapus bagian <!DOCTYPE …>, lalu coba lagi.',
    'This XML file holds a DOCTYPE or entities of its own, which are not read for safety. Delete the part <!DOCTYPE …> and try again.',
  );
export const xmlBroken = (line: number, column: number, reason: string) =>
  refuse(`XML di baris ${line}, kolom ${column} rusak: ${reason} Ekspor lagi berkasnya, atau perbaiki tempat itu.`, `The XML in line ${line}, column ${column} is broken: ${reason} Export the file again, or mend that place.`);
export const xmlTooDeep = (line: number) => refuse(`XML di baris ${line} bersarang terlalu dalam. Ekspor lagi berkasnya.`, `The XML in line ${line} is nested too deeply. Export the file again.`);
export const xmlOtherRoot = (root: string) =>
  refuse(
    `XML ini berisi "${root}", bukan soal. Yang dapat diimpor: <quiz> dari Moodle, dan <assessmentItem> atau paket QTI 2.1/2.2.`,
    `This XML holds "${root}", no questions. What can be imported: <quiz> from Moodle, and <assessmentItem> or a package of QTI 2.1/2.2.`,
  );

export const zipBroken = () => refuse('ZIP ini rusak atau tidak lengkap. Unduh atau buat lagi berkasnya.', 'This ZIP is broken or not complete. Download or make the file again.');
export const zipTooManyEntries = (most: number) => refuse(`ZIP ini berisi lebih dari ${most} berkas. Sisakan yang diperlukan saja.`, `This ZIP holds more than ${most} files. Leave only what is needed in it.`);
export const zipTooLarge = (megabytes: number) => refuse(`Isi ZIP ini lebih dari ${megabytes} MB setelah dibuka. Kecilkan gambar dan rekamannya, atau bagi menjadi beberapa paket.`, `This ZIP holds more than ${megabytes} MB once unpacked. Make its pictures and recordings smaller, or split it into several packages.`);
export const zipBomb = (entry: string) => refuse(`"${entry}" di dalam ZIP dimampatkan tidak wajar. Buat lagi ZIP-nya dengan program biasa.`, `"${entry}" in the ZIP is packed in no ordinary way. Make the ZIP again with an ordinary program.`);
export const zipEscapes = (entry: string) => refuse(`ZIP ini menulis ke luar foldernya ("${entry}"). Buat lagi ZIP-nya dari dalam foldernya.`, `This ZIP writes outside of its folder ("${entry}"). Make the ZIP again from inside the folder.`);
export const zipEncrypted = () => refuse('ZIP ini dikunci dengan kata sandi. Buat ZIP tanpa kata sandi.', 'This ZIP is locked with a password. Make a ZIP without one.');
export const zipLinks = (entry: string) => refuse(`"${entry}" di dalam ZIP adalah tautan, bukan berkas. Masukkan berkas aslinya.`, `"${entry}" in the ZIP is a link, no file. Put the file itself into it.`);
export const zipWithoutManifest = () =>
  refuse('ZIP ini bukan paket QTI: imsmanifest.xml tidak ada di tingkat teratas. Untuk format lain, kirim berkasnya tanpa ZIP.', 'This ZIP is no QTI package: there is no imsmanifest.xml at its top. For other formats send the file without a ZIP.');

export const csvQuoteOpen = (line: number) =>
  refuse(`CSV mulai baris ${line}: tanda kutip " tidak ditutup. Tutup tanda kutipnya, atau simpan lagi dari Excel.`, `CSV from line ${line} on: a quote " is not closed. Close it, or save the file from Excel again.`);
export const csvBroken = (line: number) => refuse(`CSV di baris ${line} tidak terbaca. Simpan lagi dari Excel sebagai "CSV UTF-8".`, `The CSV in line ${line} cannot be read. Save it from Excel again as "CSV UTF-8".`);
export const csvWithoutHeader = () =>
  refuse('Baris pertama CSV harus menyebut kolomnya, sedikitnya "soal" dan "kunci". Contoh: soal;a;b;c;kunci;umpan balik.', 'The first line of a CSV has to name its columns, at least "soal" and "kunci" (or "question" and "answer"). Example: question;a;b;c;answer;feedback.');

export const convertedFrom = (encoding: string) =>
  warning(
    'other-encoding',
    say(`Berkas ini bukan UTF-8; dibaca sebagai ${encoding}.`, `This file is no UTF-8; it was read as ${encoding}.`),
    say('Periksa huruf beraksen, tanda kutip, dan tanda hubung.', 'Look at accented letters, quotation marks and dashes.'),
  );
export const controlsRemoved = () =>
  warning('control-characters', say('Karakter kendali yang tidak terlihat dibuang.', 'Invisible control characters were removed.'));
export const packagePart = (what: string) =>
  warning(
    'package-part',
    say(`Bagian paket ini tidak diambil: ${what}.`, `This part of the package was not taken: ${what}.`),
    say('Soal-soalnya sendiri diambil. Aturan ujian ditulis di quiz.yaml atau exam.yaml.', 'The questions themselves were taken. Rules of a sitting are written in quiz.yaml or exam.yaml.'),
  );
export const packageFileMissing = (path: string) =>
  error('package-file-missing', say(`Berkas "${path}" disebut di manifes, tetapi tidak ada di paket.`, `The file "${path}" is named in the manifest and is not in the package.`), say('Ekspor lagi paketnya.', 'Export the package again.'));
export const itemUnreadable = (sentence: { id: string; en: string }) =>
  error('item-unreadable', sentence, say('Perbaiki atau ekspor lagi soal ini.', 'Mend this question or export it again.'));
