import type { PdfFile } from './pdf-file.ts';
import { type Reference, array, dictionary, name, text } from './syntax.ts';

/** Standard structure types (ISO 32000-1, 14.8.4) that a certificate needs. */
export type Role =
  'Document' | 'H1' | 'H2' | 'P' | 'Span' | 'Figure' | 'Link' | 'Table' | 'TR' | 'TH' | 'TD' | 'L' | 'LI' | 'Lbl' | 'LBody';

export interface ElementFacts {
  /** Where it differs from the document's. */
  readonly language?: 'en';
  /** What a figure shows, for who does not see it. */
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
  /** Of a figure: points from the lower left of its page. */
  readonly box?: readonly [number, number, number, number];
}

/** A piece of a page's content, or an annotation, that belongs to an element. */
type Content = { readonly page: Reference; readonly mark: number } | { readonly page: Reference; readonly annotation: Reference };

/** An element of the tree that tells a screen reader what is what, in reading order. */
export class StructureElement {
  readonly role: Role;
  readonly facts: ElementFacts;
  readonly kids: (StructureElement | Content)[] = [];

  constructor(role: Role, facts: ElementFacts = {}) {
    this.role = role;
    this.facts = facts;
  }

  add(role: Role, facts: ElementFacts = {}): StructureElement {
    const element = new StructureElement(role, facts);
    this.kids.push(element);
    return element;
  }
}

/** Keys of the parent tree: pages have those below the number of pages, annotations the following ones. */
export interface ParentKeys {
  readonly pages: readonly Reference[];
  readonly annotations: readonly Reference[];
}

/** Writes the whole tree below its root, and returns the root (14.7.2). */
export const writeStructure = (file: PdfFile, document: StructureElement, { pages, annotations }: ParentKeys): Reference => {
  const root = file.reserve();
  const marks = pages.map((): string[] => []);
  const owners = new Map<Reference, Reference>();

  const write = (element: StructureElement, parent: Reference): Reference => {
    const self = file.reserve();
    const home = element.kids.flatMap((kid) => (kid instanceof StructureElement ? [] : [kid.page]))[0];
    const kids = element.kids.map((kid) => {
      if (kid instanceof StructureElement) return write(kid, self);
      if ('annotation' in kid) {
        owners.set(kid.annotation, self);
        return dictionary({ Type: name('OBJR'), Obj: kid.annotation, Pg: kid.page });
      }
      const owned = marks[pages.indexOf(kid.page)];
      if (owned) owned[kid.mark] = self;
      return kid.page === home ? kid.mark : dictionary({ Type: name('MCR'), Pg: kid.page, MCID: kid.mark });
    });
    return file.set(self, written(element, parent, home, kids));
  };

  const top = write(document, root);
  const numbers = [
    ...marks.map((owned, key) => `${key} ${array(owned)}`),
    ...annotations.map((annotation, index) => `${pages.length + index} ${owners.get(annotation) ?? 'null'}`),
  ];
  return file.set(
    root,
    dictionary({
      Type: name('StructTreeRoot'),
      K: array([top]),
      ParentTree: file.add(dictionary({ Nums: `[${numbers.join(' ')}]` })),
      ParentTreeNextKey: pages.length + annotations.length,
    }),
  );
};

/** One element; put together by hand, since a certificate has two hundred. */
const written = (
  { role, facts }: StructureElement,
  parent: Reference,
  home: Reference | undefined,
  kids: readonly (string | number)[],
): string => {
  const { language, alt, scope, box } = facts;
  const attributes = scope ? `/A<</O/Table/Scope/${scope}>>` : box ? `/A<</O/Layout/Placement/Block/BBox ${array(box)}>>` : '';
  return [
    `<</Type/StructElem/S/${role}/P ${parent}`,
    home ? `/Pg ${home}` : '',
    kids.length === 1 ? `/K ${kids[0]}` : `/K[${kids.join(' ')}]`,
    language ? `/Lang${text(language)}` : '',
    alt ? `/Alt${text(alt)}` : '',
    attributes,
    '>>',
  ].join('');
};
