/** How pictures are made smaller: widths in pixels of the phone's screen, and the formats that phones read. */
export const FORMATS = ['avif', 'webp'] as const;
export type Format = (typeof FORMATS)[number];

/** A small phone, a phone with a fine screen, a column on a laptop with one. */
const WIDTHS = [480, 960, 1440] as const;
/** What a phone keeps: one file, in the format that every browser of the last years reads. */
const KEPT_WIDTH = 960;
/** A picture of more pixels costs more memory to read than a small server has: it stays as it is. */
export const MOST_PIXELS = 50_000_000;

const READ = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** Others are drawings, are small already, or move. */
export const canBeSmaller = (type: string, { width, height }: Size): boolean => READ.has(type) && width * height <= MOST_PIXELS;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `480.avif` */
export type VariantName = `${number}.${Format}`;

/** From narrow to wide; a picture is never made wider than it is. */
export const widthsOf = ({ width }: Size): readonly number[] => {
  const below = WIDTHS.filter((one) => one < width);
  return below.length < WIDTHS.length ? [...below, width] : below;
};

export const variantsOf = (size: Size): readonly VariantName[] => FORMATS.flatMap((format) => widthsOf(size).map((width): VariantName => `${width}.${format}`));

export const keptVariantOf = (size: Size): VariantName => `${widthsOf(size).find((width) => width >= KEPT_WIDTH) ?? size.width}.webp`;

/** What a name asks for; undefined: nothing that is made. */
export function readVariant(name: string): { readonly width: number; readonly format: Format } | undefined {
  const found = /^([1-9]\d{0,4})\.(avif|webp)$/.exec(name);
  return found ? { width: Number(found[1]), format: found[2] === 'avif' ? 'avif' : 'webp' } : undefined;
}
