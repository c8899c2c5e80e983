import type { CertifiedUnit } from '../../certificate-record.ts';
import { type Ink, fill, line, lineTo, moveTo, rectangle, stroke } from '../art/sketch.ts';
import { boxOnPage } from '../document/page.ts';
import type { StructureElement } from '../document/structure.ts';
import { drawField, fitField } from '../type/field.ts';
import { HAIRLINE, PAPER_WHITE, SOGA, TEAL, TROUGH } from './inks.ts';
import { BACK } from './measures.ts';
import { type Sheet, write } from './pen.ts';
import { WORDS, percent } from './words.ts';

const { table, columns } = BACK;

/** Left ends, or right ends of columns of numbers; the English below. */
const HEADS = [
  { text: WORDS.code, english: 'code', x: columns.code, align: 'left', width: 22 },
  { text: WORDS.unit, english: 'unit of competency', x: columns.unit, align: 'left', width: 100 },
  { text: WORDS.achievement, english: 'achievement, 0 to 100, against the minimum', x: columns.bar, align: 'left', width: 56 },
  { text: WORDS.score, english: 'score', x: columns.score, align: 'right', width: 14 },
  { text: WORDS.minimum, english: 'required', x: columns.minimum, align: 'right', width: 18 },
  { text: WORDS.result, english: 'result', x: columns.result, align: 'left', width: 18 },
] as const;

/** Draws score against minimum for each unit; returns where the table ends, in mm from the top. */
export const drawUnitTable = (sheet: Sheet, root: StructureElement, units: readonly CertifiedUnit[]): number => {
  const element = root.add('Table');
  const head = element.add('TR');
  for (const { text, english, ...place } of HEADS) {
    const cell = head.add('TH', { scope: 'Column' });
    write(sheet, cell, 'P', text, { ...BACK.headLabel, ...place, baseline: table.head });
    write(sheet, cell, 'P', english, { ...BACK.headTranslation, ...place, baseline: table.headEn }, { language: 'en' });
  }
  ruleAt(sheet, table.rule, 0.35, TEAL);
  const pitch = Math.min(table.pitch, table.depth / units.length);
  units.forEach((unit, index) => {
    const baseline = table.first + index * pitch;
    drawRow(sheet, element.add('TR'), unit, baseline, pitch);
    const last = index === units.length - 1;
    ruleAt(sheet, baseline + pitch - (table.pitch - table.ruleBelow), last ? 0.18 : 0.12, last ? TEAL : HAIRLINE);
  });
  return table.first + units.length * pitch - (table.pitch - table.ruleBelow);
};

const ruleAt = ({ page }: Sheet, y: number, width: number, ink: Ink): void => {
  page.artifact(() => page.sketch(stroke(ink, width, line({ x: BACK.left, y }, { x: BACK.right, y }))));
};

const drawRow = (sheet: Sheet, row: StructureElement, unit: CertifiedUnit, baseline: number, pitch: number): void => {
  write(sheet, row.add('TH', { scope: 'Row' }), 'P', unit.code, { ...BACK.code, baseline });
  const title = row.add('TD');
  const fitted = fitField(sheet.faces, unit.title, BACK.unit);
  sheet.page.mark(title.add('P'), () => drawField(sheet.page, BACK.unit, fitted, baseline - (fitted.lines.length > 1 ? 0.3 : 0)));
  if (unit.titleEn && fitted.lines.length === 1 && pitch >= table.tightest) {
    write(sheet, title, 'P', unit.titleEn, { ...BACK.unitEn, baseline: baseline + table.second }, { language: 'en' });
  }
  drawBar(sheet, row.add('TD'), unit, baseline - BACK.bar.above);
  write(sheet, row.add('TD'), 'P', percent(unit.score), { ...BACK.score, baseline });
  write(sheet, row.add('TD'), 'P', percent(unit.minimum), { ...BACK.minimum, baseline });
  drawResult(sheet, row.add('TD'), unit.score >= unit.minimum, baseline);
};

const drawBar = ({ page }: Sheet, cell: StructureElement, { score, minimum }: CertifiedUnit, middle: number): void => {
  const { width, height, tick } = BACK.bar;
  const x = columns.bar;
  const at = (value: number): number => (Math.min(100, Math.max(0, value)) * width) / 100;
  const alt = `Nilai ${percent(score)} dari 100, batas minimum ${percent(minimum)}`;
  const figure = cell.add('Figure', { alt, box: boxOnPage(x, middle - tick / 2, width, tick) });
  page.mark(figure, () => {
    page.sketch(
      [
        fill(TROUGH, rectangle(x, middle - height / 2, width, height)),
        fill(TEAL, rectangle(x, middle - height / 2, at(score), height)),
        fill(PAPER_WHITE, rectangle(x + at(minimum) - 0.36, middle - height / 2, 0.72, height)),
        stroke(SOGA, 0.34, line({ x: x + at(minimum), y: middle - tick / 2 }, { x: x + at(minimum), y: middle + tick / 2 })),
      ].join(' '),
    );
  });
};

const drawResult = (sheet: Sheet, cell: StructureElement, passed: boolean, baseline: number): void => {
  const { page } = sheet;
  const x = columns.result;
  const tick = [
    moveTo({ x, y: baseline - 1.1 }),
    lineTo({ x: x + 1, y: baseline - 0.1 }),
    lineTo({ x: x + 2.9, y: baseline - 2.5 }),
  ].join(' ');
  if (passed) page.artifact(() => page.sketch(`1 j 1 J ${stroke(TEAL, 0.42, tick)}`));
  write(sheet, cell, 'P', passed ? WORDS.passed : WORDS.notPassed, { ...BACK.result, ink: passed ? TEAL : SOGA, baseline });
};
