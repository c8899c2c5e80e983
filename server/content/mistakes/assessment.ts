import { error, say, warning } from '../mistake.ts';
import { suggest } from '../spelling.ts';

export const missingExam = () =>
  warning(
    'missing-exam',
    say('Pelatihan ini tidak mempunyai exam.yaml.', 'This course has no exam.yaml.'),
    say('Tanpa ujian tidak ada sertifikat.', 'Without an exam there is no certificate.'),
  );

export const missingBank = (path: string, known: Iterable<string>) =>
  error('missing-bank', say(`Bank soal "${path}" tidak ada.`, `There is no question bank "${path}".`), suggest(path, known));

export const bankTwice = (path: string) =>
  error(
    'bank-twice',
    say(`Bank soal "${path}" disebut dua kali.`, `The question bank "${path}" is named twice.`),
    say('Hapus salah satunya.', 'Delete one of them.'),
  );

export const unusedBank = () =>
  warning(
    'unused-bank',
    say('Bank soal ini tidak disebut di exam.yaml atau quiz.yaml.', 'Neither exam.yaml nor a quiz.yaml names this question bank.'),
    say('Tambahkan di "banks", atau hapus berkasnya.', 'Add it to "banks", or remove it.'),
  );

export const questionsOfExam = (count: number) =>
  warning(
    'questions-of-exam',
    say(`${count} soal kuis ini juga ada di ujian, padahal kuis memperlihatkan kuncinya.`, `${count} questions of this quiz are in the exam too, and a quiz shows their keys.`),
    say('Pisahkan dengan "tags", atau ambil dari bank lain.', 'Keep them apart by "tags", or take them from another bank.'),
  );

export const offlineAndOnline = (question: string) =>
  error(
    'offline-and-online',
    say(`Soal "${question}" perlu jaringan, jadi kuis ini tidak dapat dikerjakan tanpa jaringan.`, `The question "${question}" needs a network, so this quiz cannot be taken without one.`),
    say('Hapus "offline: true", atau pindahkan soal case dan file ke kuis lain.', 'Delete "offline: true", or move questions of type case and file into another quiz.'),
  );

export const unknownTag = (tag: string, known: Iterable<string>) =>
  error('unknown-tag', say(`Tidak ada soal dengan tag "${tag}".`, `No question has the tag "${tag}".`), suggest(tag, known));

export const competencyWithoutQuestions = (code: string) =>
  error(
    'competency-without-questions',
    say(`Ujian tidak mempunyai soal untuk unit "${code}".`, `The exam has no question for the unit "${code}".`),
    say('Tambahkan soal; tanpa itu unit ini tidak dapat tuntas dan sertifikat tidak terbit.', 'Add some; without them the unit cannot be passed and no certificate is issued.'),
  );

export const drawMoreThanThereIs = (wanted: number, there: number, code?: string) =>
  error(
    'draw-more-than-there-is',
    code === undefined
      ? say(`Diambil ${wanted} soal, padahal hanya ada ${there}.`, `${wanted} questions are to be drawn, but there are ${there}.`)
      : say(`Diambil ${wanted} soal untuk unit "${code}", padahal hanya ada ${there}.`, `${wanted} questions are to be drawn for "${code}", but there are ${there}.`),
    say(`Tambahkan soal, atau turunkan menjadi ${there}.`, `Add questions, or lower it to ${there}.`),
  );

export const drawTooSmall = (wanted: number, least: number) =>
  error(
    'draw-too-small',
    say(`${wanted} soal untuk tiap unit terlalu sedikit.`, `${wanted} questions a unit are too few.`),
    say(`Ambil paling sedikit ${least}: dengan kurang dari itu menebak terlalu mudah berhasil.`, `Draw at least ${least}: with fewer, guessing succeeds too easily.`),
  );

export const fewQuestions = (code: string, there: number, least: number) =>
  error(
    'competency-with-few-questions',
    say(`Ujian hanya mempunyai ${there} soal untuk unit "${code}".`, `The exam has only ${there} questions for the unit "${code}".`),
    say(`Tulis paling sedikit ${least}.`, `Write at least ${least}.`),
  );

export interface AlikeMinimums {
  /** Percent, from the lowest; two or more. */
  readonly minimums: readonly number[];
  /** Questions asked of a unit, and how many of them have to be right. */
  readonly asked: number;
  readonly needed: number;
  /** The lowest whole percent that says the same as `needed`. */
  readonly honest: number;
}

export const alikeMinimums = ({ minimums, asked, needed, honest }: AlikeMinimums) =>
  warning(
    'alike-minimums',
    say(
      `Batas ${minimums.join(', ')} berakibat sama: dari ${asked} soal tiap unit, ${needed} harus benar.`,
      `The minimums ${minimums.join(', ')} come to the same: of ${asked} questions a unit, ${needed} have to be right.`,
    ),
    say(
      `Tulis ${honest} untuk semuanya, atau ambil lebih banyak soal ("per_competency") supaya bedanya terasa.`,
      `Write ${honest} for all of them, or draw more questions ("per_competency") so that they differ.`,
    ),
  );

const percent = (chance: number, language: string) =>
  `${(chance * 100).toLocaleString(language, { maximumFractionDigits: chance < 0.1 ? 1 : 0 })}%`;

export interface Guess {
  /** 0 to 1, over all allowed attempts. */
  readonly chance: number;
  /** 0: as often as one likes. */
  readonly attempts: number;
  /** The unit that is guessed most easily, with its own chance. */
  readonly easiest: { readonly code: string; readonly chance: number };
}

export const guessableExam = ({ chance, attempts, easiest }: Guess) =>
  warning(
    'guessable-exam',
    attempts === 0
      ? say('Percobaan tidak dibatasi: penebak buta akhirnya pasti lulus (100%).', 'Attempts are not limited: a blind guesser passes in the end (100%).')
      : say(
          `Penebak buta lulus ujian ini dengan peluang ${percent(chance, 'id')} dalam ${attempts} percobaan; paling tinggi 1%.`,
          `A blind guesser passes this exam with a chance of ${percent(chance, 'en')} in ${attempts} attempts; at most 1% is fair.`,
        ),
    attempts === 0
      ? say('Tulis "attempts: { limit: 3 }".', 'Write "attempts: { limit: 3 }".')
      : say(
          `Ambil lebih banyak soal, kurangi percobaan, atau naikkan batas minimum; paling mudah ditebak: ${easiest.code} (${percent(easiest.chance, 'id')}).`,
          `Draw more questions, allow fewer attempts, or raise the minimum; most easily guessed: ${easiest.code} (${percent(easiest.chance, 'en')}).`,
        ),
  );
