/** The part of fontkit 2.0 that is used here (it ships no types). */
declare module 'fontkit' {
  export interface PathCommand {
    readonly command: string;
    readonly args: readonly number[];
  }
  export interface Glyph {
    readonly id: number;
    readonly codePoints: readonly number[];
    /** In font units. */
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly PathCommand[] };
  }
  export interface GlyphPosition {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  export interface GlyphRun {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly GlyphPosition[];
  }
  export interface Subset {
    /** Returns the glyph's number within the subset; the first glyph asked for is 1. */
    includeGlyph(id: number): number;
    encode(): Uint8Array;
  }
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly xHeight: number;
    readonly italicAngle: number;
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
    layout(text: string, features?: readonly string[]): GlyphRun;
    getGlyph(id: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    createSubset(): Subset;
  }
  export function create(data: Uint8Array): Font;
}
