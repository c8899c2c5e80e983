import { each, phases, traced } from './curve.ts';
import { type Form, prepareForm, show } from './form.ts';
import type { OutlineFont } from './outlined-text.ts';
import { ringText } from './outlined-text.ts';
import { type Ink, circle, fill, rgb, stroke } from './sketch.ts';

export interface SealInks {
  readonly main: Ink;
  readonly second: Ink;
  readonly paper: Ink;
}

interface Rosette {
  readonly ink: 'main' | 'second';
  /** The sector is drawn once and turned `sectors` times. */
  readonly sectors: number;
  readonly lines: number;
  readonly pieces: number;
  /** Radius in mm at angle t, for a line of this phase. */
  readonly radius: (t: number, phase: number) => number;
}

const { sin, cos, PI } = Math;
const EDGE: Rosette = { ink: 'main', sectors: 60, lines: 6, pieces: 4, radius: (t, phase) => 15.8 + 1.2 * sin(60 * t + phase) };
const BRAID: Rosette = {
  ink: 'second',
  sectors: 30,
  lines: 8,
  pieces: 8,
  radius: (t, phase) => 13.95 + (0.88 + 0.34 * cos(30 * t)) * sin(60 * t + phase),
};
const ROSE: Rosette = { ink: 'main', sectors: 12, lines: 12, pieces: 6, radius: (t, phase) => 7.35 + 2.25 * cos(12 * t + phase) };
const WREATH: Rosette = {
  ink: 'second',
  sectors: 16,
  lines: 8,
  pieces: 8,
  radius: (t, phase) => 5.68 + (0.52 + 0.3 * cos(16 * t)) * sin(32 * t + phase),
};
const CENTRE = { x: 0, y: 0 };

const sectorForm = (rosette: Rosette, inks: SealInks): Form => {
  const width = (2 * PI) / rosette.sectors;
  const lines = phases(rosette.lines).map((phase) =>
    traced((t) => ({ x: rosette.radius(t, phase) * sin(t), y: -rosette.radius(t, phase) * cos(t) }), 0, width, rosette.pieces),
  );
  return prepareForm(`2 J ${stroke(inks[rosette.ink], 0.07, ...lines)}`, { left: -18, top: -18, right: 18, bottom: 18 });
};

const turnedAround = (name: string, { sectors }: Rosette): string =>
  each(sectors)
    .map((sector) => show(name, { ...CENTRE, turn: (2 * PI * sector) / sectors }))
    .join('\n');

/** An engraved edge and braid around a ring of capitals, a rosette, a wreath and the mark. Radius 17 mm at scale 1. */
export const seal = (words: string, font: OutlineFont, mark: Form, inks: SealInks): Form => {
  const rings = (...radii: readonly number[]): string =>
    stroke(inks.main, 0.09, ...radii.map((radius) => circle(CENTRE, radius)));
  const ring = ringText(font, words, { radius: 10.72, size: 2.05 });
  const content = [
    fill(inks.paper, circle(CENTRE, 16.9)),
    turnedAround('Edge', EDGE),
    turnedAround('Braid', BRAID),
    fill(inks.paper, circle(CENTRE, 12.85)),
    rings(12.75, 12.55, 10.02, 9.84),
    `${rgb(inks.main)} rg`,
    ring.content,
    turnedAround('Rose', ROSE),
    turnedAround('Wreath', WREATH),
    fill(inks.paper, circle(CENTRE, 4.7)),
    rings(4.6, 4.38),
    show('Mark', { ...CENTRE, scale: 0.46 }),
  ];
  return prepareForm(
    content.join('\n'),
    { left: -17.2, top: -17.2, right: 17.2, bottom: 17.2 },
    {
      Edge: sectorForm(EDGE, inks),
      Braid: sectorForm(BRAID, inks),
      Rose: sectorForm(ROSE, inks),
      Wreath: sectorForm(WREATH, inks),
      Mark: mark,
      ...ring.uses,
    },
  );
};
