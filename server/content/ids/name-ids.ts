import { slugOf } from '../import/identify.ts';
import { ID_PATTERN } from '../schema.ts';

const LONGEST_STEM = 50;
const LEAST_DIGITS = 2;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

/** An id made of words; `else` where nothing of them is left, or they begin with a digit. */
export function idFrom(words: string, otherwise: string): string {
  const slug = slugOf(words, LONGEST_STEM);
  if (ID_PATTERN.test(slug)) return slug;
  const prefixed = slug === '' ? otherwise : `${otherwise}-${slug}`;
  return ID_PATTERN.test(prefixed) ? prefixed : otherwise;
}

/** The id itself, or with the first number behind it that is free. It is taken from then on. */
export function freeId(wanted: string, taken: Set<string>): string {
  let free = wanted;
  for (let copy = 2; taken.has(free); copy += 1) free = `${wanted.slice(0, LONGEST_STEM)}-${copy}`;
  taken.add(free);
  return free;
}

/** The next of a row of questions: goes on as the file's own ids do (`k-07` after `k-06`), or begins `stem-01`. */
export function nextQuestionId(before: readonly string[], stem: string, taken: Set<string>): string {
  const last = before.findLast((id) => /\d$/.test(id)) ?? '';
  const [, lead = `${stem}-`, digits = ''] = /^(.*?)(\d+)$/.exec(last) ?? [];
  for (let number = Number(digits) + 1; ; number += 1) {
    const id = `${lead}${String(number).padStart(Math.max(LEAST_DIGITS, digits.length), '0')}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** a, b, c...: for what stands inside a question, where nothing else of the same list has it. */
export function nextLetter(taken: ReadonlySet<string>): string {
  const free = LETTERS.find((letter) => !taken.has(letter));
  if (free !== undefined) return free;
  let number = 1;
  while (taken.has(`p${number}`)) number += 1;
  return `p${number}`;
}
