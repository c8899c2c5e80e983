import type { Face } from '../type/face.ts';
import { type Form, prepareForm, show } from './form.ts';
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

export const outlinesOf =
  (face: Face, ...features: readonly string[]): OutlineFont =>
  (text) => {
    const { glyphs, positions } = face.font.layout(text, [...features]);
    return glyphs.map((glyph, index) => ({ advance: positions[index]?.xAdvance ?? 0, commands: glyph.path.commands }));
  };

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

/** Millimetres to the em in a letter's own form. */
const LETTER = 10;

/**
 * Text around the origin, letters' feet towards it, spread evenly over the whole circle from the top. Every letter is
 * a form of its own, shown as often as it occurs: half the bytes.
 */
export const ringText = (
  font: OutlineFont,
  text: string,
  { radius, size }: { readonly radius: number; readonly size: number },
) => {
  const letters = Array.from(text);
  const tracking =
    (2 * Math.PI * radius - letters.reduce((sum, letter) => sum + outlinedLength(font, letter, size), 0)) / letters.length;
  const uses: Record<string, Form> = {};
  let along = tracking / 2;
  const shown = letters.flatMap((letter) => {
    const advance = outlinedLength(font, letter, size);
    const turn = along / radius;
    along += advance + tracking;
    const path = outlinedText(font, letter, { from: { x: 0, y: 0 }, size: LETTER });
    if (path === '') return [];
    const name = `L${letter.codePointAt(0)}`;
    uses[name] ??= prepareForm(`${path} f`, { left: -LETTER, top: -LETTER, right: 2 * LETTER, bottom: LETTER });
    /** The middle of its feet stands on the circle. */
    const middle = turn + advance / 2 / radius;
    const [cos, sin] = [Math.cos(middle), Math.sin(middle)];
    return [
      show(name, {
        x: radius * sin - (advance / 2) * cos,
        y: -radius * cos - (advance / 2) * sin,
        turn: middle,
        scale: size / LETTER,
      }),
    ];
  });
  return { content: shown.join('\n'), uses };
};
