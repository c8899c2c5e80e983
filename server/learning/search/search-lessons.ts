import type { Language } from '../../web/i18n/language.ts';
import type { IndexedLesson, SearchIndex } from './search-index.ts';
import { rootsOf, tells, wordsIn } from './word-roots.ts';

/** Longer questions say no more. */
const MOST_WORDS = 8;
/** A word as it was typed; one that begins like it; one that comes from the same root. */
const WEIGHT = { same: 4, begins: 2, root: 2 } as const;
/** What stands in a title is what the lesson is about. */
const TITLE_WEIGHT = 3;
/** Letters that two words must share to be kin: shorter roots are often only what is left of two others. */
const KIN = 4;

export interface FoundLesson {
  readonly lesson: IndexedLesson;
  readonly score: number;
  /** Words of the lessons that the question means. */
  readonly meant: ReadonlySet<string>;
}

export interface Found {
  readonly lessons: readonly FoundLesson[];
  /** No lesson has all the words; these have some. */
  readonly some: boolean;
}

/** How much a word of the lessons means what was asked; 0: not at all. */
export function kinship(word: string, asked: string, askedRoots: readonly string[], language: Language): number {
  if (word === asked) return WEIGHT.same;
  if (asked.length >= KIN && word.startsWith(asked)) return WEIGHT.begins;
  const shared = rootsOf(word, language).some((root) => (root.length >= KIN || root === asked || root === word) && askedRoots.includes(root));
  return shared ? WEIGHT.root : 0;
}

/** Lessons in which the words stand, in whatever form; those that have all of them, the best first. */
export function searchLessons(index: SearchIndex, question: string, language: Language): Found {
  const typed = [...new Set(wordsIn(question))].slice(0, MOST_WORDS);
  const asked = typed.some(tells) ? typed.filter(tells) : typed;
  const hits = new Map<number, { score: number; words: number; meant: Set<string> }>();
  for (const one of asked) {
    const roots = rootsOf(one, language);
    const best = new Map<number, number>();
    for (const [word, places] of index.words) {
      const weight = kinship(word, one, roots, language);
      if (weight === 0) continue;
      // A word of few lessons says more than one of all.
      const rare = Math.log(1 + index.lessons.length / places.length);
      for (const place of places) {
        const hit = hits.get(place) ?? { score: 0, words: 0, meant: new Set<string>() };
        hits.set(place, hit);
        hit.meant.add(word);
        const inTitle = wordsIn(index.lessons[place]?.title ?? '').includes(word) ? TITLE_WEIGHT : 1;
        best.set(place, Math.max(best.get(place) ?? 0, weight * rare * inTitle));
      }
    }
    for (const [place, score] of best) {
      const hit = hits.get(place);
      if (hit) Object.assign(hit, { score: hit.score + score, words: hit.words + 1 });
    }
  }
  const all = [...hits].filter(([, { words }]) => words === asked.length);
  const shown = (all.length > 0 ? all : [...hits]).sort(([a, one], [b, other]) => other.words - one.words || other.score - one.score || a - b);
  return {
    some: all.length === 0 && shown.length > 0,
    lessons: shown.flatMap(([place, { score, meant }]) => {
      const lesson = index.lessons[place];
      return lesson ? [{ lesson, score, meant }] : [];
    }),
  };
}

const BEFORE = 60;
const EXCERPT = 200;

export interface ExcerptPart {
  readonly text: string;
  readonly mark: boolean;
}

/** Where the first of the words stands, with what is around it; the words are marked. */
export function excerptOf(text: string, meant: ReadonlySet<string>): readonly ExcerptPart[] {
  const isMeant = (word: string): boolean => wordsIn(word).some((part) => meant.has(part));
  const first = [...text.matchAll(/[\p{L}\p{N}]+/gu)].find(([word]) => isMeant(word))?.index ?? 0;
  const start = first <= BEFORE ? 0 : text.indexOf(' ', first - BEFORE) + 1;
  const space = text.indexOf(' ', start + EXCERPT);
  const end = space < 0 ? text.length : space;
  const pieces = text.slice(start, end).split(/([\p{L}\p{N}]+)/u);
  const marked = pieces.map((piece, place) => ({ text: piece, mark: place % 2 === 1 && isMeant(piece) }));
  return [...(start > 0 ? [{ text: '… ', mark: false }] : []), ...marked.filter(({ text: piece }) => piece !== ''), ...(end < text.length ? [{ text: ' …', mark: false }] : [])];
}
