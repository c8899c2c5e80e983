import { error, say, warning, type Sentence } from '../../mistake.ts';
import { reasonFor } from './places-and-files.ts';

const percent = (weight: number) => `${Number(weight.toFixed(2))}%`;
const SAMPLE = 80;
const sample = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return Array.from(line).length > SAMPLE ? `${Array.from(line).slice(0, SAMPLE).join('')}…` : line;
};

const because = (type: string, language: 'id' | 'en') => {
  const reason = reasonFor(type);
  return reason ? ` ${reason[language]}` : '';
};

/** Why a question was not taken. */
export const typeNotTaken = (type: string) =>
  error(
    'type-not-taken',
    say(`Jenis soal "${type}" belum dapat diimpor.${because(type, 'id')}`, `Questions of the type "${type}" cannot be imported yet.${because(type, 'en')}`),
    say('Tulis soal ini dengan tangan sebagai jenis lain.', 'Write this question by hand as another type.'),
  );
export const typeUnknown = (type: string) =>
  error('type-unknown', say(`Jenis soal "${type}" tidak dikenal.`, `The question type "${type}" is not known.`), say('Tulis soal ini dengan tangan.', 'Write this question by hand.'));
export const descriptionNotTaken = () =>
  error('description', say('Ini teks tanpa pertanyaan.', 'This is a text without a question.'), say('Pindahkan ke pelajaran, atau ke dalam soal yang memerlukannya.', 'Move it into a lesson, or into the question that needs it.'));
export const emptyText = () => error('empty-question', say('Soal ini tidak berisi pertanyaan.', 'This question asks nothing.'));
export const textTooLong = (most: number) =>
  error('text-too-long', say(`Teksnya lebih dari ${most} huruf.`, `Its text is longer than ${most} characters.`), say('Pindahkan bacaannya ke pelajaran, dan bertanyalah di sini.', 'Move the reading into a lesson, and ask here.'));
export const tooManyParts = (most: number) =>
  error('too-many-parts', say(`Soal ini mempunyai lebih dari ${most} bagian (jawaban, pasangan, isian, atau tanda).`, `This question has more than ${most} parts (answers, pairs, gaps, or marks).`), say('Bagi menjadi beberapa soal di sumbernya.', 'Split it into several questions in the source.'));
export const noAnswer = () =>
  error('no-answer', say('Soal ini tidak mempunyai kunci jawaban.', 'This question has no key.'), say('Lengkapi di sumbernya, lalu impor lagi.', 'Complete it in the source and import again.'));
export const noFullOption = () =>
  error('no-full-option', say('Tidak ada pilihan yang bernilai 100%.', 'No option is worth 100%.'), say('Tentukan satu pilihan yang benar di sumbernya.', 'Decide on one right option in the source.'));
export const severalFullOptions = () =>
  error(
    'several-full-options',
    say('Lebih dari satu pilihan bernilai 100%, padahal hanya satu boleh dipilih.', 'More than one option is worth 100%, though only one may be chosen.'),
    say('Jadikan "multiple", atau sisakan satu yang benar.', 'Make it "multiple", or leave one that is right.'),
  );
export const severalFullAnswers = () =>
  error(
    'several-full-answers',
    say('Lebih dari satu angka atau rentang bernilai 100%; "numeric" mempunyai satu.', 'More than one number or range is worth 100%; "numeric" has one.'),
    say('Gabungkan menjadi satu angka dengan toleransi.', 'Join them into one number with a tolerance.'),
  );
export const optionCount = (count: number) =>
  error('option-count', say(`Soal ini mempunyai ${count} pilihan; yang dapat dipakai 2 sampai 8.`, `This question has ${count} options; 2 to 8 can be used.`));
