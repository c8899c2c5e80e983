import { deflateSync } from 'node:zlib';
import { UNITS_PER_MM } from './sketch.ts';

/**
 * Art that is drawn once and shown many times: a PDF form XObject (ISO 32000-1, 8.10) whose stream is deflated
 * when it is prepared, so that a document only copies its bytes.
 */
export interface Form {
  /** Deflated. */
  readonly stream: Buffer;
  /** In units of the sketch: left, top, right, bottom. */
  readonly box: readonly [number, number, number, number];
  /** The forms that this one shows, by the name its operators use. */
  readonly uses: Readonly<Record<string, Form>>;
}

/** Millimetres from the form's own origin, y down. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const units = (mm: number): number => Math.round(mm * UNITS_PER_MM);

export const prepareForm = (content: string, box: Box, uses: Readonly<Record<string, Form>> = {}): Form => ({
  stream: deflateSync(content, { level: 9 }),
  box: [units(box.left), units(box.top), units(box.right), units(box.bottom)],
  uses,
});

export interface Placement {
  readonly x: number;
  readonly y: number;
  /** Radians, clockwise as seen on the paper. */
  readonly turn?: number;
  /** Stretches the form's own x axis before it is turned. */
  readonly stretch?: number;
  readonly scale?: number;
}

const short = (value: number): number => Number(value.toFixed(5)) || 0;

/** Shows the form called `name`; inside another sketch, whose units are the same. */
export const show = (name: string, { x, y, turn = 0, stretch = 1, scale = 1 }: Placement): string => {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const matrix = [cos * stretch, sin * stretch, -sin, cos].map(short);
  return `q ${matrix.join(' ')} ${Math.round(x * UNITS_PER_MM)} ${Math.round(y * UNITS_PER_MM)} cm /${name} Do Q`;
};
