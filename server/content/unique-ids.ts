import type { Place, Report } from './mistake.ts';
import { duplicateId } from './mistakes/translations.ts';
import type { Mention } from './parsed.ts';

const isSame = (one: Place, other: Place): boolean => one.file === other.file && one.line === other.line && one.column === other.column;

/** Ids of one kind within a course: the first keeps its id, each further one is reported. One that is met again at its own place is no other. */
export class UniqueIds {
  readonly #places = new Map<string, Place>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  add(id: Mention | undefined): void {
    if (!id) return;
    const first = this.#places.get(id.name);
    if (first && isSame(first, id.place)) return;
    if (first) this.#report(id.place, duplicateId(id.name, first));
    else this.#places.set(id.name, id.place);
  }

  keys(): Iterable<string> {
    return this.#places.keys();
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }
}
