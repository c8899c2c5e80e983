import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { StructureElement } from '../../../certification/pdf/document/structure.ts';
import { TEAL, TEXT } from '../../../certification/pdf/klasik/inks.ts';
import type { SetText } from '../../../certification/pdf/type/set-text.ts';
import { MARGIN, type Sheets } from './sheets.ts';

export interface TableColumn {
  readonly head: string;
  /** Millimetres from the left edge of the text, and the room for a line. */
  readonly x: number;
  readonly width: number;
  readonly align?: 'right';
}

const BODY = { face: 'text', size: 10 } as const;
const HEAD = { face: 'small', size: 8.5 } as const;
const PADDING = 0.9;
/** Rows drawn between two turns of the event loop. */
const ROWS_A_TURN = 60;

const place = ({ x, width, align }: TableColumn, set: SetText): number => MARGIN.left + x + (align === 'right' ? width - set.width : 0);

function drawHead(sheets: Sheets, columns: readonly TableColumn[], table: StructureElement | undefined): void {
  const pitch = sheets.lineHeight(HEAD);
  sheets.skip(pitch);
  const row = table?.add('TR');
  for (const column of columns) {
    const set = sheets.set(column.head, HEAD);
    const draw = (): void => sheets.page.text(set, TEAL, place(column, set), sheets.y);
    // On further pages the head is there for the eye; a screen reader has heard it.
    if (row) sheets.page.mark(row.add('TH', { scope: 'Column' }), draw);
    else sheets.page.artifact(draw);
  }
  sheets.skip(PADDING);
  sheets.rule(0.3, TEAL);
}

/** A table that goes on over as many pages as it needs, its head on each; `name`: the column that names a row. */
export async function drawTable(sheets: Sheets, parent: StructureElement, columns: readonly TableColumn[], rows: readonly (readonly string[])[], name: number): Promise<void> {
  const pitch = sheets.lineHeight(BODY);
  const table = parent.add('Table');
  sheets.need(3 * (pitch + 2 * PADDING));
  drawHead(sheets, columns, table);
  for (const [number, row] of rows.entries()) {
    if (number % ROWS_A_TURN === ROWS_A_TURN - 1) await letOthersRun();
    const cells = columns.map(({ width }, index) => sheets.broken(row[index] ?? '', BODY, width));
    const height = Math.max(1, ...cells.map((lines) => lines.length)) * pitch + 2 * PADDING;
    if (sheets.need(height)) drawHead(sheets, columns, undefined);
    const element = table.add('TR');
    columns.forEach((column, index) => {
      const cell = index === name ? element.add('TH', { scope: 'Row' }) : element.add('TD');
      (cells[index] ?? []).forEach((set, at) => sheets.page.mark(cell, () => sheets.page.text(set, TEXT, place(column, set), sheets.y + PADDING / 2 + (at + 1) * pitch)));
    });
    sheets.skip(height);
    sheets.rule();
  }
}
