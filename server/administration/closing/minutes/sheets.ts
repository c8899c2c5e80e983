import { line, stroke, type Ink } from '../../../certification/pdf/art/sketch.ts';
import { Document } from '../../../certification/pdf/document/document.ts';
import { PORTRAIT, type Page } from '../../../certification/pdf/document/page.ts';
import type { ElementFacts, Role, StructureElement } from '../../../certification/pdf/document/structure.ts';
import { HAIRLINE, TEXT } from '../../../certification/pdf/klasik/inks.ts';
import type { PreparedFonts } from '../../../certification/pdf/type/document-fonts.ts';
import type { Faces } from '../../../certification/pdf/type/faces.ts';
import { asPrinted } from '../../../certification/pdf/type/printed-text.ts';
import { setText, type SetText, type TextStyle } from '../../../certification/pdf/type/set-text.ts';

/** Millimetres. */
export const MARGIN = { left: 25, right: 20, top: 22, bottom: 24 } as const;
export const WIDTH = PORTRAIT.width - MARGIN.left - MARGIN.right;
const LOWEST = PORTRAIT.height - MARGIN.bottom;
const MM_PER_POINT = 25.4 / 72;
/** Baseline to baseline, in sizes. */
const LEADING = 1.32;
/** A word that is wider than its room is cut here and goes on below. */
const SHORTEST_PIECE = 1;

export interface LineStyle extends TextStyle {
  readonly ink?: Ink;
  readonly align?: 'left' | 'centre' | 'right';
}

/** Pages that fill from the top: what does not fit goes on the next one. */
export class Sheets {
  readonly document: Document;
  readonly pages: Page[] = [];
  /** A text had letters that no face has. */
  hasUnprintable = false;
  readonly #faces: Faces;
  #page: Page;
  /** Of the line that was set last. */
  #y = 0;

  constructor(fonts: PreparedFonts, faces: Faces) {
    this.document = new Document(fonts);
    this.#faces = faces;
    this.#page = this.addPage();
  }

  get page(): Page {
    return this.#page;
  }

  get y(): number {
    return this.#y;
  }

  addPage(): Page {
    this.#page = this.document.addPage(PORTRAIT);
    this.pages.push(this.#page);
    this.#y = MARGIN.top;
    return this.#page;
  }

  /** On a new page where fewer millimetres are left; true when it is new. */
  need(height: number): boolean {
    if (this.#y + height <= LOWEST) return false;
    this.addPage();
    return true;
  }

  skip(height: number): void {
    this.#y += height;
  }

  /** Texts are printed as certificates print them; a letter that cannot be is a question mark. */
  printable(text: string): string {
    const typed = asPrinted(text);
    const missing = new Set(this.#faces.text.missing(typed));
    if (missing.size === 0) return typed;
    this.hasUnprintable = true;
    return Array.from(typed, (letter) => (missing.has(letter) ? '?' : letter)).join('');
  }

  set(text: string, style: TextStyle): SetText {
    return setText(this.#faces, text, style);
  }

  /** Lines no wider than `width`, broken between words, and inside one where it is wider than a line. */
  broken(text: string, style: TextStyle, width: number): SetText[] {
    const lines: SetText[] = [];
    let begun = '';
    const end = (): void => {
      if (begun !== '') lines.push(this.set(begun, style));
      begun = '';
    };
    for (const word of this.printable(text).split(' ')) {
      const longer = begun === '' ? word : `${begun} ${word}`;
      if (this.set(longer, style).width <= width) {
        begun = longer;
        continue;
      }
      end();
      for (begun = word; this.set(begun, style).width > width; ) {
        let cut = begun.length - 1;
        while (cut > SHORTEST_PIECE && this.set(begun.slice(0, cut), style).width > width) cut -= 1;
        lines.push(this.set(begun.slice(0, cut), style));
        begun = begun.slice(cut);
      }
    }
    end();
    return lines;
  }

  lineHeight = ({ size }: TextStyle): number => size * MM_PER_POINT * LEADING;

  /** Lines of one element below what stands there. */
  paragraph(parent: StructureElement, role: Role, text: string, style: LineStyle, facts: ElementFacts = {}): void {
    const pitch = this.lineHeight(style);
    const element = parent.add(role, facts);
    for (const set of this.broken(text, style, WIDTH)) {
      this.need(pitch);
      this.#y += pitch;
      const x = MARGIN.left + (style.align === 'centre' ? (WIDTH - set.width) / 2 : style.align === 'right' ? WIDTH - set.width : 0);
      this.#page.mark(element, () => this.#page.text(set, style.ink ?? TEXT, x, this.#y));
    }
  }

  rule(width = 0.12, ink: Ink = HAIRLINE, y = this.#y): void {
    this.#page.artifact(() => this.#page.sketch(stroke(ink, width, line({ x: MARGIN.left, y }, { x: MARGIN.left + WIDTH, y }))));
  }
}
