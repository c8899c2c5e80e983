import { error, say, warning } from '../mistake.ts';
import { suggest } from '../spelling.ts';

export const missingFrontMatter = () =>
  error(
    'missing-front-matter',
    say('Pelajaran ini tidak diawali kepala berkas.', 'This lesson has no front matter.'),
    say('Baris pertama "---", lalu id, title, minutes, lalu "---" lagi.', 'First line "---", then id, title, minutes, then "---" again.'),
  );

export const unclosedFrontMatter = () =>
  error(
    'unclosed-front-matter',
    say('Kepala berkas tidak ditutup.', 'The front matter is not closed.'),
    say('Tulis "---" pada baris tersendiri sesudah kunci terakhir.', 'Write "---" on a line of its own after the last key.'),
  );

export const emptyLesson = () =>
  error('empty-lesson', say('Pelajaran ini belum berisi.', 'This lesson says nothing yet.'), say('Tulis isinya di bawah "---".', 'Write its text below "---".'));

export const unclosedBlock = (name: string) =>
  error(
    'unclosed-block',
    say(`Blok "${name}" tidak ditutup.`, `The block "${name}" is not closed.`),
    say('Tulis ":::" pada baris tersendiri di akhir blok.', 'Write ":::" on a line of its own at its end.'),
  );

export const nestedBlock = (name: string, outer: string) =>
  error(
    'nested-block',
    say(`Blok "${name}" dimulai di dalam blok "${outer}".`, `The block "${name}" begins inside the block "${outer}".`),
    say(`Tutup dahulu "${outer}" dengan ":::".`, `Close "${outer}" with ":::" first.`),
  );

export const strayBlockEnd = () =>
  error(
    'stray-block-end',
    say('":::" ini tidak menutup blok apa pun.', 'This ":::" closes no block.'),
    say('Hapus, atau periksa apakah bloknya dibuka.', 'Delete it, or see whether the block was opened.'),
  );

export const unknownBlock = (name: string, known: readonly string[]) =>
  error('unknown-block', say(`Blok "${name}" tidak dikenal.`, `The block "${name}" is not known.`), suggest(name, known));

export const emptyBlock = (name: string) =>
  error('empty-block', say(`Blok "${name}" kosong.`, `The block "${name}" is empty.`), say('Isi atau hapus bloknya.', 'Fill it or remove it.'));

export const blockWithoutFile = (name: string) =>
  error(
    'block-without-file',
    say(`Blok "${name}" tidak menyebut berkas.`, `The block "${name}" names no file.`),
    say(`Tulis ::: ${name} media/nama-berkas Judul`, `Write ::: ${name} media/file-name Title`),
  );

export const selfCheckWithoutAnswer = () =>
  error(
    'self-check-without-answer',
    say('Blok "check" ini tidak berisi pertanyaan dan jawaban.', 'This block "check" does not hold a question and an answer.'),
    say('Tulis pertanyaan, baris "---", lalu jawabannya.', 'Write the question, a line "---", then the answer.'),
  );

export const caseWithoutQuestion = () =>
  warning(
    'case-without-question',
    say('Kasus ini tidak berakhir dengan paragraf pertanyaan.', 'This case does not end in a paragraph with its question.'),
    say('Akhiri dengan satu paragraf: pertanyaan untuk dipikirkan.', 'End it with one paragraph: the question to think about.'),
  );

export const missingTranscript = (name: string) =>
  error(
    'missing-transcript',
    say(`Blok "${name}" tidak berisi transkrip.`, `The block "${name}" holds no transcript.`),
    say('Tulis apa yang terdengar dan terlihat di antara ::: dan :::.', 'Write what is heard and seen between ::: and :::.'),
  );

export const blockInQuestion = () =>
  error(
    'block-in-question',
    say('Blok ":::" tidak dapat dipakai di dalam soal.', 'A ":::" block cannot be used inside a question.'),
    say('Tulis sebagai paragraf biasa.', 'Write it as an ordinary paragraph.'),
  );

