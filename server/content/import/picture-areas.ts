import { imageSize } from 'image-size';

/** Left, top, width, height, in percent of the picture, as `hotspot` writes it. */
export type Area = readonly [left: number, top: number, width: number, height: number];
export interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}
/** Left, top, right, bottom, in pixels. */
type Box = readonly [left: number, top: number, right: number, bottom: number];
export interface Shaped {
  readonly area: Area;
  readonly shape: 'rect' | 'oval';
  /** The source draws another outline: this is the smallest box around it. */
  readonly around: boolean;
}

const WHOLE = 100;
const DIGITS = 2;
const rounded = (value: number) => Number(value.toFixed(DIGITS));

/** The pixels by which a picture's areas are counted; undefined: its bytes are no picture that is known. */
export function pictureSize(bytes: Uint8Array): Size | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    // The library throws on what it does not know.
    return undefined;
  }
}

/** What of a box lies on the picture; undefined: nothing does. */
function areaOf([left, top, right, bottom]: Box, { width, height }: Size): Area | undefined {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [across, down] = [Math.min(width, right) - x, Math.min(height, bottom) - y];
  if (!(across > 0 && down > 0)) return undefined;
  const [start, above] = [rounded((x / width) * WHOLE), rounded((y / height) * WHOLE)];
  // Rounding may not lead out of the picture.
  return [start, above, Math.min(rounded((across / width) * WHOLE), rounded(WHOLE - start)), Math.min(rounded((down / height) * WHOLE), rounded(WHOLE - above))];
}

const isBox = (xs: readonly number[], ys: readonly number[]) => xs.length <= 5 && new Set(xs).size === 2 && new Set(ys).size === 2;

/**
 * A shape of pixels as an area of ours: `rect` left, top, right, bottom; `circle` centre and radius; `ellipse` centre and two radii;
 * `poly` pairs of x and y; `default` the whole picture (QTI 2.1, 5.5.1, the shapes of HTML's image maps). Undefined: it cannot be read.
 */
export function shapedArea(shape: string, coords: readonly number[], size: Size): Shaped | undefined {
  if (coords.some((value) => !Number.isFinite(value))) return undefined;
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = c] = coords;
  const within = (box: Box, form: Shaped['shape'], around = false): Shaped | undefined => {
    const area = areaOf(box, size);
    return area && { area, shape: form, around };
  };
  switch (shape) {
    case 'default':
      return within([0, 0, size.width, size.height], 'rect');
    case 'rect':
      return coords.length === 4 ? within([a, b, c, d], 'rect') : undefined;
    case 'circle':
    case 'ellipse':
      return coords.length === (shape === 'circle' ? 3 : 4) ? within([a - c, b - d, a + c, b + d], 'oval') : undefined;
    case 'poly': {
      const xs = coords.filter((_value, index) => index % 2 === 0);
      const ys = coords.filter((_value, index) => index % 2 === 1);
      return coords.length >= 6 && xs.length === ys.length ? within([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], 'rect', !isBox(xs, ys)) : undefined;
    }
    default:
      return undefined;
  }
}

/** The larger of the differences between two areas, in percent of the picture. */
export const distance = (one: Area, other: Area): number => Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))));
