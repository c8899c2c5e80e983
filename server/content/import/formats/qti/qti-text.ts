import type { Place } from '../../../mistake.ts';
import type { ReadingSource } from '../../reading-source.ts';
import { inside, isElement, type XmlElement } from '../../xml-tree.ts';

export type PictureOf = (address: string) => Buffer | undefined;

/** One item on its way. */
export interface QtiItem extends ReadingSource {
  readonly item: XmlElement;
  readonly place: Place;
  readonly label: string;
  readonly pictureOf: PictureOf;
}

const VOIDS = new Set(['br', 'hr', 'img', 'col']);
/** Pictures may come as objects (QTI 2.1, 6.2.1). */
export const asPicture = (element: XmlElement): XmlElement =>
  element.name === 'object' && /^image\//.test(element.attributes['type'] ?? '')
    ? { ...element, name: 'img', attributes: { src: element.attributes['data'] ?? '', alt: inside(element).replaceAll(/<[^>]{0,1000}>/g, '').trim() }, children: [] }
    : element;

/** The element with everything below changed by `change`; undefined takes it away. */
export function changed(element: XmlElement, change: (child: XmlElement) => XmlElement | string | undefined): XmlElement {
  const children = element.children.flatMap((child): (XmlElement | string)[] => {
    if (!isElement(child)) return [child];
    const next = change(child);
    if (next === undefined) return [];
    return [isElement(next) ? changed(next, change) : next];
  });
  return { ...element, children };
}

/** The content of an element as Markdown; feedback and what `without` names are not part of it. */
export async function markdownIn(element: XmlElement | undefined, { texts, place, label, pictureOf }: QtiItem, without: ReadonlySet<string> = new Set()): Promise<string> {
  if (!element) return '';
  const kept = changed(element, (child) => (child.name === 'feedbackInline' || child.name === 'feedbackBlock' || without.has(child.name) ? undefined : asPicture(child)));
  return texts.convert({ text: inside(kept, VOIDS), format: 'html', pictureOf }, place, label);
}
