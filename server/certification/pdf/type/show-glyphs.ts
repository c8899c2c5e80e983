import { decimal } from '../document/syntax.ts';
import type { ShapedGlyph } from './face.ts';

/**
 * The operators that show glyphs by their numbers in the document's font, with kerning between them and marks lifted
 * (ISO 32000-1, 9.4.3). `size` in points.
 */
export const showGlyphs = (glyphs: readonly ShapedGlyph[], codes: readonly number[], size: number): string => {
  const operators: string[] = [];
  let run = '';
  let hex = '';
  let shift = 0;
  const closeHex = (): void => {
    if (hex) run += `<${hex}>`;
    hex = '';
  };
  const closeRun = (): void => {
    closeHex();
    if (run) operators.push(`[${run}] TJ`);
    run = '';
  };
  glyphs.forEach((glyph, index) => {
    const before = shift - glyph.dx;
    shift = glyph.natural - glyph.advance + glyph.dx;
    if (glyph.dy !== 0) {
      closeRun();
      operators.push(`${decimal((glyph.dy * size) / 1000, 3)} Ts`);
    }
    if (before !== 0) {
      closeHex();
      run += decimal(before, 0);
    }
    hex += (codes[index] ?? 0).toString(16).padStart(4, '0');
    if (glyph.dy !== 0) {
      closeRun();
      operators.push('0 Ts');
    }
  });
  closeRun();
  return operators.join('\n');
};
