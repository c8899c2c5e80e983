import { LONGEST_CELL, MOST_COLUMNS, trimmedCell, type TableRow } from './table.ts';
import type { XlsxParts } from './xlsx-parts.ts';
import { numberText, type Styles } from './xlsx-values.ts';

/** After so many rows without a word there are no more: Excel keeps a million that somebody has coloured. */
const MOST_EMPTY_ROWS = 5000;
const ALPHABET = 26;
const BEFORE_A = 'A'.charCodeAt(0) - 1;

/** `BC12`: 54; NaN for what is no place. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0];
  if (!letters) return Number.NaN;
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * ALPHABET + letters.charCodeAt(at) - BEFORE_A;
  return column - 1;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: string | undefined;
  raw: string;
}

export interface SheetContext {
  readonly styles: Styles;
  readonly strings: readonly string[];
}

function textOf({ type, style, raw }: Cell, { styles, strings }: SheetContext): string {
  if (type === 's') return strings[Number(raw)] ?? '';
  if (type === 'n' || type === '') return numberText(raw.trim(), style, styles);
  // `#N/A` says nothing, and what is true or false is no name.
  if (type === 'e' || type === 'b') return '';
  // `d`: a date in ISO 8601; `str`: what a formula came to; `inlineStr`.
  return type === 'd' ? raw.slice(0, 10) : trimmedCell(raw);
}

/** The rows of a worksheet (ECMA-376 part 1, 18.3) as it is unpacked. Formulas are not looked at, only what they came to. */
export async function* sheetRows(parts: XlsxParts, name: string, context: SheetContext): AsyncGenerator<TableRow> {
  let found: TableRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let cell: Cell | undefined;
  let next = 0;
  let within = '';
  let empty = 0;
  const reading = parts.read(name, {
    open(tag, attributes) {
      if (tag === 'row') {
        line = Number(attributes['r']) || line + 1;
        cells = [];
        next = 0;
      } else if (tag === 'c') {
        const told = columnOf(attributes['r'] ?? '');
        const column = Number.isNaN(told) ? next : told;
        next = column + 1;
        cell = { column, type: attributes['t'] ?? '', style: attributes['s'], raw: '' };
      } else if (tag === 'v' || tag === 't' || tag === 'rPh') within = within === 'rPh' ? within : tag;
    },
    text(text) {
      if (cell && (within === 'v' || within === 't') && cell.raw.length < LONGEST_CELL) cell.raw += text;
    },
    close(tag) {
      if (tag === 'rPh' || (within !== 'rPh' && tag === within)) within = '';
      if (tag === 'c' && cell) {
        if (cell.column < MOST_COLUMNS) cells[cell.column] = textOf(cell, context);
        cell = undefined;
      }
      if (tag !== 'row') return;
      const isEmpty = cells.every((text) => text === '');
      empty = isEmpty ? empty + 1 : 0;
      if (!isEmpty) found.push({ line, cells: Array.from(cells, (text) => text ?? '') });
    },
  });
  for await (const _ of reading) {
    const ready = found;
    found = [];
    yield* ready;
    if (empty > MOST_EMPTY_ROWS) return;
  }
  yield* found;
}
