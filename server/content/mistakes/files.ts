import type { Language } from '../course.ts';
import { error, say, warning } from '../mistake.ts';
import { nearest } from '../spelling.ts';

const megabytes = (bytes: number, language: Language) =>
  (bytes / 1024 / 1024).toLocaleString(language, { maximumFractionDigits: bytes < 10 * 1024 * 1024 ? 2 : 0 });

export const missingFolder = (folder: string) =>
  error(
    'missing-folder',
    say(`Folder "${folder}" tidak ada atau tidak dapat dibaca.`, `The folder "${folder}" does not exist or cannot be read.`),
    say('Periksa ejaan alamat folder.', 'Check the spelling of the path.'),
  );

export const emptyFolder = () =>
  error(
    'empty-folder',
    say('Folder ini kosong.', 'This folder is empty.'),
    say('Isi dengan course.yaml dan modul, atau hapus foldernya.', 'Put a course.yaml and modules into it, or remove it.'),
  );

export const emptySubfolder = () =>
  warning(
    'empty-folder',
    say('Folder ini kosong.', 'This folder is empty.'),
    say('Isi atau hapus foldernya.', 'Fill it or remove it.'),
  );

export const emptyFile = () =>
  error('empty-file', say('Berkas ini kosong.', 'This file is empty.'), say('Isi atau hapus berkasnya.', 'Fill it or remove it.'));

export const fileTooLarge = (bytes: number, limit: number) =>
  error(
    'file-too-large',
    say(
      `Berkas ini ${megabytes(bytes, 'id')} MB; paling besar ${megabytes(limit, 'id')} MB.`,
      `This file has ${megabytes(bytes, 'en')} MB; the limit is ${megabytes(limit, 'en')} MB.`,
    ),
    say('Kecilkan atau bagi berkasnya; peserta membayar kuota untuk setiap MB.', 'Make it smaller or split it; learners pay for every MB.'),
  );

export const tooManyFiles = (limit: number) =>
  error(
    'too-many-files',
    say(`Folder ini berisi lebih dari ${limit} berkas.`, `This folder holds more than ${limit} files.`),
    say('Apakah ini folder pelatihan?', 'Is it really the folder of a course?'),
  );

export const folderTooDeep = (limit: number) =>
  error(
    'folder-too-deep',
    say(`Folder bertingkat lebih dari ${limit}.`, `Folders are nested more than ${limit} deep.`),
    say('Pindahkan isinya lebih ke atas.', 'Move its contents further up.'),
  );

export const unreadableFile = (reason: string) =>
  error(
    'unreadable-file',
    say(`Berkas ini tidak dapat dibaca (${reason}).`, `This file cannot be read (${reason}).`),
    say('Periksa hak akses berkasnya.', 'Check its permissions.'),
  );

export const notAFile = () =>
  error(
    'not-a-file',
    say('Ini bukan berkas biasa (soket, pipa, atau perangkat).', 'This is no ordinary file (a socket, pipe or device).'),
    say('Hapus dari folder pelatihan.', 'Remove it from the course.'),
  );

export const symlinkOutside = () =>
  error(
    'symlink-outside-course',
    say('Tautan simbolik ini menunjuk ke luar folder pelatihan.', 'This symbolic link leads out of the course.'),
    say('Salin berkasnya ke dalam folder pelatihan.', 'Copy the file into the course.'),
  );

export const symlinkLoop = () =>
  error(
    'symlink-loop',
    say('Tautan simbolik ini berputar-putar.', 'This symbolic link runs in a circle.'),
    say('Hapus tautannya.', 'Remove the link.'),
  );

export const brokenSymlink = () =>
  error(
    'broken-symlink',
    say('Tautan simbolik ini menunjuk ke berkas yang tidak ada.', 'This symbolic link leads to nothing.'),
    say('Hapus tautannya, atau salin berkasnya ke sini.', 'Remove the link, or copy the file here.'),
  );

export const namesDifferInCase = (other: string) =>
  error(
    'file-names-differ-in-case',
    say(
      `Nama berkas ini hanya berbeda huruf besar-kecil dari "${other}".`,
      `The name of this file differs from "${other}" in capitals only.`,
    ),
    say('Ganti salah satu nama; Windows dan Android menganggap keduanya sama.', 'Rename one; Windows and Android take them for the same.'),
  );

export const utf16 = () =>
  error(
    'utf-16',
    say('Berkas ini tersimpan sebagai UTF-16, bukan UTF-8.', 'This file is saved as UTF-16, not as UTF-8.'),
    say('Di Notepad: Simpan sebagai, Pengodean: UTF-8.', 'In Notepad: Save as, Encoding: UTF-8.'),
  );

export const notUtf8 = () =>
  error(
    'not-utf8',
    say('Di sini ada huruf yang bukan UTF-8.', 'Here is a character that is not UTF-8.'),
    say('Simpan ulang berkasnya dengan pengodean UTF-8.', 'Save the file again, with the encoding UTF-8.'),
  );

export const controlCharacter = (code: number) => {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return error(
    'control-character',
    say(`Di sini ada karakter kendali yang tidak terlihat (${name}).`, `Here is an invisible control character (${name}).`),
    say('Hapus karakter itu.', 'Delete it.'),
  );
};

export const wrongExtension = (better: string) =>
  error(
    'wrong-extension',
    say('Akhiran nama berkas ini tidak dipakai.', 'This file name extension is not used.'),
    say(`Ganti namanya menjadi "${better}".`, `Rename it to "${better}".`),
  );

export const unknownFile = (name: string, known: readonly string[]) => {
  const meant = nearest(name, known);
  return warning(
    'unknown-file',
    say('Berkas ini tidak dipakai: namanya tidak dikenal.', 'This file is not used: its name is not known.'),
    meant === undefined
      ? say('Hapus, atau awali namanya dengan "_".', 'Remove it, or begin its name with "_".')
      : say(`Maksudnya "${meant}"?`, `Did you mean "${meant}"?`),
  );
};

export const unknownLanguage = (language: string, known: readonly string[]) =>
  error(
    'unknown-language',
    say(`Bahasa "${language}" pada nama berkas tidak dikenal.`, `The language "${language}" in the file's name is not known.`),
    say(`Yang dikenal: ${known.join(', ')}.`, `Known are: ${known.join(', ')}.`),
  );

export const unusedMedia = () =>
  warning(
    'unused-media',
    say('Berkas media ini tidak dipakai di pelajaran atau soal mana pun.', 'No lesson or question uses this media file.'),
    say('Pakai, atau hapus agar pelatihan tetap ringan.', 'Use it, or remove it to keep the course small.'),
  );
