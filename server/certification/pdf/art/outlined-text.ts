import { type Point, curveTo, lineTo, moveTo } from './sketch.ts';

/**
 * Letters as line art: text that decorates (micro-text, the seal's ring, CONTOH across the page) is drawn as
 * outlines inside an artifact, so that copying and searching the page give only what it says.
 */
export interface OutlinedGlyph {
  /** In thousandths of the size. */
  readonly advance: number;
  /** Path commands as fontkit names them, in thousandths of the size, y up. */
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
}
export type OutlineFont = (text: string) => readonly OutlinedGlyph[];

/** Takes a point of a glyph (thousandths, y up) to the sketch (mm, y down). */
type Lay = (x: number, y: number) => Point;

const outline = ({ commands }: OutlinedGlyph, lay: Lay): string =>
  commands
    .map(({ command, args: [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] }) => {
      if (command === 'moveTo') return moveTo(lay(x0, y0));
      if (command === 'lineTo') return lineTo(lay(x0, y0));
      if (command === 'bezierCurveTo') return curveTo(lay(x0, y0), lay(x1, y1), lay(x2, y2));
      if (command === 'closePath') return 'h';
      throw new Error(`glyph outline has a ${command}, which CFF has not`);
    })
    .join(' ');

export interface LineOfText {
  readonly from: Point;
  /** Millimetres to the em. */
  readonly size: number;
  /** Radians. */
  readonly turn?: number;
  /** Millimetres after every letter. */
  readonly tracking?: number;
}

/** Length in millimetres. */
export const outlinedLength = (font: OutlineFont, text: string, size: number, tracking = 0): number =>
  font(text).reduce((length, glyph) => length + (glyph.advance * size) / 1000 + tracking, 0);

export const outlinedText = (font: OutlineFont, text: string, { from, size, turn = 0, tracking = 0 }: LineOfText): string => {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let along = 0;
  return font(text)
    .map((glyph) => {
      const start = along;
      along += (glyph.advance * size) / 1000 + tracking;
      return outline(glyph, (x, y) => {
        const [dx, dy] = [start + (x * size) / 1000, (-y * size) / 1000];
        return { x: from.x + dx * cos - dy * sin, y: from.y + dx * sin + dy * cos };
      });
    })
    .filter((path) => path !== '')
    .join(' ');
};

/** Text around the origin, letters' feet towards it, spread evenly over the whole circle from the top. */
export const ringText = (font: OutlineFont, text: string, { radius, size }: { readonly radius: number; readonly size: number }): string => {
  const glyphs = font(text);
  const length = outlinedLength(font, text, size);
  const tracking = (2 * Math.PI * radius - length) / glyphs.length;
  let along = tracking / 2;
  return glyphs
    .map((glyph) => {
      const advance = (glyph.advance * size) / 1000;
      const middle = (along + advance / 2) / radius;
      along += advance + tracking;
      const [cos, sin] = [Math.cos(middle), Math.sin(middle)];
      return outline(glyph, (x, y) => {
        const [dx, dy] = [(x * size) / 1000 - advance / 2, (-y * size) / 1000 - radius];
        return { x: dx * cos - dy * sin, y: dx * sin + dy * cos };
      });
    })
    .filter((path) => path !== '')
    .join(' ');
};
