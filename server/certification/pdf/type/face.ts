import type { Font } from 'fontkit';

export type Feature = 'smcp' | 'tnum';

/** A glyph as it stands in a word. Lengths are thousandths of the size. */
export interface ShapedGlyph {
  readonly id: number;
  /** What it stands for; several for a ligature. No two letters share a glyph in these fonts. */
  readonly codePoints: readonly number[];
  /** How far the pen moves, kerning included; and how far the font's own table says it would. */
  readonly advance: number;
  readonly natural: number;
  readonly dx: number;
  readonly dy: number;
}

export interface ShapedText {
  readonly glyphs: readonly ShapedGlyph[];
  /** Thousandths of the size. */
  readonly width: number;
  /** False when the face lacks a letter of it. */
  readonly complete: boolean;
}

const MISSING = 0;
/** Shaping would cost half of a certificate's time, but words come again; a cache that is full is emptied. */
const WORDS_KEPT = 4_000;
const TEXTS_KEPT = 1_000;
/** Texts of one paper alone: it measures them, then draws them, and nobody asks for them again. A text takes some 2 KB. */
const PASSING_KEPT = 32;
/** Serials, addresses, digests: never twice the same, so they are set letter by letter, without kerning. */
const CODE = /^(?=.*\d)\S{7,} ?$/;
const HAS_CODE = /(?:^| )(?=\S*\d)\S{7,}/;

/** One cut of the typeface, opened once and shared by all documents. */
export class Face {
  readonly font: Font;
  readonly #words = new Map<string, readonly ShapedGlyph[]>();
  readonly #texts = new Map<string, ShapedText>();
  readonly #passing = new Map<string, ShapedText>();

  constructor(font: Font) {
    this.font = font;
    if (this.font.unitsPerEm !== 1000) throw new Error(`${this.font.postscriptName} is not drawn on 1000 units`);
  }

  /** Ligatures, kerning within words, marks in place, lining figures. */
  shape(text: string, feature?: Feature): ShapedText {
    const key = `${feature ?? ''}/${text}`;
    const known = this.#texts.get(key) ?? this.#passing.get(key);
    if (known) return known;
    const glyphs = (text.match(/[^ ]* |[^ ]+$/g) ?? []).flatMap((word) =>
      CODE.test(word) ? Array.from(word).flatMap((letter) => this.#word(letter, feature)) : this.#word(word, feature),
    );
    const width = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);
    const shaped: ShapedText = { glyphs, width, complete: glyphs.every((glyph) => glyph.id !== MISSING) };
    const [kept, most] = HAS_CODE.test(text) ? [this.#passing, PASSING_KEPT] : [this.#texts, TEXTS_KEPT];
    if (kept.size >= most) kept.clear();
    kept.set(key, shaped);
    return shaped;
  }

  #word(word: string, feature: Feature | undefined): readonly ShapedGlyph[] {
    const key = `${feature ?? ''}/${word}`;
    const known = this.#words.get(key);
    if (known) return known;
    const { glyphs, positions } = this.font.layout(word, feature ? ['lnum', feature] : ['lnum']);
    const shaped = glyphs.map((glyph, index): ShapedGlyph => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
      return {
        id: glyph.id,
        codePoints: glyph.codePoints,
        advance: xAdvance,
        natural: glyph.advanceWidth,
        dx: xOffset,
        dy: yOffset,
      };
    });
    if (this.#words.size >= WORDS_KEPT) this.#words.clear();
    this.#words.set(key, shaped);
    return shaped;
  }

  /** Characters, each once, for which this face has no glyph. */
  missing(text: string): readonly string[] {
    return [...new Set(text)].filter((character) => !this.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  }
}
