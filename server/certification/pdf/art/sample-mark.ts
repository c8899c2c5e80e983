import { type Form, prepareForm } from './form.ts';
import { type OutlineFont, outlinedLength, outlinedText } from './outlined-text.ts';
import { type Ink, fill } from './sketch.ts';

/** A word across a whole page, rising; `length` in millimetres, the origin in the middle of the page. */
export const sampleMark = (
  font: OutlineFont,
  word: string,
  { length, turn }: { readonly length: number; readonly turn: number },
  ink: Ink,
): Form => {
  const size = length / outlinedLength(font, word, 1);
  /** Half of a capital's height, so that the word lies on the middle of the page. */
  const rise = 0.325 * size;
  const from = {
    x: (-length / 2) * Math.cos(turn) - rise * Math.sin(turn),
    y: (-length / 2) * Math.sin(turn) + rise * Math.cos(turn),
  };
  return prepareForm(fill(ink, outlinedText(font, word, { from, size, turn })), {
    left: -length,
    top: -length,
    right: length,
    bottom: length,
  });
};
