import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { cellXml, columnName, HEADER_STYLE, PLAIN_STYLE, type Cell } from './cell.ts';
import { CONTENT_TYPES, PACKAGE_RELATIONS, SHEET_TAIL, sheetHead, sheetPath, STYLES, workbook, workbookRelations } from './parts.ts';

export type { Cell } from './cell.ts';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface XlsxOptions {
  /** The sheet's name; what Excel does not take in it is left out. */
  readonly name?: string;
  /** Of the columns, in characters. Left out: as wide as their headers, 14 at least and 40 at most. */
  readonly widths?: readonly number[];
  /** A sheet's rows, its header counted; what is more goes on in another sheet. Excel has no larger sheets than the usual. */
  readonly rowsPerSheet?: number;
}

const EXCEL_ROWS = 1_048_576;
const NARROWEST = 14;
const WIDEST = 40;
/** A batch of rows becomes one chunk of the stream. */
const CHUNK_LENGTH = 32_768;
/** The same rows have the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

type Row = readonly Cell[];

const rowXml = (row: Row, number: number, style: number): string =>
  `<row r="${number}">${row.map((cell, index) => cellXml(`${columnName(index)}${number}`, cell, style)).join('')}</row>`;

const widthsFor = (header: Row): number[] =>
  header.map((cell) => Math.min(WIDEST, Math.max(NARROWEST, typeof cell === 'string' ? cell.length + 2 : 0)));

/** The rows behind the header, one sheet's after the other's. */
class SheetRows {
  readonly #rows: AsyncIterator<Row>;
  #next: IteratorResult<Row, unknown> | undefined;

  constructor(rows: AsyncIterable<Row>) {
    this.#rows = rows[Symbol.asyncIterator]();
  }

  async take(): Promise<Row | undefined> {
    const taken = this.#next ?? (await this.#rows.next());
    this.#next = undefined;
    return taken.done ? undefined : taken.value;
  }

  async hasMore(): Promise<boolean> {
    this.#next ??= await this.#rows.next();
    return !this.#next.done;
  }

  /** Lets the source close what it reads from. */
  async stop(): Promise<void> {
    await this.#rows.return?.();
  }
}

async function* sheetXml(header: Row, rows: SheetRows, widths: readonly number[], most: number): AsyncGenerator<string> {
  let chunk = sheetHead(widths) + (header.length > 0 ? rowXml(header, 1, HEADER_STYLE) : '');
  for (let number = 2; number <= most; number += 1) {
    const row = await rows.take();
    if (!row) break;
    chunk += rowXml(row, number, PLAIN_STYLE);
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk + SHEET_TAIL;
}

async function addSheets(zip: ZipFile, rows: SheetRows, { name = 'data', widths, rowsPerSheet = EXCEL_ROWS }: XlsxOptions, stopped: AbortSignal): Promise<void> {
  const add = (text: string, path: string) => zip.addBuffer(Buffer.from(text), path, { mtime: NO_TIME });
  add(CONTENT_TYPES, '[Content_Types].xml');
  add(PACKAGE_RELATIONS, '_rels/.rels');
  add(STYLES, 'xl/styles.xml');
  const header = (await rows.take()) ?? [];
  let sheets = 0;
  do {
    sheets += 1;
    const sheet = Readable.from(sheetXml(header, rows, widths ?? widthsFor(header), rowsPerSheet), { objectMode: false });
    zip.addReadStream(sheet, sheetPath(sheets), { mtime: NO_TIME });
    await once(sheet, 'end', { signal: stopped });
  } while (await rows.hasMore());
  add(workbook(name, sheets), 'xl/workbook.xml');
  add(workbookRelations(sheets), 'xl/_rels/workbook.xml.rels');
  zip.end();
}

/**
 * Writes rows as an Excel workbook (ECMA-376) while they are read, and ends `out`. The first row is the header: bold, and it
 * stays in sight. Texts stay texts, also those that begin like a formula; those of more than 32,767 characters are cut, as
 * Excel takes no longer ones. The same rows have the same bytes. Fails, and destroys `out`, when the rows fail, so that half
 * a workbook never looks like a whole one; stops reading when `out` is closed.
 */
export async function writeXlsx(rows: AsyncIterable<Row>, out: Writable, options: XlsxOptions = {}): Promise<void> {
  const zip = new ZipFile();
  const stop = new AbortController();
  zip.once('error', (problem: unknown) => stop.abort(problem));
  const source = new SheetRows(rows);
  const sent = pipeline(zip.outputStream, out, { signal: stop.signal });
  const added = addSheets(zip, source, options, stop.signal);
  const stopBoth = async (problem: unknown) => {
    stop.abort(problem);
    await source.stop();
    throw problem;
  };
  await Promise.all([sent.catch(stopBoth), added.catch(stopBoth)]);
}
