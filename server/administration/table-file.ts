import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { stream, type Reply } from '../web/reply.ts';

/** What a cell holds; what it must not hold is a formula. */
export type Cell = string | number | undefined;

/**
 * A table as a CSV file, written while its rows are read. Excel takes a file for UTF-8 by its byte order mark, and in
 * Indonesia separates by semicolons. Cells that a spreadsheet would take for a formula get an apostrophe before them
 * (OWASP, "CSV Injection").
 */
export const csvFile = (name: string, head: readonly string[], rows: AsyncIterable<readonly Cell[]>): Reply =>
  stream(
    {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
    async (response) => {
      const table = stringify({ bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true });
      await pipeline(Readable.from(withHead(head, rows)), table, response);
    },
  );

async function* withHead(head: readonly string[], rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  yield head;
  yield* rows;
}
