import type { PdfFile } from '../document/pdf-file.ts';
import { type Reference, array, dictionary, name, text } from '../document/syntax.ts';
import { Alphabet, type FontProgram, fontProgram } from './alphabet.ts';
import type { FaceName } from './faces.ts';
import type { ShapedText } from './face.ts';
import type { SetText } from './set-text.ts';
import { showGlyphs } from './show-glyphs.ts';

/** A face with the glyphs that nearly every document needs, its font program already made. */
export interface PreparedFont {
  readonly resource: string;
  readonly alphabet: Alphabet;
  readonly program: FontProgram;
  /** Operators of texts made of these glyphs alone. */
  readonly shown: WeakMap<ShapedText, string>;
}
export type PreparedFonts = Readonly<Record<FaceName, PreparedFont>>;

export const prepareFont = (resource: string, alphabet: Alphabet): PreparedFont => ({
  resource,
  alphabet,
  program: fontProgram(alphabet),
  shown: new WeakMap(),
});

/**
 * The fonts of one document: the prepared glyphs always have the same numbers, rarer ones are added behind them. A
 * document without rare letters embeds the prepared program as it is; otherwise that face alone is subset again.
 */
export class DocumentFonts {
  readonly #prepared: PreparedFonts;
  readonly #used = new Map<FaceName, Alphabet>();

  constructor(prepared: PreparedFonts) {
    this.#prepared = prepared;
  }

  resourceOf(face: FaceName): string {
    return this.#prepared[face].resource;
  }

  /** The operators that show a text set in the face. */
  show({ face, shaped, size }: SetText): string {
    const { alphabet: prepared, shown } = this.#prepared[face];
    const alphabet = this.#used.get(face) ?? new Alphabet(prepared.face, prepared);
    this.#used.set(face, alphabet);
    const known = shown.get(shaped);
    if (known !== undefined) return known;
    const codes = shaped.glyphs.map((glyph) => alphabet.numberOf(glyph));
    const operators = showGlyphs(shaped.glyphs, codes, size);
    /** Prepared glyphs have the same numbers in every document, and without lifted marks the size is of no account. */
    if (codes.every((code) => code <= prepared.glyphs.length) && shaped.glyphs.every((glyph) => glyph.dy === 0))
      shown.set(shaped, operators);
    return operators;
  }

  /** Writes the faces that were used; returns the dictionary of font resources. */
  write(file: PdfFile): string {
    const resources = [...this.#used].map(([face, alphabet]) => {
      const prepared = this.#prepared[face];
      const program = alphabet.glyphs.length === prepared.alphabet.glyphs.length ? prepared.program : fontProgram(alphabet);
      return [prepared.resource, writeFont(file, alphabet, program)] as const;
    });
    return dictionary(Object.fromEntries(resources));
  }
}

/** A subset's name begins with six capitals (ISO 32000-1, 9.6.4); one file holds each face once, so they may be fixed. */
const SUBSET_TAG = 'BIMTEK';

const writeFont = (file: PdfFile, { face: { font } }: Alphabet, program: FontProgram): Reference => {
  const fontName = name(`${SUBSET_TAG}+${font.postscriptName}`);
  const { bbox } = font;
  const descriptor = file.add(
    dictionary({
      Type: name('FontDescriptor'),
      FontName: fontName,
      Flags: font.italicAngle === 0 ? 4 : 68,
      FontBBox: array([bbox.minX, bbox.minY, bbox.maxX, bbox.maxY]),
      ItalicAngle: font.italicAngle,
      Ascent: font.ascent,
      Descent: font.descent,
      CapHeight: font.capHeight,
      XHeight: font.xHeight,
      StemV: 70,
      FontFile3: file.stream({ Subtype: name('CIDFontType0C'), Filter: name('FlateDecode') }, program.file),
    }),
  );
  const descendant = file.add(
    dictionary({
      Type: name('Font'),
      Subtype: name('CIDFontType0'),
      BaseFont: fontName,
      CIDSystemInfo: dictionary({ Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 }),
      FontDescriptor: descriptor,
      W: program.widths,
    }),
  );
  return file.add(
    dictionary({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: fontName,
      Encoding: name('Identity-H'),
      DescendantFonts: array([descendant]),
      ToUnicode: file.stream({ Filter: name('FlateDecode') }, program.toUnicode),
    }),
  );
};
