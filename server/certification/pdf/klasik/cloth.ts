import { each } from '../art/curve.ts';
import { type Form, prepareForm, show } from '../art/form.ts';
import { kawungOutline } from '../art/kawung.ts';
import { clipped, mix, rectangle, rgb, tint } from '../art/sketch.ts';
import { PAPER } from '../document/page.ts';
import { INNER_HAIRLINE } from './frame.ts';
import { SOGA, TEAL } from './inks.ts';

/** Side of a cell of the cloth; one has its middle in the middle of the page. */
const SIDE = 23.2;
const STRENGTH = 0.17;
const { width, height } = PAPER;

/** The pale kawung cloth under the text, from teal at the sides to soga in the middle. */
export const cloth = (): Form => {
  const [columns, rows] = [5, 4];
  const content = each(2 * columns + 1).map((index) => {
    const column = index - columns;
    const ink = tint(mix(SOGA, TEAL, Math.min(1, Math.abs(column) / 4)), STRENGTH);
    const cells = each(2 * rows + 1).map((row) =>
      show('Cell', { x: width / 2 + column * SIDE, y: height / 2 + (row - rows) * SIDE }),
    );
    return [`${rgb(ink)} RG`, ...cells].join('\n');
  });
  const inside = rectangle(INNER_HAIRLINE, INNER_HAIRLINE, width - 2 * INNER_HAIRLINE, height - 2 * INNER_HAIRLINE);
  return prepareForm(
    clipped(inside, content.join('\n')),
    { left: 0, top: 0, right: width, bottom: height },
    { Cell: kawungOutline(SIDE) },
  );
};
