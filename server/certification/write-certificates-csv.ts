import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { writeXlsx, type Cell } from '../web/spreadsheet/write-xlsx.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { certificateTable, TABLE_WIDTHS } from './certificate-table.ts';

async function* plain(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<(string | number | undefined)[]> {
  for await (const row of rows) yield row.map((cell) => (cell instanceof Date ? cell.toISOString() : typeof cell === 'object' ? cell.day : cell));
}

/**
 * Writes a list of certificates as CSV while it is read, and ends `out`. Excel takes a file for UTF-8 by its byte order
 * mark, and in Indonesia separates by semicolons; a cell that it would take for a formula gets an apostrophe before it
 * (OWASP, "CSV Injection"). `today`, `YYYY-MM-DD`, tells what has expired.
 */
export async function writeCertificatesCsv(certificates: AsyncIterable<IssuedCertificate>, today: string, out: Writable): Promise<void> {
  const table = stringify({ bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true });
  await pipeline(Readable.from(plain(certificateTable(certificates, today))), table, out);
}

/** The same list as a workbook. */
export const writeCertificatesXlsx = (certificates: AsyncIterable<IssuedCertificate>, today: string, out: Writable): Promise<void> =>
  writeXlsx(certificateTable(certificates, today), out, { name: 'Sertifikat', widths: TABLE_WIDTHS });
