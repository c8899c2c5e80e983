import { z } from 'zod';
import type { QuestionProblem } from '../../content/question-format.ts';
import { Invalid } from '../../errors.ts';
import { valueOf, type ResponseForm } from './question-type.ts';

/** Questions with several fields: what `matching`, `ordering` and `cloze` share. */
const LONGEST_ID = 20;

/** Markdown or plain text of an author. */
export const prose = z.string().trim().min(1);
/** Text that stands in a list to choose from, where no markup is possible. */
export const line = z.string().trim().min(1).max(200);
/** Ids become names of form fields: no dots. */
export const partId = z.string().trim().min(1).max(LONGEST_ID).regex(/^[a-z0-9-]+$/, { error: 'bad-part-id' });

/** Field id -> what was chosen or typed; fields left empty are absent. */
export type PartsResponse = Readonly<Record<string, string>>;

/** The fields of a form that belong to `ids`, in this order, without empty ones. */
export const valuesOfParts = (form: ResponseForm, ids: readonly string[]): [id: string, value: string][] =>
  ids.flatMap((id): [string, string][] => {
    const value = valueOf(form, `response.${id}`);
    return value === '' ? [] : [[id, value]];
  });

/** `all-or-nothing`: everything is right; `per-part`: each field that is right earns its share. */
export const PART_SCORINGS = ['all-or-nothing', 'per-part'] as const;
export type PartScoring = (typeof PART_SCORINGS)[number];

export const gradeParts = (scoring: PartScoring, right: number, all: number): number =>
  scoring === 'per-part' ? right / all : Number(right === all);

const STRANGE = 'Pilihan ini tidak ada pada soal. Muat ulang halamannya, lalu pilih lagi.';

export function requireOffered(value: string, offered: readonly string[]): void {
  if (!offered.includes(value)) throw new Invalid(STRANGE, { response: STRANGE });
}

export const problem = (
  code: string,
  severity: QuestionProblem['severity'],
  path: QuestionProblem['path'],
  message: QuestionProblem['message'],
  hint: QuestionProblem['hint'],
): QuestionProblem => ({ code, severity, path, message, ...(hint && { hint }) });

/** Ids of a list that are used twice. */
export const repeatedIds = (key: string, items: readonly { readonly id: string }[]): QuestionProblem[] =>
  items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) === index
      ? []
      : [
          problem('duplicate-part-id', 'error', [key, index, 'id'],
            { id: `Id "${id}" dipakai dua kali.`, en: `The id "${id}" is used twice.` },
            { id: 'Beri setiap butir id sendiri.', en: 'Give each of them an id of its own.' }),
        ],
  );

export const repeatedTexts = (key: string, items: readonly { readonly text: string }[]): QuestionProblem[] =>
  items.flatMap(({ text }, index) =>
    items.findIndex((other) => other.text.toLowerCase() === text.toLowerCase()) === index
      ? []
      : [
          problem('duplicate-part-text', 'error', [key, index, 'text'],
            { id: `"${text}" tertulis dua kali.`, en: `"${text}" is written twice.` },
            { id: 'Ubah atau hapus salah satunya.', en: 'Change or remove one of them.' }),
        ],
  );
