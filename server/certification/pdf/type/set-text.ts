import type { Feature, ShapedGlyph } from './face.ts';
import type { FaceName, Faces } from './faces.ts';

export interface TextStyle {
  readonly face: FaceName;
  /** Points. */
  readonly size: number;
  /** Points after each letter. */
  readonly tracking?: number;
  readonly feature?: Feature;
}

/** A line of text, shaped and measured. */
export interface SetText {
  readonly face: FaceName;
  readonly glyphs: readonly ShapedGlyph[];
  readonly size: number;
  readonly tracking: number;
  /** Millimetres. */
  readonly width: number;
}

const MM_PER_POINT = 25.4 / 72;
const MISSING = 0;

/**
 * Sets a line. The cut for text knows every Latin letter, the italic and the small cuts fewer: a line with a letter
 * that they lack is set in the text cut as a whole.
 */
export const setText = (faces: Faces, text: string, { face, size, tracking = 0, feature }: TextStyle): SetText => {
  const wanted = faces[face].shape(text, feature);
  const complete = wanted.every((glyph) => glyph.id !== MISSING);
  const glyphs = complete ? wanted : faces.text.shape(text, feature);
  const advance = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);
  const points = (advance * size) / 1000 + tracking * Math.max(0, glyphs.length - 1);
  return { face: complete ? face : 'text', glyphs, size, tracking, width: points * MM_PER_POINT };
};
