import { deflateSync } from 'node:zlib';
import type { Face, Feature, ShapedGlyph } from './face.ts';

/** Glyphs of a face in the order in which a document numbers them; number 0 is always the missing glyph. */
export class Alphabet {
  readonly face: Face;
  readonly #numbers: Map<number, number>;
  readonly #glyphs: ShapedGlyph[];

  constructor(face: Face, start?: Alphabet) {
    this.face = face;
    this.#numbers = new Map(start?.entries);
    this.#glyphs = [...(start?.glyphs ?? [])];
  }

  get entries(): Iterable<readonly [number, number]> {
    return this.#numbers;
  }

  get glyphs(): readonly ShapedGlyph[] {
    return this.#glyphs;
  }

  /** The number of a glyph, which is given one at its first use. */
  numberOf(glyph: ShapedGlyph): number {
    const known = this.#numbers.get(glyph.id);
    if (known !== undefined) return known;
    const number = this.#glyphs.push(glyph);
    this.#numbers.set(glyph.id, number);
    return number;
  }

  include(text: string, feature?: Feature): this {
    for (const glyph of this.face.shape(text, feature).glyphs) this.numberOf(glyph);
    return this;
  }
}

/** What a PDF embeds of a face; streams are deflated. */
export interface FontProgram {
  readonly file: Buffer;
  readonly toUnicode: Buffer;
  /** Advance widths from number 0 on, in thousandths, as the array a CIDFont's `W` wants. */
  readonly widths: string;
}

export const fontProgram = ({ face, glyphs }: Alphabet): FontProgram => {
  const subset = face.font.createSubset();
  for (const glyph of glyphs) subset.includeGlyph(glyph.id);
  return {
    file: deflateSync(subset.encode(), { level: 9 }),
    toUnicode: deflateSync(toUnicode(glyphs)),
    widths: `[0 [${[face.font.getGlyph(0).advanceWidth, ...glyphs.map((glyph) => glyph.natural)].join(' ')}]]`,
  };
};

const hex = (value: number): string => value.toString(16).padStart(4, '0');
const utf16 = (codePoints: readonly number[]): string =>
  Array.from(String.fromCodePoint(...codePoints).matchAll(/[^]/g), ([unit]) => hex(unit.charCodeAt(0))).join('');

/** At most so many lines in one block of a character map (Adobe Technical Note 5014). */
const BLOCK = 100;

/** Maps numbers to the characters they stand for, so that text can be searched and copied (ISO 32000-1, 9.10.3). */
const toUnicode = (glyphs: readonly ShapedGlyph[]): string => {
  const lines = glyphs.flatMap(({ codePoints }, index) =>
    codePoints.length > 0 ? [`<${hex(index + 1)}> <${utf16(codePoints)}>`] : [],
  );
  const blocks: string[] = [];
  for (let from = 0; from < lines.length; from += BLOCK) {
    const block = lines.slice(from, from + BLOCK);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
};
