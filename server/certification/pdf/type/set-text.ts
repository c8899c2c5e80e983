import type { Feature, ShapedText } from './face.ts';
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
  readonly shaped: ShapedText;
  readonly size: number;
  readonly tracking: number;
  /** Millimetres. */
  readonly width: number;
}

const MM_PER_POINT = 25.4 / 72;

/**
 * Sets a line. The cut for text knows every Latin letter, the italic and the small cuts fewer: a line with a letter
 * that they lack is set in the text cut as a whole.
 */
export const setText = (faces: Faces, text: string, { face, size, tracking = 0, feature }: TextStyle): SetText => {
  const wanted = faces[face].shape(text, feature);
  const shaped = wanted.complete ? wanted : faces.text.shape(text, feature);
  const points = (shaped.width * size) / 1000 + tracking * Math.max(0, shaped.glyphs.length - 1);
  return { face: wanted.complete ? face : 'text', shaped, size, tracking, width: points * MM_PER_POINT };
};
