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

/** HTML with slots in it. */
export interface Template {
  readonly html: string;
  readonly slots: readonly Slot[];
}

export type FillSlot = (slot: Slot) => string;

export const slotMark = (index: number) => `${SLOT_OPEN}${index}${SLOT_CLOSE}`;

const MARK = new RegExp(`${SLOT_OPEN}(\\d+)${SLOT_CLOSE}`, 'g');

export const fillText = (html: string, slots: readonly Slot[], fill: FillSlot): string =>
  slots.length === 0
    ? html
    : html.replaceAll(MARK, (_, index: string) => {
        const slot = slots[Number(index)];
        return slot ? fill(slot) : '';
      });

export const fillTemplate = (template: Template, fill: FillSlot): string => fillText(template.html, template.slots, fill);

/** Fills the slots in every text inside a value of plain data: a question's body is its type's own affair. */
export function fillDeep(value: unknown, slots: readonly Slot[], fill: FillSlot): unknown {
  if (slots.length === 0) return value;
  if (typeof value === 'string') return fillText(value, slots, fill);
  if (Array.isArray(value)) return value.map((item: unknown) => fillDeep(item, slots, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillDeep(inner, slots, fill)]));
}
