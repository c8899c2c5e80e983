import { z } from 'zod';
import type { CourseFile } from '../course-files.ts';
import { reportInto, wholeFile, type Place } from '../mistake.ts';
import { questionItems, splitKeys } from '../parse-questions.ts';
import type { Problem } from '../problem.ts';
import type { QuestionFormats } from '../question-format.ts';
import { readYaml } from '../read-yaml.ts';
import { questionSchema, type CommonQuestion } from '../schema.ts';
import { notSound, typeNotExported } from './notes.ts';

/**
 * What the types write in their YAML, as far as other systems can take it (docs/course-format.md). Each question has
 * passed its type's own schema before: this only names the keys.
 */
const options = z.array(z.object({ id: z.string(), text: z.string(), correct: z.boolean().default(false), feedback: z.string().optional() }));
const part = z.object({ id: z.string(), text: z.string() });
const number = { answer: z.number(), tolerance: z.number().default(0), unit: z.string().optional(), feedback_wrong: z.string().optional() };
const typed = { answers: z.array(z.string()), feedback_wrong: z.string().optional() };
const gap = z.discriminatedUnion('type', [
  z.object({ id: z.string(), type: z.literal('single'), options, shuffle_options: z.boolean().default(true) }),
  z.object({ id: z.string(), type: z.literal('numeric'), ...number }),
  z.object({ id: z.string(), type: z.literal('short-text'), ...typed }),
]);
export type ExportableGap = z.output<typeof gap>;
const marked = { rubric: z.array(z.object({ id: z.string(), title: z.string(), points: z.number() })), model_answer: z.string().optional() };
const perPart = z.enum(['all-or-nothing', 'per-part']).default('all-or-nothing');

const exportable = z.discriminatedUnion('type', [
  z.object({ type: z.literal('single'), options, shuffle_options: z.boolean().default(true) }),
  z.object({ type: z.literal('multiple'), options, shuffle_options: z.boolean().default(true), scoring: z.enum(['all-or-nothing', 'net-correct']).default('all-or-nothing') }),
  z.object({ type: z.literal('true-false'), answer: z.boolean(), feedback_true: z.string().optional(), feedback_false: z.string().optional() }),
  z.object({ type: z.literal('numeric'), ...number }),
  z.object({ type: z.literal('short-text'), ...typed }),
  z.object({ type: z.literal('matching'), rows: z.array(part.extend({ answer: z.string(), feedback: z.string().optional() })), options: z.array(part), scoring: perPart }),
  z.object({ type: z.literal('ordering'), items: z.array(part), order: z.array(z.string()), scoring: z.enum(['all-or-nothing', 'per-part', 'longest-correct-subsequence']).default('all-or-nothing'), feedback_wrong: z.string().optional() }),
  z.object({ type: z.literal('cloze'), passage: z.string(), gaps: z.array(gap), scoring: perPart }),
  z.object({ type: z.literal('essay'), ...marked }),
  z.object({ type: z.literal('file'), accept: z.array(z.enum(['photo', 'pdf'])), most: z.number(), ...marked }),
  z.object({ type: z.literal('hotspot'), picture: z.string(), regions: z.array(part.omit({ text: true }).extend({ label: z.string(), area: z.tuple([z.number(), z.number(), z.number(), z.number()]), shape: z.enum(['rect', 'oval']), correct: z.boolean(), feedback: z.string().optional() })) }),
]);

export type ExportableBody = z.output<typeof exportable>;
export type BodyOf<Type extends ExportableBody['type']> = Extract<ExportableBody, { type: Type }>;

export interface ExportQuestion {
  readonly place: Place;
  readonly common: CommonQuestion;
  readonly body: ExportableBody;
}

const COMMON_KEYS = Object.keys(questionSchema.shape);

/** The questions of a quiz or bank that can be exported; the others are told. */
export function exportableIn(file: CourseFile, formats: QuestionFormats, notes: Problem[]): ExportQuestion[] {
  const report = reportInto(notes);
  const { document, problems } = readYaml(file);
  notes.push(...problems);
  if (!document) return [];
  return questionItems(document).flatMap(({ path, value }): ExportQuestion[] => {
    const place = document.placeOf(path);
    const { common: commonKeys, own } = splitKeys(value, COMMON_KEYS);
    const common = questionSchema.safeParse(commonKeys);
    const authored = common.success ? formats.get(common.data.type)?.authored.safeParse(own) : undefined;
    if (!common.success || (authored && !authored.success)) {
      report(place, notSound());
      return [];
    }
    const body = exportable.safeParse({ ...(authored?.data ?? {}), type: common.data.type });
    if (!body.success) report(place, typeNotExported(common.data.type));
    return body.success ? [{ place, common: common.data, body: body.data }] : [];
  });
}

export const fileOf = ({ place }: ExportQuestion) => wholeFile(place.file);
