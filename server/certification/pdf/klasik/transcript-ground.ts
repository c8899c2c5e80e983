import { each } from '../art/curve.ts';
import { type Form, prepareForm, show } from '../art/form.ts';
import { guillocheBand, guillochePeriod } from '../art/guilloche.ts';
import { kawungCell } from '../art/kawung.ts';
import { fill, line, rectangle, stroke } from '../art/sketch.ts';
import { PAPER } from '../document/page.ts';
import { PAPER_WHITE, SOGA, TEAL } from './inks.ts';

const { width, height } = PAPER;
const RULE = 9;
const HAIRLINE = 9.85;
/** The strip at the head and the band at the foot. */
const STRIP = { from: 10.7, top: 10.7, cells: 47 };
const BAND = { rule: 192.4, middle: 195.9, half: 3.05, period: 17.2 };

/** What the pages of the transcript have around them: a double rule, kawung at the head, guilloche at the foot. */
export const transcriptGround = (): Form => {
  const length = width - 2 * STRIP.from;
  const cell = length / STRIP.cells;
  const around = (distance: number): string => rectangle(distance, distance, width - 2 * distance, height - 2 * distance);
  const content = [
    stroke(TEAL, 0.45, around(RULE)),
    stroke(TEAL, 0.12, around(HAIRLINE)),
    fill(TEAL, rectangle(STRIP.from, STRIP.top, length, cell)),
    ...each(STRIP.cells).map((index) => show('Cell', { x: STRIP.from + (index + 0.5) * cell, y: STRIP.top + cell / 2 })),
    stroke(TEAL, 0.18, line({ x: STRIP.from, y: BAND.rule }, { x: width - STRIP.from, y: BAND.rule })),
    guillocheBand('Band', { x: STRIP.from, y: BAND.middle, length, period: BAND.period }),
  ];
  return prepareForm(
    content.join('\n'),
    { left: 0, top: 0, right: width, bottom: height },
    {
      Cell: kawungCell(cell, { ground: TEAL, seed: SOGA, paper: PAPER_WHITE }),
      Band: guillochePeriod(BAND.period, BAND.half, { main: TEAL, second: SOGA }),
    },
  );
};
