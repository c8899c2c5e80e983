import { error, say, warning } from '../mistake.ts';

/** What is not the same in another system. Error: the question was not exported. */
export const notSound = () =>
  error('not-sound', say('Soal ini masih salah tulis dan tidak diekspor.', 'This question is still written wrongly and was not exported.'), say('Jalankan "bimtek check" untuk melihat salahnya.', 'Run "bimtek check" to see what is wrong.'));
export const typeNotExported = (type: string) =>
  error(
    'type-not-exported',
    say(
      `Jenis soal "${type}" tidak dapat diekspor.${type === 'case' ? ' Cerita bercabang yang pilihannya berakibat tidak ada di sana.' : ''}`,
      `Questions of the type "${type}" cannot be exported.${type === 'case' ? ' There are no scenarios whose choices have consequences there.' : ''}`,
    ),
  );
export const hotspotAsMarker = () =>
  warning(
    'hotspot-as-marker',
    say('Di Moodle peserta menggeser penanda ke gambar ("Drag and drop markers"), tanpa daftar nama daerah; daerah lain ikut sebagai tag.', 'In Moodle learners drag a marker onto the picture ("Drag and drop markers"), without a list of names; the other regions travel as tags.'),
  );
export const hotspotWithoutPicture = (path: string) =>
  error('hotspot-without-picture', say(`Gambar "${path}" tidak terbaca, sehingga soal ini tidak diekspor.`, `The picture "${path}" cannot be read, so that this question was not exported.`));
export const arrowInAnswer = () =>
  error('arrow-in-answer', say('Jawaban berisi "->", yang di GIFT berarti memasangkan.', 'An answer holds "->", which means matching in GIFT.'), say('Pakai --format moodle-xml.', 'Use --format moodle-xml.'));
export const allOrNothingInMoodle = () =>
  warning('all-or-nothing', say('"all-or-nothing" tidak ada di Moodle: di sana jawaban sebagian mendapat nilai sebagian.', 'Moodle has no "all-or-nothing": there an answer that is partly right earns a part.'));
export const pictureNotInGift = (path: string) =>
  warning('picture-not-in-gift', say(`Gambar "${path}" tidak dapat ikut di GIFT.`, `The picture "${path}" cannot travel in GIFT.`), say('Pakai --format moodle-xml.', 'Use --format moodle-xml.'));
export const pictureNotFound = (path: string) =>
  warning('picture-not-found', say(`Gambar "${path}" tidak terbaca dan tidak ikut.`, `The picture "${path}" cannot be read and does not travel.`));
export const linkStaysHere = (link: string) =>
  warning('link-stays-here', say(`Tautan "${link}" hanya berarti di pelatihan ini.`, `The link "${link}" has a meaning in this course only.`));
export const pointsAsTag = () =>
  warning('points-as-tag', say('GIFT tidak mengenal nilai soal; nilainya ditulis sebagai tag.', 'GIFT knows no points; they are written as a tag.'));
export const notInGift = (type: string) =>
  error('not-in-gift', say(`GIFT tidak mengenal jenis soal "${type}".`, `GIFT has no questions of the type "${type}".`), say('Pakai --format moodle-xml.', 'Use --format moodle-xml.'));
export const feedbackStaysHere = (what: string) =>
  warning('feedback-stays-here', say(`Umpan balik ${what} tidak mempunyai tempat di sana.`, `The feedback of ${what} has no place there.`));
export const rubricAsWords = () =>
  warning('rubric-as-words', say('Rubrik ditulis sebagai petunjuk penilai.', 'The rubric is written as words for markers.'));
