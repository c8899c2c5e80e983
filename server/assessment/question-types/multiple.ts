import { z } from 'zod';
import {
  arrangeChoice, choiceAuthored, choiceOverlay, compileChoice, presentOptions, requireKnown, reviewOptions,
  translateChoice, type AuthoredChoice, type ChoiceBody, type ChoiceOverlay,
} from './choice.ts';
import { checkChoice, noCorrectOption } from './choice-problems.ts';
import { triedOutcomes } from './guess-outcomes.ts';
import { valuesOf, type QuestionType } from './question-type.ts';

const SCORINGS = ['all-or-nothing', 'net-correct'] as const;
type Scoring = (typeof SCORINGS)[number];

interface AuthoredMultiple extends AuthoredChoice {
  readonly scoring: Scoring;
}
interface MultipleBody extends ChoiceBody {
  readonly scoring: Scoring;
}

const countChosen = (body: MultipleBody, response: readonly string[], correct: boolean): number =>
  body.options.filter((option) => option.correct === correct && response.includes(option.id)).length;

/**
 * Any number of several options. The response is the list of the ids chosen. `all-or-nothing`: exactly the right
 * ones; `net-correct`: right choices minus wrong ones, of all that are right, never below 0.
 */
export const multiple: QuestionType<AuthoredMultiple, ChoiceOverlay, MultipleBody, readonly string[], readonly string[]> = {
  type: 'multiple',
  authored: z.strictObject({ ...choiceAuthored, scoring: z.enum(SCORINGS).default('all-or-nothing') }),
  overlay: choiceOverlay,

  check(authored) {
    const problems = checkChoice(authored);
    if (!authored.options.some((option) => option.correct)) {
      problems.push(
        noCorrectOption({ id: 'Tambahkan "correct: true" pada setiap pilihan yang benar.', en: 'Add "correct: true" to each option that is right.' }),
      );
    }
    return problems;
  },
  compile: (authored, markdown) => ({ ...compileChoice(authored, markdown), scoring: authored.scoring }),
  translate: translateChoice,
  // Of all ways to choose at least one option, one is fully right.
  guessChance: (body) => 1 / (2 ** body.options.length - 1),
  guessOutcomes: (body) => triedOutcomes(multiple, body),

  arrange: arrangeChoice,
  present: (body, arrangement, response) => ({ options: presentOptions(body, arrangement, response ?? []) }),
  parse(form, body) {
    const response = valuesOf(form);
    requireKnown(response, body);
    return response;
  },
  isEmpty: (response) => response.length === 0,
  chosen: (response) => response,
  grade(body, response) {
    const all = body.options.filter((option) => option.correct).length;
    const right = countChosen(body, response, true);
    const wrong = countChosen(body, response, false);
    if (body.scoring === 'net-correct') return all === 0 ? 0 : Math.max(0, right - wrong) / all;
    return right === all && wrong === 0 && all > 0 ? 1 : 0;
  },
  review: (body, arrangement, response) => ({ options: reviewOptions(body, arrangement, response ?? []) }),
  guess(body, random) {
    for (;;) {
      const response = body.options.filter(() => random() < 0.5).map((option) => option.id);
      if (response.length > 0) return response;
    }
  },

  examples: [
    {
      authored: {
        options: [
          { id: 'a', text: 'Memegang sertifikat kompetensi', correct: true, feedback: 'Benar.' },
          { id: 'b', text: 'Diangkat kepala desa', correct: false, feedback: 'Itu PSM.' },
          { id: 'c', text: 'Wajib memiliki STR untuk berpraktik', correct: true, feedback: 'Benar.' },
        ],
        shuffle_options: true,
        scoring: 'all-or-nothing',
      },
      rekeyed: {
        options: [
          { id: 'a', text: 'Memegang sertifikat kompetensi', correct: false },
          { id: 'b', text: 'Diangkat kepala desa', correct: true, feedback: 'Ya.' },
          { id: 'c', text: 'Wajib memiliki STR untuk berpraktik', correct: false },
        ],
        shuffle_options: true,
        scoring: 'net-correct',
      },
      right: [{ response: ['a', 'c'] }, { response: ['c', 'a', 'a'] }],
      wrong: [{}, { response: 'a' }, { response: ['a', 'b', 'c'] }],
    },
    {
      authored: {
        options: [
          { id: 'x1', text: 'Satu', correct: true, feedback: 'Ya.' },
          { id: 'x2', text: 'Dua', correct: true, feedback: 'Ya.' },
          { id: 'x3', text: 'Tiga', correct: false, feedback: 'Bukan.' },
          { id: 'x4', text: 'Empat', correct: false, feedback: 'Bukan.' },
        ],
        shuffle_options: false,
        scoring: 'net-correct',
      },
      rekeyed: {
        options: [
          { id: 'x1', text: 'Satu', correct: false },
          { id: 'x2', text: 'Dua', correct: false },
          { id: 'x3', text: 'Tiga', correct: false },
          { id: 'x4', text: 'Empat', correct: true },
        ],
        shuffle_options: false,
        scoring: 'all-or-nothing',
      },
      right: [{ response: ['x1', 'x2'] }],
      wrong: [{}, { response: ['x1', 'x3'] }, { response: ['x3', 'x4'] }],
    },
  ],
};
