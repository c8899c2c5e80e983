import type { Form } from '../art/form.ts';
import { type Ink, UNITS_PER_MM, rgb } from '../art/sketch.ts';
import type { Picture } from '../picture/picture.ts';
import type { DocumentFonts } from '../type/document-fonts.ts';
import type { SetText } from '../type/set-text.ts';
import { type Reference, decimal } from './syntax.ts';
import type { StructureElement } from './structure.ts';

/** Millimetres. */
export interface Paper {
  readonly width: number;
  readonly height: number;
}
/** A4, landscape. */
export const PAPER = { width: 297, height: 210 } as const satisfies Paper;
export const PORTRAIT: Paper = { width: 210, height: 297 };
export const POINTS_PER_MM = 72 / 25.4;

const points = (mm: number): string => decimal(mm * POINTS_PER_MM, 3);
const UNIT = decimal(POINTS_PER_MM / UNITS_PER_MM, 8);

/** The graphics state that multiplies a picture with its ground (11.3.5.2). */
export const MULTIPLY = 'Multiply';

/** Millimetres from the upper left corner of the page. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LinkArea {
  readonly url: string;
  readonly says: string;
  readonly box: readonly [left: number, bottom: number, right: number, top: number];
  readonly annotation: Reference;
}

/** The content stream of one page while it is drawn. Places are millimetres from its upper left corner. */
export class Page {
  readonly reference: Reference;
  readonly paper: Paper;
  readonly links: LinkArea[] = [];
  readonly #fonts: DocumentFonts;
  readonly #operators: string[] = [];
  readonly #forms = new Map<Form, string>();
  readonly #pictures = new Map<Picture, string>();
  #marks = 0;
  #state = { font: '', ink: '', tracking: '0' };

  constructor(reference: Reference, fonts: DocumentFonts, paper: Paper = PAPER) {
    this.reference = reference;
    this.paper = paper;
    this.#fonts = fonts;
  }

  #fromBottom(mm: number): string {
    return points(this.paper.height - mm);
  }

  get content(): string {
    return this.#operators.join('\n');
  }

  get forms(): ReadonlyMap<Form, string> {
    return this.#forms;
  }

  get pictures(): ReadonlyMap<Picture, string> {
    return this.#pictures;
  }

  /** What is drawn inside belongs to the element; everything else has to be an artifact. */
  mark(element: StructureElement, draw: () => void): void {
    const mark = this.#marks;
    this.#marks += 1;
    element.kids.push({ page: this.reference, mark });
    this.#operators.push(`/${element.role} <</MCID ${mark}>> BDC`);
    draw();
    this.#operators.push('EMC');
  }

  /** Decoration: a screen reader passes over it. */
  artifact(draw: () => void): void {
    this.#operators.push('/Artifact BMC');
    draw();
    this.#operators.push('EMC');
  }

  /** Sets a line of text with its left end and its baseline at the given place. */
  text(line: SetText, ink: Ink, x: number, baseline: number): void {
    const font = `/${this.#fonts.resourceOf(line.face)} ${decimal(line.size, 3)} Tf`;
    const colour = `${rgb(ink)} rg`;
    const tracking = decimal(line.tracking, 3);
    const now = this.#state;
    this.#operators.push(
      'BT',
      ...(now.font === font ? [] : [font]),
      ...(now.ink === colour ? [] : [colour]),
      ...(now.tracking === tracking ? [] : [`${tracking} Tc`]),
      `${points(x)} ${this.#fromBottom(baseline)} Td`,
      this.#fonts.show(line),
      'ET',
    );
    this.#state = { font, ink: colour, tracking };
  }

  form(form: Form, x: number, y: number, scale = 1): void {
    const name = this.#forms.get(form) ?? `A${this.#forms.size + 1}`;
    this.#forms.set(form, name);
    const unit = decimal((POINTS_PER_MM / UNITS_PER_MM) * scale, 8);
    this.#operators.push(`q ${unit} 0 0 -${unit} ${points(x)} ${this.#fromBottom(y)} cm /${name} Do Q`);
  }

  /**
   * A picture in a rectangle. What is white in one without clear parts lets the ground through, so that no bright box
   * stands on the paper.
   */
  picture(picture: Picture, { x, y, width, height }: Rectangle): void {
    const name = this.#pictures.get(picture) ?? `I${this.#pictures.size + 1}`;
    this.#pictures.set(picture, name);
    const ground = picture.alpha ? '' : `/${MULTIPLY} gs `;
    this.#operators.push(`q ${ground}${points(width)} 0 0 ${points(height)} ${points(x)} ${this.#fromBottom(y + height)} cm /${name} Do Q`);
  }

  /** Line art made for this page alone, its origin at the given place. */
  sketch(operators: string, x = 0, y = 0): void {
    this.#operators.push(`q ${UNIT} 0 0 -${UNIT} ${points(x)} ${this.#fromBottom(y)} cm ${operators} Q`);
  }

  /** Makes a rectangle of the page lead to an address; `element` has to be a Link. */
  link(
    element: StructureElement,
    area: Omit<LinkArea, 'box'> & { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  ): void {
    const { x, y, width, height, ...rest } = area;
    this.links.push({ ...rest, box: boxOnPage(x, y, width, height, this.paper) });
    element.kids.push({ page: this.reference, annotation: area.annotation });
  }
}

/** A rectangle in points from the lower left, as attributes and annotations want it. */
export const boxOnPage = (x: number, y: number, width: number, height: number, paper: Paper = PAPER): readonly [number, number, number, number] => [
  x * POINTS_PER_MM,
  (paper.height - y - height) * POINTS_PER_MM,
  (x + width) * POINTS_PER_MM,
  (paper.height - y) * POINTS_PER_MM,
];
