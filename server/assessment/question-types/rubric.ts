import { z } from 'zod';
import { partId, problem, repeatedIds } from './parts.ts';
import type { Criterion } from './question-type.ts';

/** What answers that a person marks have in common: `essay` and `file`. */
const MOST_CRITERIA = 10;
const MOST_POINTS = 100;

export const rubricAuthored = z
  .array(z.strictObject({ id: partId, title: z.string().trim().min(1).max(200), points: z.number().int().min(1).max(MOST_POINTS) }))
  .min(1)
  .max(MOST_CRITERIA);

/** Only who marks reads the rubric before the answer may be seen; translations leave it as it is. */
export const checkRubric = (rubric: readonly Criterion[], modelAnswer: string | undefined) => [
  ...repeatedIds('rubric', rubric),
  ...(modelAnswer === undefined
    ? [
        problem('missing-model-answer', 'warning', [],
          { id: 'Belum ada contoh jawaban yang baik.', en: 'There is no example of a good answer.' },
          { id: 'Tambahkan "model_answer:", yang tampil bersama pembahasan.', en: 'Add "model_answer:", which is shown with the review.' }),
      ]
    : []),
];
