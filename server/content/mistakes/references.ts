import { error, say, warning } from '../mistake.ts';
import { didYouMean, suggest } from '../spelling.ts';

export const unknownLesson = (id: string, known: Iterable<string>) =>
  error('unknown-lesson', say(`Pelajaran "${id}" tidak ada.`, `There is no lesson "${id}".`), suggest(id, known));

export const unknownTerm = (id: string, known: Iterable<string>) =>
  error(
    'unknown-term',
    say(`Istilah "${id}" tidak ada di glossary.yaml.`, `There is no term "${id}" in glossary.yaml.`),
    suggest(id, known) ?? say('Tambahkan istilahnya di sana.', 'Add it there.'),
  );

export const unknownSource = (label: string, known: Iterable<string>) =>
  error(
    'unknown-source',
    say(`Sumber "${label}" tidak ada di sources.yaml.`, `There is no source "${label}" in sources.yaml.`),
    suggest(label, known) ?? say('Tambahkan di sana, atau tulis [^…]: … di pelajaran ini.', 'Add it there, or write [^…]: … in this lesson.'),
  );

export const unknownAnchor = (anchor: string, known: Iterable<string>) =>
  warning(
    'unknown-anchor',
    say(`Tidak ada judul dengan tanda "#${anchor}" di pelajaran ini.`, `No heading of this lesson has the mark "#${anchor}".`),
    suggest(anchor, known),
  );

export const unknownCompetency = (code: string, known: Iterable<string>) =>
  error(
    'unknown-competency',
    say(`Unit kompetensi "${code}" tidak ada di course.yaml.`, `There is no unit of competency "${code}" in course.yaml.`),
    suggest(code, known),
  );

export const unknownQuestionType = (type: string, known: Iterable<string>) =>
  error('unknown-question-type', say(`Jenis soal "${type}" tidak dikenal.`, `The question type "${type}" is not known.`), suggest(type, known));

export const absolutePath = (path: string) =>
  error(
    'absolute-path',
    say(`"${path}" adalah alamat mutlak.`, `"${path}" is an absolute path.`),
    say('Tulis alamat dari berkas ini, misalnya media/gambar.svg.', 'Write the path from this file on, e.g. media/picture.svg.'),
  );

export const pathOutside = (path: string) =>
  error(
    'path-outside-course',
    say(`"${path}" berada di luar folder pelatihan.`, `"${path}" lies outside the course.`),
    say('Salin berkasnya ke dalam folder pelatihan.', 'Copy the file into the course.'),
  );

export const backslashPath = (path: string) =>
  error(
    'backslash-path',
    say(`"${path}" memakai garis miring terbalik.`, `"${path}" uses backslashes.`),
    say(`Tulis "${path.replaceAll('\\', '/')}".`, `Write "${path.replaceAll('\\', '/')}".`),
  );

/** `same`: a file of that name in another folder. */
export const missingFile = (path: string, known: Iterable<string>, same: string | undefined) =>
  error(
    'missing-file',
    say(`Berkas "${path}" tidak ada.`, `There is no file "${path}".`),
    same === undefined ? suggest(path, known) : didYouMean(same),
  );

export const fileNameCase = (path: string, actual: string) =>
  error(
    'file-name-case',
    say(`Berkas "${path}" tidak ada; yang ada "${actual}".`, `There is no file "${path}"; there is "${actual}".`),
    say('Samakan huruf besar dan kecilnya.', 'Write capitals and small letters alike.'),
  );

export const wrongMediaKind = (path: string, allowed: readonly string[]) =>
  error(
    'wrong-media-kind',
    say(`Jenis berkas "${path}" tidak dapat dipakai di sini.`, `A file like "${path}" cannot be used here.`),
    say(`Pakai ${allowed.join(', ')}.`, `Use ${allowed.join(', ')}.`),
  );

export const damagedPicture = () =>
  error(
    'damaged-picture',
    say('Gambar ini rusak, atau isinya tidak sesuai akhiran namanya.', 'This picture is damaged, or is not what its extension says.'),
    say('Simpan ulang gambarnya.', 'Save the picture again.'),
  );

export const svgWithScript = (found: string) =>
  error(
    'svg-with-script',
    say(`SVG ini berisi "${found}", yang dapat menjalankan program.`, `This SVG holds "${found}", which could run a program.`),
    say('Simpan sebagai "Plain SVG" tanpa skrip.', 'Save it as "Plain SVG", without scripts.'),
  );

export const svgExternal = (found: string) =>
  error(
    'svg-external',
    say(`SVG ini memuat sesuatu dari luar: "${found}".`, `This SVG loads something from outside: "${found}".`),
    say('Sematkan isinya ke dalam SVG.', 'Embed it in the SVG.'),
  );

export const svgWithoutSize = () =>
  error(
    'svg-without-size',
    say('SVG ini tidak mempunyai viewBox, jadi ukurannya tidak diketahui.', 'This SVG has no viewBox, so that its size is unknown.'),
    say('Tambahkan viewBox="0 0 lebar tinggi" pada <svg>.', 'Add viewBox="0 0 width height" to <svg>.'),
  );
