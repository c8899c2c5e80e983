import { each } from './curve.ts';
import { type Form, prepareForm } from './form.ts';
import { type Ink, type Point, curveTo, diamond, ellipse, fill, fillEvenOdd, moveTo } from './sketch.ts';

/** The side of the square in which the logo is drawn (public/ shows the same mark as `logo.svg`). */
const LOGO = 48;

/** The mark of Bimtek: four kawung petals, each with a slit, around a seed. `size` is its square in millimetres. */
export const kawungMark = (size: number, petalInk: Ink, seedInk: Ink): Form => {
  const half = size / 2;
  return prepareForm(kawungSketch(size, petalInk, seedInk), { left: -half, top: -half, right: half, bottom: half });
};

/** The same as operators, around the origin: petals on one line, the seed on the next. */
export const kawungSketch = (size: number, petalInk: Ink, seedInk: Ink): string => {
  const scale = size / LOGO;
  const petals = each(4).map((quarter) => petal(quarter, scale));
  return `${fillEvenOdd(petalInk, ...petals)}\n${fill(seedInk, diamond({ x: 0, y: 0 }, 3.6 * scale))}`;
};

const petal = (quarter: number, scale: number): string => {
  const turn = (quarter * Math.PI) / 2;
  const turned = (x: number, y: number): Point => ({
    x: (x * Math.cos(turn) - y * Math.sin(turn)) * scale,
    y: (x * Math.sin(turn) + y * Math.cos(turn)) * scale,
  });
  const outline = ellipse(turned(-9.7, -9.7), 12.3 * scale, 7.4 * scale, turn + Math.PI / 4);
  const [outer, inner] = [turned(-13.66, -13.66), turned(-5.74, -5.74)];
  const slit = [moveTo(outer), arch(outer, turned(-12.53, -6.87), inner), arch(inner, turned(-6.87, -12.53), outer), 'h'];
  return `${outline} ${slit.join(' ')}`;
};

/** A quadratic Bezier, as the logo has it, written as the same cubic one. */
const arch = (start: Point, handle: Point, end: Point): string => {
  const towards = (from: Point): Point => ({
    x: from.x + (2 * (handle.x - from.x)) / 3,
    y: from.y + (2 * (handle.y - from.y)) / 3,
  });
  return curveTo(towards(start), towards(end), end);
};
