import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { RefusedTable } from './table.ts';

const MEGABYTE = 1024 * 1024;
/**
 * What a part may unpack to, and all parts together: 50,000 rows of a list are 20 MB. It is read as it is unpacked, so these bound the
 * time that a bomb takes; nothing of it is kept.
 */
const LARGEST_PART = 192 * MEGABYTE;
const LARGEST_WHOLE = 256 * MEGABYTE;
const MOST_ENTRIES = 5000;
/** Text between two tags; a cell has at most 32,767 characters. */
const LONGEST_TEXT = 2 * MEGABYTE;
/** General purpose bit 0 (APPNOTE.TXT 4.4.4). */
const ENCRYPTED = 1;

const broken = () => new RefusedTable('Buku kerja ini rusak atau tidak lengkap. Buka di Excel, simpan lagi sebagai .xlsx, lalu kirim.');
const tooLarge = () => new RefusedTable('Buku kerja ini terlalu besar. Salin daftarnya saja ke buku kerja baru, lalu kirim itu.');

const plainName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** What a reader of one part wants to know of it. Names come without prefixes. */
export interface PartReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of a workbook (ECMA-376 part 2), read one by one as streams. */
export interface XlsxParts {
  has(name: string): boolean;
  /** Reads a part; resolved after each chunk, so that whoever reads can stop between. Throws `RefusedTable`. */
  read(name: string, reader: PartReader): AsyncGenerator<void>;
  /** The first characters of a part. */
  start(name: string, length: number): Promise<string>;
  close(): void;
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw tooLarge();
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw new RefusedTable('Buku kerja ini berkata sandi. Simpan tanpa kata sandi, lalu kirim lagi.');
    // Names of parts are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
    entries.set(entry.fileName.toLowerCase(), entry);
  }
  return entries;
}

function parserFor(reader: PartReader, sawTag: () => void): SaxesParser<{ xmlns: false; position: false }> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', () => {
    throw broken();
  });
  parser.on('opentag', ({ name, attributes }) => {
    sawTag();
    reader.open?.(plainName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sawTag();
    reader.close?.(plainName(name));
  });
  if (reader.text) {
    parser.on('text', (text) => reader.text?.(text));
    parser.on('cdata', (text) => reader.text?.(text));
  }
  return parser;
}

/** Throws `RefusedTable` for what is no ZIP, or one that hides something. */
export async function openParts(bytes: Buffer): Promise<XlsxParts> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(() => {
    throw broken();
  });
  const entries = await entriesOf(zip).catch((problem: unknown) => {
    throw problem instanceof RefusedTable ? problem : broken();
  });
  let whole = 0;

  async function* chunksOf(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name.toLowerCase());
    if (!entry) throw broken();
    let size = 0;
    try {
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        size += (chunk as Buffer).length;
        whole += (chunk as Buffer).length;
        if (size > LARGEST_PART || whole > LARGEST_WHOLE) throw tooLarge();
        yield chunk as Buffer;
      }
    } catch (problem) {
      throw problem instanceof RefusedTable ? problem : broken();
    }
  }

  return {
    has: (name) => entries.has(name.toLowerCase()),
    async *read(name, reader) {
      const decoder = new StringDecoder('utf8');
      let sinceTag = 0;
      const parser = parserFor(reader, () => (sinceTag = 0));
      for await (const chunk of chunksOf(name)) {
        sinceTag += chunk.length;
        parser.write(decoder.write(chunk));
        if (sinceTag > LONGEST_TEXT) throw tooLarge();
        yield;
      }
      parser.write(decoder.end()).close();
    },
    async start(name, length) {
      for await (const chunk of chunksOf(name)) return chunk.toString('utf8', 0, length);
      return '';
    },
    close: () => zip.close(),
  };
}

/** Reads a part to its end. */
export async function readWhole(parts: XlsxParts, name: string, reader: PartReader): Promise<void> {
  for await (const _ of parts.read(name, reader));
}
