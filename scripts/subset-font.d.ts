/** The part of subset-font 2.9 that is used here (it ships no types). */
declare module 'subset-font' {
  export interface SubsetOptions {
    readonly targetFormat: 'sfnt';
    /** OpenType layout features to keep; all others go, with the glyphs only they use. */
    readonly keepFeatures: readonly string[];
  }
  export default function subsetFont(font: Uint8Array, text: string, options: SubsetOptions): Promise<Buffer>;
}
