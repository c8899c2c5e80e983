import { phases, traced } from './curve.ts';
import { type Form, prepareForm } from './form.ts';
import { type Ink, stroke } from './sketch.ts';

/** The line under the name: waves in an envelope 1.5 (1 - x²/L²)^1.6 that runs out to nothing at both ends. */
export const flourish = (width: number, inks: { readonly main: Ink; readonly second: Ink }): Form => {
  const reach = width / 2;
  const wave = (halfWaves: number, phase: number): string =>
    traced(
      (t) => {
        const envelope = 1.5 * Math.max(0, 1 - t * t) ** 1.6;
        return { x: reach * t, y: envelope * Math.sin((halfWaves * Math.PI * (t + 1)) / 2 + phase) };
      },
      -1,
      1,
      36,
    );
  const content = [
    stroke(inks.main, 0.07, ...phases(6).map((phase) => wave(9, phase))),
    stroke(inks.second, 0.08, ...phases(4).map((phase) => wave(5.5, phase))),
  ];
  return prepareForm(content.join('\n'), { left: -reach, top: -1.7, right: reach, bottom: 1.7 });
};
