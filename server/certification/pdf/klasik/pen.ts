import type { Ink } from '../art/sketch.ts';
import type { Document } from '../document/document.ts';
import type { Page } from '../document/page.ts';
import type { ElementFacts, Role, StructureElement } from '../document/structure.ts';
import type { Faces } from '../type/faces.ts';
import { type Field, drawField, fitField } from '../type/field.ts';
import { type SetText, type TextStyle, setText } from '../type/set-text.ts';
import type { PaperPictures } from '../picture/picture.ts';
import type { KlasikArt } from './art.ts';

/** What drawing one page of one certificate needs. */
export interface Sheet extends PaperPictures {
  readonly document: Document;
  readonly page: Page;
  readonly faces: Faces;
  readonly art: KlasikArt;
}

/** Draws a text as an element of its own. */
export const write = (
  sheet: Sheet,
  parent: StructureElement,
  role: Role,
  text: string,
  field: Field & { readonly baseline: number },
  facts: ElementFacts = {},
): void => {
  const fitted = fitField(sheet.faces, text, field);
  sheet.page.mark(parent.add(role, facts), () => drawField(sheet.page, field, fitted, field.baseline));
};

export interface Piece {
  readonly text: string;
  readonly style: TextStyle & { readonly ink: Ink };
  /** Millimetres before it. */
  readonly gap?: number;
  readonly language?: 'en';
}

interface SetPiece {
  readonly line: SetText;
  readonly gap: number;
}

/** Pieces of different styles on one line; shrunk together when they are wider than `width`. */
export const setPieces = (
  sheet: Sheet,
  pieces: readonly Piece[],
  width: number,
): { readonly set: readonly SetPiece[]; readonly width: number } => {
  const setAt = (share: number): readonly SetPiece[] =>
    pieces.map(({ text, style, gap = 0 }) => ({
      line: setText(sheet.faces, text, { ...style, size: style.size * share, tracking: (style.tracking ?? 0) * share }),
      gap: gap * share,
    }));
  const widthOf = (set: readonly SetPiece[]): number => set.reduce((sum, { line, gap }) => sum + gap + line.width, 0);
  const natural = setAt(1);
  if (widthOf(natural) <= width) return { set: natural, width: widthOf(natural) };
  const shrunk = setAt((width / widthOf(natural)) * 0.999);
  return { set: shrunk, width: widthOf(shrunk) };
};

/** Draws pieces from `x` on as one element; what is in English becomes a span of its own. */
export const writePieces = (
  sheet: Sheet,
  element: StructureElement,
  pieces: readonly Piece[],
  set: readonly SetPiece[],
  x: number,
  baseline: number,
): void => {
  let along = x;
  pieces.forEach(({ style, language }, index) => {
    const piece = set[index];
    if (!piece) return;
    along += piece.gap;
    const owner = language ? element.add('Span', { language }) : element;
    sheet.page.mark(owner, () => sheet.page.text(piece.line, style.ink, along, baseline));
    along += piece.line.width;
  });
};
