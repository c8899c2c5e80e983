import { each, phases, traced } from './curve.ts';
import { type Form, prepareForm, show } from './form.ts';
import { type Ink, stroke } from './sketch.ts';

export interface BandInks {
  readonly main: Ink;
  readonly second: Ink;
}

/**
 * One period of an engraved band, centred on y = 0; `half` is its half width. Two families of the main ink swell
 * against each other, y = h(±0.56 sin a + 0.40 sin(2a + p)); the second ink binds them,
 * y = h(0.5 + 0.45 cos 2a) sin(a + p).
 */
export const guillochePeriod = (period: number, half: number, inks: BandInks): Form => {
  const wave = (height: (a: number) => number): string =>
    traced((t) => ({ x: period * t, y: half * height(2 * Math.PI * t) }), 0, 1, 8);
  const swelling = (sign: number): readonly string[] =>
    phases(14).map((phase) => wave((a) => sign * 0.56 * Math.sin(a) + 0.4 * Math.sin(2 * a + phase)));
  const binding = phases(8).map((phase) => wave((a) => (0.5 + 0.45 * Math.cos(2 * a)) * Math.sin(a + phase)));
  const content = [stroke(inks.main, 0.06, ...swelling(1), ...swelling(-1)), stroke(inks.second, 0.08, ...binding)];
  return prepareForm(`2 J ${content.join('\n')}`, { left: -0.1, top: -half - 0.1, right: period + 0.1, bottom: half + 0.1 });
};

export interface Band {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  /** Radians; π/2 runs down the paper. */
  readonly turn?: number;
  /** As drawn by `guillochePeriod`; stretched a little, so that whole periods fill the length. */
  readonly period: number;
}

/** A band of whole periods of the form called `name`. */
export const guillocheBand = (name: string, { x, y, length, turn = 0, period }: Band): string => {
  const count = Math.round(length / period);
  const step = length / count;
  return each(count)
    .map((index) => ({
      x: x + Math.cos(turn) * step * index,
      y: y + Math.sin(turn) * step * index,
      turn,
      stretch: step / period,
    }))
    .map((placement) => show(name, placement))
    .join('\n');
};
