import type { Mistake, Place } from '../mistake.ts';
import type { ReviewNote } from './imported.ts';

const LABEL_LENGTH = 60;
/** More is not looked at: some texts are long. */
const LABEL_SAMPLE = 500;

/** A question by its name or first words, on one line. */
export const labelOf = (text: string): string => {
  const line = text.slice(0, LABEL_SAMPLE).replaceAll(/\s+/g, ' ').trim();
  return Array.from(line).length > LABEL_LENGTH ? `${Array.from(line).slice(0, LABEL_LENGTH - 1).join('')}…` : line;
};

/** Gathers what whoever imports has to look at. */
export class Review {
  readonly #notes: ReviewNote[] = [];
  readonly #told = new Set<string>();
  readonly #often = new Map<string, number>();
  readonly #first = new Map<string, ReviewNote>();

  /** The same about the same question is told once. */
  add(place: Place, mistake: Mistake, question?: string): undefined {
    const key = `${place.file}:${place.line}:${place.column} ${mistake.code} ${mistake.message.id}`;
    if (mistake.severity === 'warning' && this.#told.has(key)) return undefined;
    this.#told.add(key);
    this.#notes.push({ ...place, ...mistake, question: question === undefined ? undefined : labelOf(question), times: 1 });
    return undefined;
  }

  /** What stands in every question of some files is told once, with how often. */
  often(place: Place, mistake: Mistake): undefined {
    const key = `${mistake.code} ${mistake.message.id}`;
    this.#often.set(key, (this.#often.get(key) ?? 0) + 1);
    if (!this.#first.has(key)) this.#first.set(key, { ...place, ...mistake, question: undefined, times: 1 });
  }

  /** In the order of the source; what is about the whole file first. */
  notes(): ReviewNote[] {
    const counted = [...this.#first].map(([key, note]) => ({ ...note, times: this.#often.get(key) ?? 1 }));
    const sorted = (notes: ReviewNote[]) => notes.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
    return [...sorted(counted), ...sorted(this.#notes)];
  }
}
