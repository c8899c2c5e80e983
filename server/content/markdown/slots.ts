import type { Place } from '../mistake.ts';
import { SLOT_CLOSE, SLOT_OPEN } from '../source-text.ts';

/**
 * A place in rendered HTML that depends on other files: it is left open while one file is rendered and filled
 * when the whole course is known. So a lesson is rendered once and stays rendered, whatever changes around it.
 */
export type Slot = { readonly place: Place } & (
  | { readonly kind: 'lesson'; readonly id: string; readonly anchor: string }
  | { readonly kind: 'term'; readonly id: string }
  /** A link to a file of the course, as the author wrote it. */
  | { readonly kind: 'file'; readonly path: string; readonly anchor: string }
  | { readonly kind: 'picture'; readonly path: string; readonly alt: string; readonly lazy: boolean }
  | { readonly kind: 'player'; readonly path: string; readonly element: 'audio' | 'video' }
  /** How many bytes the player would load, said before it does. */
  | { readonly kind: 'weight'; readonly path: string; readonly element: 'audio' | 'video' }
  | { readonly kind: 'download'; readonly path: string; readonly title: string }
  /** The text of an entry in the list of sources. */
  | { readonly kind: 'source'; readonly label: string }
);

export type FillSlot = (slot: Slot) => string;

export const slotMark = (index: number) => `${SLOT_OPEN}${index}${SLOT_CLOSE}`;

/** Replaces each mark by what stands at its number. */
function insert(html: string, values: readonly string[]): string {
  let filled = '';
  let from = 0;
  for (let open = html.indexOf(SLOT_OPEN); open >= 0; open = html.indexOf(SLOT_OPEN, from)) {
    const close = html.indexOf(SLOT_CLOSE, open);
    filled += html.slice(from, open) + (values[Number(html.slice(open + 1, close))] ?? '');
    from = close + 1;
  }
  return filled + html.slice(from);
}

/** HTML with slots in it. */
export class Template {
  readonly #html: string;
  readonly slots: readonly Slot[];
  /** What came out last: as long as nothing around changes, all readings share one text. */
  #last: { readonly values: readonly string[]; readonly html: string } | undefined;

  constructor(html: string, slots: readonly Slot[]) {
    this.#html = html;
    this.slots = slots;
  }

  fill(fill: FillSlot): string {
    if (this.slots.length === 0) return this.#html;
    const values = this.slots.map(fill);
    const last = this.#last;
    if (last?.values.every((value, index) => value === values[index])) return last.html;
    const html = insert(this.#html, values);
    this.#last = { values, html };
    return html;
  }
}

export const NOTHING = new Template('', []);

function insertDeep(value: unknown, values: readonly string[]): unknown {
  if (typeof value === 'string') return insert(value, values);
  if (Array.isArray(value)) return value.map((item: unknown) => insertDeep(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, insertDeep(inner, values)]));
}

/** Fills the slots in every text inside a value of plain data: a question's body is its type's own affair. */
export const fillDeep = (value: unknown, slots: readonly Slot[], fill: FillSlot): unknown =>
  slots.length === 0 ? value : insertDeep(value, slots.map(fill));
