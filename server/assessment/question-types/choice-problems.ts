import type { QuestionProblem } from '../../content/question-format.ts';
import type { AuthoredChoice } from './choice.ts';

/** What can be wrong with options that are chosen from. */
const problem = (
  code: string,
  severity: QuestionProblem['severity'],
  path: QuestionProblem['path'],
  message: QuestionProblem['message'],
  hint?: QuestionProblem['hint'],
): QuestionProblem => ({ code, severity, path, message, ...(hint && { hint }) });

/** Option ids stand in the page as the values of a form, so that they must not tell the key. */
const TELLING_ID = /benar|salah|kunci|jawab|correct|right|wrong|true|false|answer/;

export function checkChoice(authored: AuthoredChoice): QuestionProblem[] {
  const problems: QuestionProblem[] = [];
  const ids = new Set<string>();
  const texts = new Set<string>();
  authored.options.forEach(({ id, text, feedback }, index) => {
    if (!/^[a-z0-9-]+$/.test(id)) {
      problems.push(problem('bad-option-id', 'error', ['options', index, 'id'],
        { id: `Id pilihan "${id}" memakai huruf yang tidak boleh.`, en: `The option id "${id}" holds characters that are not allowed.` },
        { id: 'Pakai huruf kecil, angka, dan "-", misalnya "a".', en: 'Use small letters, digits and "-", e.g. "a".' }));
    } else if (TELLING_ID.test(id)) {
      problems.push(problem('telling-option-id', 'warning', ['options', index, 'id'],
        { id: `Id pilihan "${id}" membocorkan kunci: id terbaca di sumber halaman.`, en: `The option id "${id}" gives the key away: ids can be read in the page's source.` },
        { id: 'Pakai id netral, misalnya "a", "b", "c".', en: 'Use neutral ids, e.g. "a", "b", "c".' }));
    }
    if (ids.has(id)) {
      problems.push(problem('duplicate-option-id', 'error', ['options', index, 'id'],
        { id: `Id pilihan "${id}" dipakai dua kali.`, en: `The option id "${id}" is used twice.` },
        { id: 'Beri setiap pilihan id sendiri.', en: 'Give each option an id of its own.' }));
    }
    if (texts.has(text.toLowerCase())) {
      problems.push(problem('duplicate-option-text', 'error', ['options', index, 'text'],
        { id: 'Dua pilihan berbunyi sama.', en: 'Two options read the same.' },
        { id: 'Ubah atau hapus salah satu.', en: 'Change or remove one of them.' }));
    }
    if (feedback === undefined) {
      problems.push(problem('missing-option-feedback', 'warning', ['options', index],
        { id: `Pilihan "${id}" belum mempunyai umpan balik.`, en: `The option "${id}" has no feedback.` },
        { id: 'Tambahkan "feedback:" yang menjelaskan mengapa pilihan ini benar atau salah.', en: 'Add "feedback:" that explains why this option is right or wrong.' }));
    }
    ids.add(id);
    texts.add(text.toLowerCase());
  });
  return problems;
}

export const noCorrectOption = (hint: QuestionProblem['hint']): QuestionProblem =>
  problem('no-correct-option', 'error', ['options'],
    { id: 'Tidak ada pilihan yang benar.', en: 'No option is correct.' }, hint);

export const twoCorrectOptions = (index: number): QuestionProblem =>
  problem('two-correct-options', 'error', ['options', index, 'correct'],
    { id: 'Lebih dari satu pilihan ditandai benar.', en: 'More than one option is marked as correct.' },
    { id: 'Sisakan satu "correct: true", atau ganti tipenya menjadi "multiple".', en: 'Leave one "correct: true", or change the type to "multiple".' });
