import { createHash } from 'node:crypto';
import { ID_PATTERN } from '../schema.ts';
import type { ReadyQuestion } from './imported.ts';

const LONGEST_SLUG = 40;
const HASH_LENGTH = 8;

/** Small letters, digits and hyphens of a text; '' where nothing of it is left (another script). */
export const slugOf = (text: string, longest = LONGEST_SLUG): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longest)
    .replace(/-+$/, '');

/** `7-a` and `1` begin with a digit, which an id must not. */
const asId = (slug: string): string | undefined => {
  const id = /^[a-z]/.test(slug) ? slug : slug === '' ? '' : `soal-${slug}`;
  return ID_PATTERN.test(id) ? id : undefined;
};

const hashId = (text: string) => `soal-${createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH)}`;

export interface Identified extends ReadyQuestion {
  readonly id: string;
  /** The id that it would have had, where another question has it. */
  readonly instead: string | undefined;
}

/**
 * Ids that stay the same when the same file is imported again: the id given in the source, else the question's name,
 * else a hash of its text. What is taken already gets a number behind it.
 */
export function identify(questions: readonly ReadyQuestion[], taken: ReadonlySet<string>): Identified[] {
  const used = new Set(taken);
  // Where the numbers of a name have come to: thousands of questions may have the same.
  const copies = new Map<string, number>();
  return questions.map((question) => {
    const { id, name } = question.draft;
    const { passage } = question.own;
    const text = typeof passage === 'string' ? passage : question.draft.text;
    const wanted = (id !== undefined && ID_PATTERN.test(id) ? id : undefined) ?? asId(slugOf(id ?? '')) ?? asId(slugOf(name ?? '')) ?? hashId(text);
    let free = wanted;
    const stem = wanted.slice(0, LONGEST_SLUG + 15);
    for (let copy = copies.get(stem) ?? 2; used.has(free); copy++) {
      free = `${stem}-${copy}`;
      copies.set(stem, copy + 1);
    }
    used.add(free);
    return { ...question, id: free, instead: free === wanted ? undefined : wanted };
  });
}
