import { z } from 'zod';
import { MARKED } from './answers.ts';
import type { ResponseForm } from './question-types/question-type.ts';
import type { SentAnswer } from './submit-answer.ts';

const LONGEST_FIELD = 5000;
const MOST_VALUES = 50;

export const attemptParams = z.object({ attempt: z.string().regex(/^[\w-]{20}$/) });
export const questionParams = attemptParams.extend({ number: z.coerce.number().int().min(1).max(1000) });

/** Fingerprints of what the page had shown, in the order of its questions, and the name of its loading. */
export const answerQuery = z.object({
  shown: z.string().max(20_000).optional().catch(undefined),
  page: z.string().regex(/^[\w-]{6}$/).optional().catch(undefined),
});

/** Where to go after saving. */
const destination = z
  .union([z.enum(['next', 'previous', 'check', 'confirm']), z.templateLiteral(['files-', z.number().int().min(1).max(1000)]), z.string().regex(/^[1-9]\d{0,3}$/).transform(Number)])
  .optional()
  .catch(undefined);
export type Destination = z.output<typeof destination>;

/** A device's name becomes part of a path in the stored answer: no dots, and nothing that every object has. */
const device = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'Nama perangkat tidak dikenal.')
  .refine((name) => !(name in Object.prototype), 'Nama perangkat tidak dikenal.');

export const answerForm = z
  .object({
    go: destination,
    marked: z.string().optional(),
    device: device.optional(),
    said: z.union([z.string(), z.array(z.string())]).optional(),
    sequence: z.coerce.number('Urutan jawaban bukan angka.').int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  })
  .catchall(z.union([z.string().max(LONGEST_FIELD), z.array(z.string().max(LONGEST_FIELD)).max(MOST_VALUES)]))
  .refine((form) => (form.device === undefined) === (form.sequence === undefined), {
    path: ['device'],
    message: 'Perangkat dan urutan jawaban harus dikirim bersama.',
  });
export type AnswerForm = z.output<typeof answerForm>;

/** Fields that begin with `prefix`, under the name that a question type knows: `response`, `response.part`. */
const fieldsBelow = (form: Readonly<Record<string, unknown>>, prefix: string): ResponseForm => {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(form)) {
    if (name !== prefix && !name.startsWith(`${prefix}.`)) continue;
    const field = `response${name.slice(prefix.length)}`;
    if (typeof value === 'string') fields[field] = value;
    else if (Array.isArray(value)) fields[field] = value.filter((one) => typeof one === 'string');
  }
  return fields;
};

/** The fields of a question on a page of its own, or among all (`response.ID`). */
export const responseFields = (form: Readonly<Record<string, unknown>>, question?: string): ResponseForm =>
  fieldsBelow(form, question === undefined ? 'response' : `response.${question}`);

export interface Sending {
  readonly form: AnswerForm;
  readonly query: z.output<typeof answerQuery>;
  /** The enhancement script sends an answer when it changes. */
  readonly wantsJson: boolean;
}

/** The page of one question; its box "look at again" is on the page, so that it speaks of the mark. */
export function sentFromQuestion(question: string, { form, query, wantsJson }: Sending): SentAnswer {
  const { device, sequence } = form;
  const marked = form.marked !== undefined;
  const wasMarked = query.shown?.endsWith(MARKED) ?? false;
  return {
    question,
    form: responseFields(form),
    marked: wantsJson || sequence !== undefined || marked !== wasMarked ? marked : undefined,
    shown: query.shown?.replace(MARKED, ''),
    page: query.page,
    device,
    sequence,
  };
}

/**
 * The page of all questions: one form, in which only what differs from what was shown says something. A device that
 * counts its events names the questions that it speaks of (`said`); without names it speaks of all.
 */
export function sentFromAll(questions: readonly string[], { form, query }: Sending): SentAnswer[] {
  const shown = query.shown?.split('.') ?? [];
  const { device, sequence, said } = form;
  const named = said === undefined ? undefined : [said].flat();
  const isNamed = (question: string): boolean => sequence !== undefined && (named?.includes(question) ?? true);
  return questions.map((question, index) => ({
    question,
    form: responseFields(form, question),
    shown: shown[index],
    page: query.page,
    ...(isNamed(question) && { device, sequence }),
  }));
}
