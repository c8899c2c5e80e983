import { z } from 'zod';
import { EXTRA_PERCENTS } from '../assessment/grant-attempt.ts';
import { RESULT_STATES } from './learner-result.ts';
import { pageQuery } from './list-page.ts';
import { accountId, courseFilter, courseId, regionFilter, searchText } from './list-query.ts';
import { namePosition } from './name-position.ts';

const LONGEST_REASON = 300;

const filters = {
  q: searchText,
  course: courseFilter,
  regionCode: regionFilter,
  state: z.enum(RESULT_STATES).optional().catch(undefined),
};

export const resultsQuery = z.object({ ...filters, ...pageQuery(namePosition) });
export const resultsFileQuery = z.object(filters);
export type ResultsQuery = z.infer<typeof resultsQuery>;

export const resultParams = z.object({ learner: accountId, course: courseId });

const reason = z
  .string('Tulis alasannya.')
  .trim()
  .min(1, 'Tulis alasannya.')
  .max(LONGEST_REASON, 'Alasan paling panjang 300 huruf.');

export const extraTimeForm = z.object({
  percent: z.coerce.number('Pilih waktu tambahannya.').refine((percent) => EXTRA_PERCENTS.some((known) => known === percent), 'Pilih waktu tambahannya.'),
  reason,
});

export const grantForm = z.object({
  /** Left out: the exam. */
  quiz: z.preprocess((typed) => (typed === '' ? undefined : typed), courseId.optional()),
  reason,
});
