import { posix } from 'node:path';
import { RefusedTable, trimmedCell, type TableSheet } from './table.ts';
import { openParts, readWhole, type XlsxParts } from './xlsx-parts.ts';
import { sheetRows, type SheetContext } from './xlsx-sheet.ts';
import { noStyles, stylesOf, type Styles } from './xlsx-values.ts';

const MOST_SHEETS = 100;
/** Shared texts kept while a sheet is read: 50,000 rows with four texts each fit in. */
const MOST_STRINGS = 1_000_000;
const MOST_CHARACTERS = 24_000_000;

const WORKBOOK = 'xl/workbook.xml';

/** The targets of relationships, by id and by the last word of their kind (`sharedStrings`), relative to the workbook. */
async function relationsOf(parts: XlsxParts, workbook: string): Promise<{ byId: Map<string, string>; byKind: Map<string, string> }> {
  const byId = new Map<string, string>();
  const byKind = new Map<string, string>();
  const folder = posix.dirname(workbook);
  const name = posix.join(folder, '_rels', `${posix.basename(workbook)}.rels`);
  if (!parts.has(name)) return { byId, byKind };
  await readWhole(parts, name, {
    open(tag, { Id: id = '', Target: target = '', Type: type = '' }) {
      if (tag !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      byId.set(id, path);
      byKind.set(type.slice(type.lastIndexOf('/') + 1), path);
    },
  });
  return { byId, byKind };
}

async function stringsOf(parts: XlsxParts, name: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (name === undefined || !parts.has(name)) return strings;
  let characters = 0;
  let text = '';
  let takes = false;
  let phonetic = false;
  await readWhole(parts, name, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 't') takes = !phonetic;
      else if (tag === 'rPh') phonetic = true;
    },
    text: (more) => void (takes && (text += more)),
    close(tag) {
      if (tag === 't') takes = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') {
        const kept = trimmedCell(text);
        characters += kept.length;
        if (strings.push(kept) > MOST_STRINGS || characters > MOST_CHARACTERS) throw new RefusedTable('Buku kerja ini terlalu besar. Salin daftarnya saja ke buku kerja baru, lalu kirim itu.');
      }
    },
  });
  return strings;
}

async function readStyles(parts: XlsxParts, name: string | undefined, from1904: boolean): Promise<Styles> {
  if (name === undefined || !parts.has(name)) return { ...noStyles, from1904 };
  const formats = new Map<number, string>();
  const cellFormats: number[] = [];
  let within = '';
  await readWhole(parts, name, {
    open(tag, attributes) {
      if (tag === 'cellXfs' || tag === 'cellStyleXfs') within = tag;
      else if (tag === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (tag === 'xf' && within === 'cellXfs') cellFormats.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (tag) => void (tag === within && (within = '')),
  });
  return stylesOf(formats, cellFormats, from1904);
}

/** A ZIP that is no workbook is told by what it is, so that people know what to send. */
async function refuseOthers(parts: XlsxParts): Promise<void> {
  if (parts.has(WORKBOOK)) return;
  const kind = parts.has('mimetype') ? await parts.start('mimetype', 100) : '';
  if (kind.includes('opendocument')) throw new RefusedTable('Ini berkas LibreOffice. Pilih Simpan Sebagai, Excel 2007-365 (.xlsx), lalu kirim berkas itu.');
  if (parts.has('xl/workbook.bin')) throw new RefusedTable('Ini buku kerja biner (.xlsb). Di Excel pilih Simpan Sebagai, Buku Kerja Excel (.xlsx), lalu kirim berkas itu.');
  throw new RefusedTable('Berkas ZIP ini bukan buku kerja Excel. Kirim berkas .xlsx atau CSV itu sendiri.');
}

/** The visible sheets of a workbook in their order. Throws `RefusedTable`. */
export async function* xlsxSheets(bytes: Buffer): AsyncGenerator<TableSheet> {
  const parts = await openParts(bytes);
  try {
    await refuseOthers(parts);
    const sheets: { readonly name: string; readonly id: string }[] = [];
    let from1904 = false;
    await readWhole(parts, WORKBOOK, {
      open(tag, attributes) {
        if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        if (tag !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible' || sheets.length >= MOST_SHEETS) return;
        const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
        sheets.push({ name: attributes['name'] ?? '', id });
      },
    });
    const { byId, byKind } = await relationsOf(parts, WORKBOOK);
    let context: Promise<SheetContext> | undefined;
    const read = async (): Promise<SheetContext> => ({
      styles: await readStyles(parts, byKind.get('styles'), from1904),
      strings: await stringsOf(parts, byKind.get('sharedStrings')),
    });
    for (const { name, id } of sheets) {
      const path = byId.get(id);
      if (path === undefined || !parts.has(path) || path.includes('chartsheets/')) continue;
      yield {
        name,
        async *rows() {
          yield* sheetRows(parts, path, await (context ??= read()));
        },
      };
    }
  } finally {
    parts.close();
  }
}
