import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stream, type Reply } from '../../web/reply.ts';
import { writeXlsx, XLSX_TYPE } from '../../web/spreadsheet/write-xlsx.ts';
import { csvFile, type Cell } from '../table-file.ts';
import type { ClassResult } from './class-results.ts';
import type { columnsOf } from './result-columns.ts';

export const FORMATS = ['csv', 'xlsx', 'json'] as const;
export type Format = (typeof FORMATS)[number];

type Columns = ReturnType<typeof columnsOf>;

async function* cells(columns: Columns, results: AsyncIterable<ClassResult>): AsyncGenerator<Cell[]> {
  for await (const result of results) yield columns.map(({ value }) => value(result));
}

async function* withHead(columns: Columns, results: AsyncIterable<ClassResult>): AsyncGenerator<Cell[]> {
  yield columns.map(({ head }) => head);
  yield* cells(columns, results);
}

/** An array of objects, one a line; what is not known is left out. */
async function* jsonLines(columns: Columns, results: AsyncIterable<ClassResult>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const result of results) {
    yield `${before}${JSON.stringify(Object.fromEntries(columns.map(({ key, value }) => [key, value(result)])))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const headers = (type: string, file: string) => ({ 'Content-Type': type, 'Content-Disposition': `attachment; filename="${file}"`, 'Cache-Control': 'no-store' });

/** The results of a class as a file that is written while they are read. `name`: without its ending. */
export function resultsFile(format: Format, name: string, columns: Columns, results: AsyncIterable<ClassResult>): Reply {
  const file = `${name}.${format}`;
  if (format === 'csv') return csvFile(file, columns.map(({ head }) => head), cells(columns, results));
  if (format === 'xlsx') return stream(headers(XLSX_TYPE, file), (response) => writeXlsx(withHead(columns, results), response));
  return stream(headers('application/json; charset=utf-8', file), (response) => pipeline(Readable.from(jsonLines(columns, results)), response));
}
