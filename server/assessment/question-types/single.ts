import { z } from 'zod';
import { randomBelow } from '../random.ts';
import {
  arrangeChoice, choiceAuthored, choiceOverlay, compileChoice, presentOptions, requireKnown, reviewOptions,
  translateChoice, type AuthoredChoice, type ChoiceBody, type ChoiceOverlay,
} from './choice.ts';
import { checkChoice, noCorrectOption, twoCorrectOptions } from './choice-problems.ts';
import { valueOf, type QuestionType } from './question-type.ts';

const chosen = (response: string | undefined): string[] => (response ? [response] : []);

/** One of several options. The response is the option's id, '' when nothing is chosen. */
export const single: QuestionType<AuthoredChoice, ChoiceOverlay, ChoiceBody, readonly string[], string> = {
  type: 'single',
  authored: z.strictObject(choiceAuthored),
  overlay: choiceOverlay,

  check(authored) {
    const problems = checkChoice(authored);
    const correct = authored.options.flatMap((option, index) => (option.correct ? [index] : []));
    if (correct.length === 0) {
      problems.push(noCorrectOption({ id: 'Tambahkan "correct: true" pada satu pilihan.', en: 'Add "correct: true" to one option.' }));
    }
    problems.push(...correct.slice(1).map(twoCorrectOptions));
    return problems;
  },
  compile: compileChoice,
  translate: translateChoice,
  guessChance: (body) => 1 / body.options.length,

  arrange: arrangeChoice,
  present: (body, arrangement, response) => ({ options: presentOptions(body, arrangement, chosen(response)) }),
  parse(form, body) {
    const response = valueOf(form);
    requireKnown(chosen(response), body);
    return response;
  },
  isEmpty: (response) => response === '',
  chosen,
  grade: (body, response) => (body.options.some((option) => option.correct && option.id === response) ? 1 : 0),
  review: (body, arrangement, response) => ({ options: reviewOptions(body, arrangement, chosen(response)) }),
  guess: (body, random) => body.options[randomBelow(body.options.length, random)]?.id ?? '',

  examples: [
    {
      authored: {
        options: [
          { id: 'a', text: 'Pekerja sosial', correct: false, feedback: 'Pekerja sosial adalah profesi.' },
          { id: 'b', text: 'Relawan **sosial**', correct: true, feedback: 'Benar.' },
          { id: 'c', text: 'Pegawai dinas', correct: false, feedback: 'PSM bukan pegawai.' },
        ],
        shuffle_options: true,
      },
      rekeyed: {
        options: [
          { id: 'a', text: 'Pekerja sosial', correct: true, feedback: 'Ya.' },
          { id: 'b', text: 'Relawan **sosial**', correct: false },
          { id: 'c', text: 'Pegawai dinas', correct: false },
        ],
        shuffle_options: true,
      },
      right: [{ response: 'b' }, { response: ' b ' }],
      wrong: [{}, { response: 'a' }, { response: 'c' }],
    },
  ],
};
