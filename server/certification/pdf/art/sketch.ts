/**
 * Line art as PDF path operators. Lengths are millimetres, y points down, the origin is where the caller wants
 * it; numbers are written as whole hundredths of a millimetre, which keeps a border at a few kilobytes and is
 * finer than any office printer. Operators: ISO 32000-1, 8.5.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** sRGB, 0 to 255 each. */
export type Ink = readonly [red: number, green: number, blue: number];

/** Units of a sketch to the millimetre. */
export const UNITS_PER_MM = 100;
const unit = (mm: number): number => Math.round(mm * UNITS_PER_MM) || 0;
const at = (p: Point): string => `${unit(p.x)} ${unit(p.y)}`;

export const rgb = (ink: Ink): string => ink.map((part) => Number((part / 255).toFixed(3))).join(' ');

/** The ink at a fraction of its strength on white paper: a tint without transparency. */
export const tint = ([red, green, blue]: Ink, strength: number): Ink => {
  const thin = (part: number): number => Math.round(255 - (255 - part) * strength);
  return [thin(red), thin(green), thin(blue)];
};

/** `share` 0 gives the first ink, 1 the second. */
export const mix = (first: Ink, second: Ink, share: number): Ink => {
  const between = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [between(first[0], second[0]), between(first[1], second[1]), between(first[2], second[2])];
};

export const moveTo = (p: Point): string => `${at(p)} m`;
export const lineTo = (p: Point): string => `${at(p)} l`;
export const curveTo = (first: Point, second: Point, end: Point): string => `${at(first)} ${at(second)} ${at(end)} c`;

export const line = (from: Point, to: Point): string => `${moveTo(from)} ${lineTo(to)}`;
export const rectangle = (x: number, y: number, width: number, height: number): string =>
  `${unit(x)} ${unit(y)} ${unit(width)} ${unit(height)} re`;
export const polygon = ([first, ...rest]: readonly [Point, ...Point[]]): string =>
  [moveTo(first), ...rest.map(lineTo), 'h'].join(' ');
export const diamond = (centre: Point, half: number): string =>
  polygon([
    { x: centre.x, y: centre.y - half },
    { x: centre.x + half, y: centre.y },
    { x: centre.x, y: centre.y + half },
    { x: centre.x - half, y: centre.y },
  ]);

/** Share of the radius by which a cubic Bezier's handles follow a quarter of a circle. */
const QUARTER = 0.5522847498;

/** `angle` in radians turns the half axis `a` away from the x axis. */
export const ellipse = (centre: Point, a: number, b: number, angle = 0): string => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = (x: number, y: number): Point => ({
    x: centre.x + x * a * cos - y * b * sin,
    y: centre.y + x * a * sin + y * b * cos,
  });
  const k = QUARTER;
  return [
    moveTo(turned(1, 0)),
    curveTo(turned(1, k), turned(k, 1), turned(0, 1)),
    curveTo(turned(-k, 1), turned(-1, k), turned(-1, 0)),
    curveTo(turned(-1, -k), turned(-k, -1), turned(0, -1)),
    curveTo(turned(k, -1), turned(1, -k), turned(1, 0)),
    'h',
  ].join(' ');
};
export const circle = (centre: Point, radius: number): string => ellipse(centre, radius, radius);

export const fill = (ink: Ink, ...paths: readonly string[]): string => `${rgb(ink)} rg ${paths.join(' ')} f`;
/** Holes stay open where paths overlap. */
export const fillEvenOdd = (ink: Ink, ...paths: readonly string[]): string => `${rgb(ink)} rg ${paths.join(' ')} f*`;
export const stroke = (ink: Ink, width: number, ...paths: readonly string[]): string =>
  `${rgb(ink)} RG ${unit(width)} w ${paths.join(' ')} S`;
/** What `content` draws outside the path is not shown. */
export const clipped = (path: string, content: string): string => `q ${path} W n ${content} Q`;
