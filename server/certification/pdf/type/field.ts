import type { Ink } from '../art/sketch.ts';
import type { Page } from '../document/page.ts';
import type { Faces } from './faces.ts';
import { fitLines } from './fit-lines.ts';
import { type SetText, type TextStyle, setText } from './set-text.ts';

/** Where a text stands and how it gives way, as a template declares it. Millimetres, sizes in points. */
export interface Field extends TextStyle {
  /** The left end, the middle or the right end of the line, as `align` says. */
  readonly x: number;
  readonly align: 'left' | 'centre' | 'right';
  /** Nothing is ever wider. */
  readonly width: number;
  readonly ink: Ink;
  /** One line shrinks down to here before it is broken in two; left out: it only shrinks. */
  readonly smallest?: number;
  /** The largest size of two lines, and the distance of their baselines. */
  readonly twoLines?: { readonly size: number; readonly pitch: number };
}

/** A field's text, fitted: set lines from the top. */
export interface FittedField {
  readonly lines: readonly SetText[];
  readonly pitch: number;
}

export const fitField = (faces: Faces, text: string, field: Field): FittedField => {
  const { face, tracking, feature, size, smallest = 0, twoLines, width } = field;
  const style = (points: number, share: number): TextStyle => ({
    face,
    size: points,
    ...(tracking === undefined ? {} : { tracking: tracking * share }),
    ...(feature ? { feature } : {}),
  });
  const { lines, size: fitted } = fitLines(text, (part) => setText(faces, part, style(1, 1 / size)).width, {
    width,
    size,
    smallest,
    ...(twoLines ? { twoLines: twoLines.size } : {}),
  });
  return { lines: lines.map((part) => setText(faces, part, style(fitted, fitted / size))), pitch: twoLines?.pitch ?? 0 };
};

/** Where a line of this width begins. */
const leftEnd = ({ align, x }: Field, width: number): number =>
  align === 'left' ? x : align === 'right' ? x - width : x - width / 2;

/** Draws a fitted field with its first baseline at `baseline`. */
export const drawField = (page: Page, field: Field, { lines, pitch }: FittedField, baseline: number): void => {
  lines.forEach((line, index) => page.text(line, field.ink, leftEnd(field, line.width), baseline + index * pitch));
};