export const emptyOption = (number: number) => error('empty-option', say(`Pilihan ke-${number} kosong.`, `Option ${number} is empty.`));
export const notANumber = (text: string) => error('not-a-number', say(`"${sample(text)}" bukan angka.`, `"${sample(text)}" is no number.`), say('Tulis misalnya 7.5, atau 7,5 di CSV.', 'Write e.g. 7.5.'));
export const everythingRight = () => error('everything-right', say('Jawaban "*" bernilai 100%: apa pun benar.', 'The answer "*" is worth 100%: anything is right.'));
export const onlyWildcards = () =>
  error(
    'only-wildcards',
    say('Semua jawaban memakai tanda bintang sebagai pengganti huruf, yang tidak ada di sini.', 'All answers use asterisks that stand for letters, which do not exist here.'),
    say('Tulis jawaban yang diterima satu per satu.', 'Write the accepted answers one by one.'),
  );
export const refusedByChecker = (sentence: Sentence, hint?: Sentence) => error('refused-by-checker', sentence, hint);
export const badSyntax = (sentence: Sentence, hint?: Sentence) => error('bad-syntax', sentence, hint);

/** What was taken, and is not quite what it was. */
export const partialCreditLost = (what: string, weight: number) =>
  warning(
    'partial-credit-lost',
    say(`"${sample(what)}" bernilai ${percent(weight)} di sumbernya; di sini dihitung salah.`, `"${sample(what)}" was worth ${percent(weight)} in the source; here it counts as wrong.`),
  );
export const penaltyLost = (what: string, weight: number) =>
  warning(
    'penalty-lost',
    say(`"${sample(what)}" mengurangi nilai (${percent(weight)}) di sumbernya; di sini bernilai 0.`, `"${sample(what)}" took points away (${percent(weight)}) in the source; here it earns 0.`),
  );
export const weightsChanged = (weights: readonly number[]) =>
  warning(
    'weights-changed',
    say(
      `Bobot pilihan (${weights.map(percent).join(', ')}) diganti "net-correct": tiap yang benar bernilai sama, tiap yang salah membatalkan satu yang benar.`,
      `The weights of the options (${weights.map(percent).join(', ')}) became "net-correct": each right one counts the same, each wrong one cancels a right one.`,
    ),
    say('Bila itu tidak cocok, pakai scoring: all-or-nothing.', 'Where that does not fit, use scoring: all-or-nothing.'),
  );
export const rightFeedbackMoved = () =>
  warning(
    'right-feedback-moved',
    say('Umpan balik bagi jawaban benar dipindah ke "feedback", yang dibaca semua.', 'Feedback for the right answer was moved to "feedback", which everybody reads.'),
    say('Baca lagi kalimatnya.', 'Read its sentence again.'),
  );
export const feedbackLost = (text: string) =>
  warning('feedback-lost', say(`Umpan balik ini tidak mempunyai tempat: "${sample(text)}"`, `This feedback has no place here: "${sample(text)}"`));
export const caseIgnored = () =>
  warning('case-ignored', say('Di sumbernya huruf besar dan kecil dibedakan; di sini tidak.', 'The source tells capital from small letters; here they are the same.'));
export const wildcardLeftOut = (text: string) =>
  warning('wildcard-left-out', say(`Jawaban "${sample(text)}" memakai tanda bintang dan tidak diambil.`, `The answer "${sample(text)}" uses an asterisk and was not taken.`), say('Tulis bentuk-bentuk yang diterima.', 'Write the forms that are accepted.'));
export const pointsChanged = (points: number) =>
  warning('points-changed', say(`Nilai ${points} di luar 0,25 sampai 100; dipakai 1.`, `${points} points are outside 0.25 to 100; 1 is used.`));
export const unitsLost = (units: string) => warning('units-lost', say(`Satuan lain tidak diambil: ${units}.`, `Other units were not taken: ${units}.`));
export const partIgnored = (what: string) => warning('part-ignored', say(`Bagian "${what}" tidak diambil.`, `The part "${what}" was not taken.`));
export const tagIgnored = (tag: string) => warning('tag-ignored', say(`Tag "${sample(tag)}" tidak diambil.`, `The tag "${sample(tag)}" was not taken.`));
export const categoryAsComment = (category: string) =>
  warning('category-as-comment', say(`Kategori "${sample(category)}" ditulis sebagai komentar.`, `The category "${sample(category)}" is written as a comment.`), say('Bila perlu, bagi menjadi beberapa berkas bank.', 'Split it into several bank files where you need to.'));
