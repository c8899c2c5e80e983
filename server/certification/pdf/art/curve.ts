import { type Point, curveTo, moveTo } from './sketch.ts';

/** Where a pen is at time `t`; millimetres. */
export type Curve = (t: number) => Point;

/**
 * A smooth curve as cubic Beziers: each piece keeps place and velocity of the curve at both its ends (Hermite;
 * a Bezier handle is a third of the velocity). Velocities are taken by central differences.
 */
export const traced = (curve: Curve, from: number, to: number, pieces: number): string => {
  const step = (to - from) / pieces;
  const nudge = step / 1000;
  const third = (t: number): Point => {
    const [before, after] = [curve(t - nudge), curve(t + nudge)];
    const share = step / (6 * nudge);
    return { x: (after.x - before.x) * share, y: (after.y - before.y) * share };
  };
  const operators = [moveTo(curve(from))];
  for (let piece = 0; piece < pieces; piece += 1) {
    const [t0, t1] = [from + piece * step, from + (piece + 1) * step];
    const [start, end, out, back] = [curve(t0), curve(t1), third(t0), third(t1)];
    operators.push(curveTo({ x: start.x + out.x, y: start.y + out.y }, { x: end.x - back.x, y: end.y - back.y }, end));
  }
  return operators.join(' ');
};

/** `count` numbers from 0, for families of lines that differ in phase. */
export const each = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** The phases 0, 2π/count, ... of a family of lines. */
export const phases = (count: number): readonly number[] => each(count).map((index) => (2 * Math.PI * index) / count);
