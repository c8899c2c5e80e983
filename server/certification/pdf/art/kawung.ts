import { type Box, type Form, prepareForm } from './form.ts';
import { each } from './curve.ts';
import { type Ink, type Point, circle, clipped, diamond, ellipse, fill, rectangle, stroke, tint } from './sketch.ts';

/**
 * Kawung, the batik of four petals around a cross. In a cell of side c the petals lie on the diagonals with their
 * centres at c/4; with a0 = c/(2√2) their half axes are 0.83 a0 and 0.54 a0. They do not touch, since
 * (a/a0)² + (b/a0)² <= 1.
 */
const LONG = 0.83;
const SHORT = 0.54;

export interface Inks {
  readonly ground: Ink;
  readonly seed: Ink;
  readonly paper: Ink;
}

interface Petal {
  readonly centre: Point;
  readonly a: number;
  readonly b: number;
  readonly angle: number;
}

const petalsOf = (side: number): readonly Petal[] => {
  const a0 = side / (2 * Math.SQRT2);
  return [1, 3, 5, 7].map((eighth) => {
    const angle = (eighth * Math.PI) / 4;
    return {
      centre: { x: (Math.SQRT2 * side * Math.cos(angle)) / 4, y: (Math.SQRT2 * side * Math.sin(angle)) / 4 },
      a: LONG * a0,
      b: SHORT * a0,
      angle,
    };
  });
};

const nested = ({ centre, a, b, angle }: Petal, long: number, short = long): string =>
  ellipse(centre, a * long, b * short, angle);
const square = (side: number): Box => ({ left: -side / 2, top: -side / 2, right: side / 2, bottom: side / 2 });

/** One cell of the ring; the solid ground lies under the whole ring, so that no seam shows between cells. */
export const kawungCell = (side: number, inks: Inks): Form => {
  const petals = petalsOf(side);
  const half = side / 2;
  const corners: readonly Point[] = [
    { x: 0, y: 0 },
    { x: 0, y: -half },
    { x: half, y: 0 },
    { x: 0, y: half },
    { x: -half, y: 0 },
  ];
  const content = [
    fill(inks.paper, ...petals.map((petal) => nested(petal, 1))),
    stroke(inks.ground, 0.09, ...petals.map((petal) => nested(petal, 0.82, 0.72))),
    fill(inks.seed, ...petals.map((petal) => nested(petal, 0.47, 0.31))),
    clipped(rectangle(-half, -half, side, side), fill(tint(inks.seed, 0.68), ...corners.map((corner) => diamond(corner, 0.3)))),
  ];
  return prepareForm(content.join('\n'), square(side));
};

/** Distance of the circles in the ground: viewers that draw no line thinner than a pixel still leave it dark. */
const ENGRAVED = 0.5;

/** The block at a corner of the frame: one great kawung, its ground engraved with concentric circles. */
export const kawungBlock = (side: number, inks: Inks): Form => {
  const petals = petalsOf(side);
  const half = side / 2;
  const rings = each(Math.ceil((half * Math.SQRT2) / ENGRAVED)).map((ring) => circle({ x: 0, y: 0 }, ENGRAVED * (ring + 1)));
  const dots: readonly Point[] = [
    { x: 0, y: -0.755 * half },
    { x: 0.755 * half, y: 0 },
    { x: 0, y: 0.755 * half },
    { x: -0.755 * half, y: 0 },
  ];
  const all = (scale: number): readonly string[] => petals.map((petal) => nested(petal, scale));
  const content = [
    fill(inks.ground, rectangle(-half, -half, side, side)),
    clipped(rectangle(-half, -half, side, side), stroke(inks.paper, 0.04, ...rings)),
    fill(inks.paper, ...petals.map((petal) => nested(petal, 1.045, 1.06))),
    stroke(inks.ground, 0.08, ...[0.99, 0.925].flatMap(all)),
    stroke(inks.seed, 0.06, ...[0.84, 0.77, 0.7, 0.63, 0.56].flatMap(all)),
    fill(inks.seed, ...petals.map((petal) => nested(petal, 0.4, 0.36))),
    fill(inks.paper, ...dots.map((dot) => circle(dot, 0.52)), diamond({ x: 0, y: 0 }, 0.95)),
    fill(inks.seed, diamond({ x: 0, y: 0 }, 0.5)),
  ];
  return prepareForm(content.join('\n'), square(side));
};

/** A cell of the pale cloth under the text: lines only; it takes its ink from whoever shows it. */
export const kawungOutline = (side: number): Form => {
  const petals = petalsOf(side);
  const lines = [1, 0.88, 0.7, 0.5].flatMap((scale) => petals.map((petal) => nested(petal, scale, scale ** 1.3)));
  return prepareForm(`8 w ${[...lines, diamond({ x: 0, y: 0 }, 0.62)].join(' ')} S`, square(side));
};