export const customProcessing = () =>
  warning(
    'custom-processing',
    say('Aturan penilaian khusus tidak dibaca; dipakai jawaban benar yang tertulis.', 'A scoring rule of its own was not read; the stated right answer is used.'),
    say('Bandingkan penilaiannya dengan sumbernya.', 'Compare the scoring with the source.'),
  );

export const gapWeightsLost = (weights: readonly number[]) =>
  warning('gap-weights-lost', say(`Bobot celah (${weights.join(', ')}) tidak diambil; tiap celah bernilai sama.`, `The weights of the gaps (${weights.join(', ')}) were not taken; each gap counts the same.`));
export const sameOrder = () => error('same-items', say('Dua butir yang harus diurutkan berbunyi sama.', 'Two items to be put in order read the same.'), say('Bedakan teksnya di sumbernya.', 'Make their texts differ in the source.'));
export const clozeInstruction = () =>
  warning('cloze-instruction', say('Di atas teks rumpang ditulis "Lengkapi teks berikut."', 'Above the text with gaps "Lengkapi teks berikut." was written.'), say('Ganti kalimatnya bila perlu.', 'Replace the sentence where you need to.'));
export const rubricToWrite = (guide: string) =>
  warning(
    'rubric-to-write',
    say(guide === '' ? 'Penilaian oleh pelatih memerlukan rubrik; sementara ditulis satu baris.' : `Petunjuk penilai menjadi rubrik satu baris: "${sample(guide)}"`, guide === '' ? 'Marking by a trainer needs a rubric; one line was written for now.' : `What markers are told became a rubric of one line: "${sample(guide)}"`),
    say('Tulis rubriknya, dan contoh jawaban di "model_answer".', 'Write the rubric, and an example of a good answer in "model_answer".'),
  );

/** What whoever imports has to fill in. */
export const competencyMissing = (placeholder: string) =>
  warning(
    'competency-missing',
    say(`Unit kompetensi belum ditentukan; ditulis "${placeholder}".`, `No unit of competency was given; "${placeholder}" was written.`),
    say('Ganti dengan kode dari course.yaml, atau impor lagi dengan mengisi unit kompetensinya.', 'Replace it by a code of course.yaml, or import again and say which unit of competency.'),
  );
export const competencyUnknown = (code: string) =>
  warning('competency-unknown', say(`Unit kompetensi "${code}" tidak ada di pelatihan ini.`, `This course has no unit of competency "${code}".`), say('Ganti dengan kode dari course.yaml.', 'Replace it by a code of course.yaml.'));
export const lessonMissing = () =>
  warning('lesson-missing', say('Soal belum menyebut pelajarannya ("lesson").', 'Questions do not name their lesson ("lesson") yet.'), say('Tambahkan id pelajaran, agar peserta tahu di mana membaca lagi.', 'Add the id of a lesson, so that learners know where to read again.'));
export const lessonUnknown = (id: string) =>
  warning('lesson-unknown', say(`Pelajaran "${id}" tidak ada di pelatihan ini; tidak ditulis.`, `This course has no lesson "${id}"; it was left out.`));
export const feedbackMissing = () =>
  warning('feedback-missing', say('Ada pilihan tanpa umpan balik.', 'Some options have no feedback.'), say('Tambahkan "feedback:" yang menjelaskan mengapa.', 'Add "feedback:" that explains why.'));
export const idChanged = (wanted: string, id: string) =>
  warning('id-changed', say(`Id "${wanted}" sudah dipakai; soal ini diberi "${id}".`, `The id "${wanted}" is taken; this question got "${id}".`), say('Bila ini soal yang sama, hapus salah satunya.', 'If it is the same question, delete one of them.'));
export const linkToCheck = (what: string) =>
  warning('link-to-check', say(`Soal ini menaut ke "${what}", yang harus ada di pelatihan.`, `This question links to "${what}", which has to be in the course.`));
