import { Readable } from 'node:stream';
import { parse, type Options } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { decodeSource } from '../../../content/import/decode-source.ts';
import { Review } from '../../../content/import/review.ts';
import { Unreadable } from '../../../content/import/unreadable.ts';
import { headOf, MOST_ROWS_ABOVE } from './columns.ts';
import { MOST_COLUMNS, RefusedTable, trimmedCell, type TableRow, type TableSheet } from './table.ts';

/** Excel in Indonesia writes semicolons, "Text (Tab delimited)" tabs, most others commas. */
const SEPARATORS = [';', ',', '\t', '|'] as const;
/** Enough for the rows above a head and the head itself. */
const SAMPLE = 32 * 1024;
/** The text is parsed in pieces of so many characters. */
const PIECE = 64 * 1024;

const optionsFor = (delimiter: string): Options => ({ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: 256 * 1024 });
const rowOf = (record: readonly string[], index: number): TableRow => ({ line: index + 1, cells: record.slice(0, MOST_COLUMNS).map(trimmedCell) });

const brokenQuotes = () => new RefusedTable('Tabel ini tidak dapat dibaca: ada tanda kutip yang tidak ditutup. Simpan lagi dari Excel sebagai CSV UTF-8.');

function textOf(bytes: Buffer): string {
  try {
    return decodeSource(bytes, '', new Review()).replace(/^\uFEFF/, '');
  } catch (problem) {
    if (problem instanceof Unreadable) throw new RefusedTable('Berkas ini bukan buku kerja Excel dan bukan CSV. Simpan daftarnya dari Excel sebagai .xlsx atau CSV UTF-8.');
    throw problem;
  }
}

/** The separator under which a head is found, with the most columns of ours; where none is, the one that splits the sample most. */
function separatorOf(text: string, regionIsGiven: boolean): string {
  const end = text.length > SAMPLE ? text.lastIndexOf('\n', SAMPLE) + 1 : text.length;
  const sample = text.slice(0, end || SAMPLE);
  const judged = SEPARATORS.map((separator) => {
    let records: string[][] = [];
    try {
      records = parseAtOnce(sample, { ...optionsFor(separator), to: MOST_ROWS_ABOVE }) as unknown as string[][];
    } catch {
      // A quotation mark that this separator leaves open.
    }
    const known = Math.max(0, ...records.map((record, index) => headOf(rowOf(record, index), regionIsGiven)?.known ?? 0));
    return { separator, known, widest: Math.max(0, ...records.map(({ length }) => length)) };
  });
  return judged.reduce((best, one) => (one.known > best.known || (one.known === best.known && one.widest > best.widest) ? one : best)).separator;
}

function* pieces(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += PIECE) yield text.slice(from, from + PIECE);
}

/** A text file as a sheet: UTF-8, UTF-16 or Windows-1252, whichever separator. Throws `RefusedTable`. */
export function csvSheet(bytes: Buffer, regionIsGiven: boolean): TableSheet {
  // `sep=;` is what Excel itself understands in a first line.
  const text = textOf(bytes);
  const told = /^sep=(.)\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  return {
    name: undefined,
    async *rows() {
      const parser = parse(optionsFor(told?.[1] ?? separatorOf(body, regionIsGiven)));
      const source = Readable.from(pieces(body));
      source.pipe(parser);
      let index = told ? 1 : 0;
      try {
        for await (const record of parser) yield rowOf(record as string[], index++);
      } catch (problem) {
        if (problem instanceof Error && 'code' in problem && String(problem.code).startsWith('CSV_')) throw brokenQuotes();
        throw problem;
      } finally {
        source.destroy();
        parser.destroy();
      }
    },
  };
}
