/** One row of a table as somebody wrote it, whatever the file. */
export interface TableRow {
  /** As the spreadsheet counts, the first row being 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A sheet that is read as it is asked for, once. */
export interface TableSheet {
  /** Undefined: a file without sheets. */
  readonly name: string | undefined;
  rows(): AsyncIterable<TableRow>;
}

/** A file that cannot be read as a list. The message is a sentence in Indonesian that says what to do instead. */
export class RefusedTable extends Error {}

/** The longest text of a cell that is looked at; Excel lets 32,767 characters in, a name on a certificate has 120. */
export const LONGEST_CELL = 500;
/** Cells beyond these are not read. */
export const MOST_COLUMNS = 200;

export const trimmedCell = (text: string): string => text.slice(0, LONGEST_CELL).replace(/[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+/g, ' ').trim();
