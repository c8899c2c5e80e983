import { z } from 'zod';
import { IMPORT_FORMATS } from '../content/import/import-questions.ts';
import { CODE_PATTERN } from '../content/schema.ts';

const WRONG_CODE = 'Tulis kode unit seperti di course.yaml, misalnya PSM.D.01, atau kosongkan.';

/** What is asked beside the file itself; everything may be left out. */
export const importForm = z.object({
  format: z.enum(IMPORT_FORMATS).or(z.literal('').transform(() => undefined)).optional(),
  course: z.string().max(60).default(''),
  competency: z
    .string()
    .trim()
    .default('')
    .refine((code) => code === '' || CODE_PATTERN.test(code), WRONG_CODE)
    .transform((code) => code || undefined),
});

export type ImportForm = z.output<typeof importForm>;
