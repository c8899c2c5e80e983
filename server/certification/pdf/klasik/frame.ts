import { each } from '../art/curve.ts';
import { type Form, prepareForm, show } from '../art/form.ts';
import { guillocheBand, guillochePeriod } from '../art/guilloche.ts';
import { kawungBlock, kawungCell } from '../art/kawung.ts';
import { type OutlineFont, outlinedLength, outlinedText } from '../art/outlined-text.ts';
import { type Ink, rectangle, fill, stroke } from '../art/sketch.ts';
import { PAPER } from '../document/page.ts';
import { PAPER_WHITE, SOGA, TEAL } from './inks.ts';

/** Millimetres from the paper's edge. The cells fit because 297 - 210 = 87 = 15 x 5.8. */
const OUTER_RULE = 7.9;
const OUTER_HAIRLINE = 8.55;
const ZONE = 9;
export const BLOCK = 14.8;
export const CELL = 5.8;
const RING_RULE = 15.3;
const BAND = { middle: 19.35, half: 3.35, period: 17.4 };
const INNER_RULE = 23.7;
/** Where micro-text stands, and how high its capitals are: in the middle between rule and hairline. */
const MICRO_FEET = 24.7;
const MICRO_HEIGHT = 0.4;
export const INNER_HAIRLINE = 25.1;
const MICRO_SIZE = 0.62;

const { width, height } = PAPER;
const inset = (distance: number): string => rectangle(distance, distance, width - 2 * distance, height - 2 * distance);

/** Where the straight parts run, between the corner blocks. */
const FROM = ZONE + BLOCK;
const ACROSS = width - 2 * FROM;
const DOWN = height - 2 * FROM;

/** The ring of cells, over a solid bar. */
const ring = (): string => {
  const middle = ZONE + CELL / 2;
  const [columns, rows] = [Math.round(ACROSS / CELL), Math.round(DOWN / CELL)];
  const cell = (x: number, y: number): string => show('Cell', { x, y });
  return [
    fill(TEAL, rectangle(FROM, ZONE, ACROSS, CELL), rectangle(FROM, height - ZONE - CELL, ACROSS, CELL)),
    fill(TEAL, rectangle(ZONE, FROM, CELL, DOWN), rectangle(width - ZONE - CELL, FROM, CELL, DOWN)),
    ...each(columns).flatMap((column) => [middle, height - middle].map((y) => cell(FROM + (column + 0.5) * CELL, y))),
    ...each(rows).flatMap((row) => [middle, width - middle].map((x) => cell(x, FROM + (row + 0.5) * CELL))),
  ].join('\n');
};

const bands = (): string => {
  const { middle, period } = BAND;
  const down = { length: DOWN, turn: Math.PI / 2, period };
  return [
    guillocheBand('Band', { x: FROM, y: middle, length: ACROSS, period }),
    guillocheBand('Band', { x: FROM, y: height - middle, length: ACROSS, period }),
    guillocheBand('Band', { x: middle, y: FROM, ...down }),
    guillocheBand('Band', { x: width - middle, y: FROM, ...down }),
  ].join('\n');
};

const blocks = (): string => {
  const middle = ZONE + BLOCK / 2;
  return [middle, width - middle].flatMap((x) => [middle, height - middle].map((y) => show('Block', { x, y }))).join('\n');
};

export interface MicroLine {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly turn?: number;
}

const TRACKING = 0.06;

export const microLength = (font: OutlineFont, words: string): number => outlinedLength(font, words, MICRO_SIZE, TRACKING);

/** The words once, in capitals too small for a copier; their feet on y = 0. */
export const microWords = (font: OutlineFont, words: string, ink: Ink): Form =>
  prepareForm(fill(ink, outlinedText(font, words, { from: { x: 0, y: 0 }, size: MICRO_SIZE, tracking: TRACKING })), {
    left: -0.1,
    top: -0.7,
    right: microLength(font, words) + 0.1,
    bottom: 0.3,
  });

/** The form `Micro`, whose words are so long, as often as fills the line evenly. */
export const microLine = (once: number, { x, y, length, turn = 0 }: MicroLine): string => {
  const times = Math.max(1, Math.floor(length / once));
  const step = length / times;
  return each(times)
    .map((index) =>
      show('Micro', { x: x + Math.cos(turn) * step * index, y: y + Math.sin(turn) * step * index, turn, stretch: step / once }),
    )
    .join('\n');
};

const microLines = (once: number): string => {
  const from = INNER_RULE + 0.5;
  const [across, down] = [width - 2 * from, height - 2 * from];
  return [
    microLine(once, { x: from, y: MICRO_FEET, length: across }),
    microLine(once, { x: from, y: height - MICRO_FEET + MICRO_HEIGHT, length: across }),
    microLine(once, { x: MICRO_FEET, y: height - from, length: down, turn: -Math.PI / 2 }),
    microLine(once, { x: width - MICRO_FEET, y: from, length: down, turn: Math.PI / 2 }),
  ].join('\n');
};

/** The frame of the first page, without the cloth inside it. */
export const frame = (micro: Form, microLength: number): Form => {
  const inks = { ground: TEAL, seed: SOGA, paper: PAPER_WHITE };
  const content = [
    stroke(TEAL, 0.45, inset(OUTER_RULE)),
    stroke(TEAL, 0.12, inset(OUTER_HAIRLINE)),
    ring(),
    stroke(TEAL, 0.18, inset(RING_RULE)),
    bands(),
    blocks(),
    stroke(TEAL, 0.35, inset(INNER_RULE)),
    stroke(TEAL, 0.12, inset(INNER_HAIRLINE)),
    microLines(microLength),
  ];
  return prepareForm(
    content.join('\n'),
    { left: 0, top: 0, right: width, bottom: height },
    {
      Cell: kawungCell(CELL, inks),
      Block: kawungBlock(BLOCK, inks),
      Band: guillochePeriod(BAND.period, BAND.half, { main: TEAL, second: SOGA }),
      Micro: micro,
    },
  );
};
