import type { CertifiedUnit } from '../../certificate-record.ts';
import { fill, type Ink, line, rectangle, stroke, tint } from '../art/sketch.ts';
import { boxOnPage, type Page } from '../document/page.ts';
import type { StructureElement } from '../document/structure.ts';
import type { Faces } from '../type/faces.ts';
import { drawField, type Field, fitField } from '../type/field.ts';
import { percent, WORDS } from '../klasik/words.ts';
import type { InkOf } from './art.ts';
import type { UnitsElement } from './layout-schema.ts';

const HEAD = 9;
/** Shares of the table's width: left ends, and right ends of numbers. */
const COLUMNS = { code: 0, unit: 0.15, unitEnd: 0.565, bar: 0.585, barEnd: 0.735, score: 0.81, minimum: 0.895, result: 0.915 } as const;
const MOST_PERCENT = 100;

/** Units that a page has room for. */
export const rowsAPage = ({ height, row }: UnitsElement): number => Math.max(1, Math.floor((height - HEAD) / row));

interface Pen {
  readonly page: Page;
  readonly faces: Faces;
  readonly inkOf: InkOf;
}

type Cell = Omit<Field, 'ink' | 'face' | 'size'> & { readonly baseline: number };

/** The transcript: code, unit, how far, score, minimum and result of each unit. No text leaves its column, however long. */
export function drawUnits({ page, faces, inkOf }: Pen, root: StructureElement, element: UnitsElement, units: readonly CertifiedUnit[]): void {
  const { x, y, width } = element;
  const main = inkOf(element.colour);
  const quiet = inkOf(element.quiet ?? element.colour);
  const accent = inkOf(element.second ?? element.colour);
  const along = (share: number): number => x + share * width;
  const table = root.add('Table');
  const write = (owner: StructureElement, text: string, cell: Cell, ink: Ink, size: number, face: Field['face'] = 'text'): void => {
    const field: Field = { ...cell, ink, size, face };
    page.mark(owner.add('P'), () => drawField(page, field, fitField(faces, text, field), cell.baseline));
  };
  const rule = (at: number, thick: number, ink: Ink): void => page.artifact(() => page.sketch(stroke(ink, thick, line({ x, y: at }, { x: x + width, y: at }))));
  const left = (from: number, to: number, baseline: number): Cell => ({ x: along(from), width: (to - from) * width, align: 'left', baseline });
  const right = (to: number, from: number, baseline: number): Cell => ({ x: along(to), width: (to - from) * width, align: 'right', baseline });

  const head = table.add('TR');
  const headline = y + 5;
  const heads: readonly (readonly [string, Cell])[] = [
    [WORDS.code, left(COLUMNS.code, COLUMNS.unit - 0.01, headline)], [WORDS.unit, left(COLUMNS.unit, COLUMNS.unitEnd, headline)], [WORDS.achievement, left(COLUMNS.bar, COLUMNS.barEnd, headline)],
    [WORDS.score, right(COLUMNS.score, COLUMNS.barEnd + 0.01, headline)], [WORDS.minimum, right(COLUMNS.minimum, COLUMNS.score + 0.005, headline)], [WORDS.result, left(COLUMNS.result, 1, headline)],
  ];
  for (const [text, cell] of heads) write(head.add('TH', { scope: 'Column' }), text, cell, quiet, 8.5, 'small');
  rule(y + HEAD - 1.5, 0.3, main);

  units.forEach((unit, index) => {
    const top = y + HEAD + index * element.row;
    const baseline = top + 4;
    const row = table.add('TR');
    write(row.add('TH', { scope: 'Row' }), unit.code, left(COLUMNS.code, COLUMNS.unit - 0.01, baseline), main, 10);
    write(row.add('TD'), unit.title, { ...left(COLUMNS.unit, COLUMNS.unitEnd, baseline - 0.6), smallest: 8.5, twoLines: { size: 8.5, pitch: 3.4 } }, main, 10);
    drawBar(page, row.add('TD'), unit, { x: along(COLUMNS.bar), width: (COLUMNS.barEnd - COLUMNS.bar) * width, middle: baseline - 1.2 }, { main: accent, quiet });
    write(row.add('TD'), percent(unit.score), right(COLUMNS.score, COLUMNS.barEnd + 0.01, baseline), accent, 10.5);
    write(row.add('TD'), percent(unit.minimum), right(COLUMNS.minimum, COLUMNS.score + 0.005, baseline), main, 10.5);
    write(row.add('TD'), unit.score >= unit.minimum ? WORDS.passed : WORDS.notPassed, left(COLUMNS.result, 1, baseline), accent, 10);
    rule(top + element.row - 2, 0.12, tint(quiet, 0.4));
  });
}

function drawBar(page: Page, cell: StructureElement, { score, minimum }: CertifiedUnit, place: { readonly x: number; readonly width: number; readonly middle: number }, inks: { readonly main: Ink; readonly quiet: Ink }): void {
  const { x, width, middle } = place;
  const height = 1.4;
  const at = (value: number): number => (Math.min(MOST_PERCENT, Math.max(0, value)) * width) / MOST_PERCENT;
  const alt = `Nilai ${percent(score)} dari 100, batas minimum ${percent(minimum)}`;
  const figure = cell.add('Figure', { alt, box: boxOnPage(x, middle - 2, width, 4, page.paper) });
  page.mark(figure, () =>
    page.sketch([
      fill(tint(inks.main, 0.15), rectangle(x, middle - height / 2, width, height)),
      fill(inks.main, rectangle(x, middle - height / 2, at(score), height)),
      stroke(inks.quiet, 0.35, line({ x: x + at(minimum), y: middle - 1.7 }, { x: x + at(minimum), y: middle + 1.7 })),
    ].join(' ')),
  );
}
