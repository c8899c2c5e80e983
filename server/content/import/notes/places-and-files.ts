import { error, say, warning, type Mistake } from '../../mistake.ts';

/** What is told of questions about a place on a picture, and of those that ask for files. */
export const tooFewRegions = (count: number, most: number) =>
  error(
    'region-count',
    say(`Gambar ini mempunyai ${count} daerah; yang dapat dipakai 2 sampai ${most}.`, `This picture has ${count} regions; 2 to ${most} can be used.`),
    say('Tambahkan daerah lain yang dapat dipilih, atau bagi soalnya.', 'Add other regions to choose from, or split the question.'),
  );
export const severalPlaces = () =>
  error(
    'several-places',
    say('Beberapa tempat harus dipilih sekaligus; "hotspot" di sini mempunyai satu yang benar.', 'Several places have to be chosen at once; "hotspot" has one that is right here.'),
    say('Bagi menjadi beberapa soal, satu tempat setiap soal.', 'Split it into several questions, one place each.'),
  );
export const pictureNeeded = () =>
  error(
    'hotspot-without-picture',
    say('Gambar yang ditunjuk tidak ada di berkas sumber, atau tidak terbaca.', 'The picture that is pointed at is not in the source, or cannot be read.'),
    say('Ekspor lagi bersama gambarnya.', 'Export it again with its picture.'),
  );
export const regionUnreadable = (name: string) =>
  error('region-unreadable', say(`Daerah "${name}" di gambar tidak terbaca.`, `The region "${name}" of the picture cannot be read.`), say('Perbaiki bentuk atau koordinatnya di sumbernya.', 'Mend its shape or coordinates in the source.'));
export const regionsUnnamed = () =>
  warning(
    'regions-unnamed',
    say('Daerah di gambar tidak bernama; ditulis "Daerah 1", "Daerah 2", dan seterusnya.', 'Regions of the picture have no names; "Daerah 1", "Daerah 2" and so on were written.'),
    say('Ganti "label" dengan apa yang ada di sana: yang tidak melihat gambar memilih dari nama itu.', 'Replace "label" by what is there: who does not see the picture chooses from these names.'),
  );
export const regionsBoxed = () =>
  warning(
    'regions-boxed',
    say('Daerah bersegi banyak menjadi kotak yang melingkupinya.', 'Regions with many corners became the boxes around them.'),
    say('Periksa apakah kotak-kotaknya tidak bertumpuk.', 'See that the boxes do not overlap.'),
  );
export const markerMoved = () =>
  error(
    'marker-moved',
    say('Tempat penandanya bukan salah satu daerah yang tercatat di tag "region:".', 'The place of the marker is none of the regions that the tags "region:" hold.'),
    say('Kembalikan penandanya ke salah satu daerah, atau tulis soal ini dengan tangan.', 'Move the marker back onto one of the regions, or write this question by hand.'),
  );
export const fileKindsLost = (kinds: string) =>
  warning('file-kinds', say(`Hanya foto dan PDF dapat dikirim di sini; tidak diambil: ${kinds}.`, `Only photos and PDFs can be sent here; not taken: ${kinds}.`));
export const fileKindsAny = () =>
  warning('file-kinds', say('Di sumbernya berkas apa pun boleh dikirim; di sini foto dan PDF.', 'The source takes files of any kind; here photos and PDFs.'));
export const noFileKind = (kinds: string) =>
  error('no-file-kind', say(`Soal ini meminta berkas ${kinds}; yang dapat dikirim di sini foto dan PDF.`, `This question asks for files ${kinds}; what can be sent here are photos and PDFs.`), say('Izinkan PDF di sumbernya.', 'Allow PDFs in the source.'));
export const filesMost = (most: number) =>
  warning('files-most', say(`Paling banyak ${most} berkas dapat dikirim di sini.`, `At most ${most} files can be sent here.`));
export const textBesideFiles = () =>
  warning(
    'text-beside-files',
    say('Di sumbernya jawaban juga diketik; di sini yang dikirim berkasnya saja.', 'In the source an answer is typed as well; here only the files are sent.'),
    say('Bila teksnya perlu dinilai, tambahkan soal "essay".', 'Where the text has to be marked, add a question of the type "essay".'),
  );

/** Why a type of other systems has no counterpart here. */
const REASONS: Readonly<Record<string, Mistake['message']>> = Object.fromEntries([
  ...['ddmarker', 'selectPointInteraction', 'positionObjectInteraction'].map((type) => [type, say(
    'Titik bebas ditunjuk pada gambar; "hotspot" di sini memerlukan sedikitnya dua daerah bernama, satu yang benar.',
    'A free point of a picture is shown; "hotspot" here needs at least two named regions, one of them right.')] as const),
  ...['ddimageortext', 'graphicGapMatchInteraction', 'graphicAssociateInteraction', 'graphicOrderInteraction'].map((type) => [type, say(
    'Beberapa hal diletakkan atau dihubungkan pada satu gambar; "hotspot" di sini menanyakan satu tempat.',
    'Several things are put onto or joined in one picture; "hotspot" here asks for one place.')] as const),
]);

export const reasonFor = (type: string): Mistake['message'] | undefined => REASONS[type];