export const rawHtml = (tag: string) =>
  error(
    'raw-html',
    say(`HTML "${tag}" tidak diteruskan.`, `The HTML "${tag}" is not let through.`),
    say('Pakai Markdown; tanda "<" biasa ditulis \\<.', 'Use Markdown; a plain "<" is written \\<.'),
  );

export const levelOneHeading = () =>
  error(
    'heading-level-one',
    say('Judul tingkat 1 (#) sudah dipakai oleh judul pelajaran.', 'A level 1 heading (#) is already the title of the lesson.'),
    say('Pakai "##".', 'Use "##".'),
  );

export const skippedHeadingLevel = (from: number, to: number) =>
  warning(
    'heading-level-skipped',
    say(`Judul melompat dari tingkat ${from} ke tingkat ${to}.`, `The headings jump from level ${from} to level ${to}.`),
    say(`Pakai "${'#'.repeat(from + 1)}".`, `Use "${'#'.repeat(from + 1)}".`),
  );

export const headingInBlock = () =>
  warning(
    'heading-in-block',
    say('Judul di dalam blok, daftar, atau kutipan mengacaukan daftar isi.', 'A heading inside a block, list or quotation disturbs the outline.'),
    say('Pakai **huruf tebal**, atau pindahkan ke luar.', 'Use **bold**, or move it out.'),
  );

export const pictureWithoutAlt = () =>
  error(
    'picture-without-alt',
    say('Gambar ini tidak mempunyai teks alternatif.', 'This picture has no alternative text.'),
    say('Tulis apa yang terlihat: ![rumah panggung di tepi sungai](…).', 'Write what it shows: ![a house on stilts by a river](…).'),
  );

export const pictureInText = () =>
  warning(
    'picture-in-text',
    say('Gambar ini berada di tengah kalimat.', 'This picture stands in the middle of a sentence.'),
    say('Letakkan pada paragraf tersendiri.', 'Give it a paragraph of its own.'),
  );

export const externalPicture = () =>
  error(
    'external-picture',
    say('Gambar dari situs lain tidak dimuat.', 'Pictures from other sites are not loaded.'),
    say('Simpan gambarnya di folder media modul ini.', "Keep the picture in this module's media folder."),
  );

export const unsafeLink = (scheme: string) =>
  error(
    'unsafe-link',
    say(`Tautan "${scheme}" tidak diizinkan.`, `A link of the kind "${scheme}" is not allowed.`),
    say('Yang boleh: https, http, mailto, tel, glossary:, lesson:, dan alamat berkas.', 'Allowed: https, http, mailto, tel, glossary:, lesson: and paths of files.'),
  );

export const emptyLink = () =>
  error('empty-link', say('Tautan ini tidak menuju ke mana pun.', 'This link leads nowhere.'), say('Isi alamatnya di antara ( dan ).', 'Put its address between ( and ).'));

export const duplicateFootnote = (label: string) =>
  error(
    'duplicate-footnote',
    say(`Catatan [^${label}] ditulis dua kali.`, `The note [^${label}] is written twice.`),
    say('Hapus salah satunya.', 'Delete one of them.'),
  );

export const unusedFootnote = (label: string) =>
  warning(
    'unused-footnote',
    say(`Catatan [^${label}] tidak dirujuk di dalam teks.`, `Nothing in the text refers to the note [^${label}].`),
    say(`Tulis [^${label}] sesudah kalimatnya, atau hapus catatannya.`, `Write [^${label}] after its sentence, or delete the note.`),
  );

export const sourceInQuestion = () =>
  error(
    'source-in-question',
    say('Sumber soal tidak ditulis sebagai [^…].', 'The sources of a question are not written as [^…].'),
    say('Pakai kunci "sources: [S1]".', 'Use the key "sources: [S1]".'),
  );

export const brokenLink = (written: string) =>
  error(
    'broken-link',
    say(`"${written}" tidak terbaca sebagai tautan atau gambar.`, `"${written}" is not read as a link or picture.`),
    say(
      'Alamat tidak boleh berisi spasi, dan keterangan gambar diapit tanda kutip: ![…](media/gambar.svg "Keterangan").',
      'An address holds no spaces, and a caption stands in quotes: ![…](media/picture.svg "Caption").',
    ),
  );
