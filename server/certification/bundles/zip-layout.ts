/**
 * A ZIP whose bytes are known before any is read (PKWARE APPNOTE 6.3.10): entries are stored as they are, since PDFs are
 * compressed already, so every offset follows from names and sizes. So a download that was cut goes on where it stopped.
 */
export interface ZipEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** CRC-32 of the content. */
  readonly crc: number;
  /** When it was made; milliseconds since 1970. */
  readonly at: number;
}

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END = 22;
/** 2.0: stored entries and folders. */
const VERSION = 20;
/** Made on Unix by 6.3: some readers take names for UTF-8 only there. */
const MADE_BY = 0x033f;
/** An ordinary file that everybody may read. */
const ATTRIBUTES = 0o100644 * 0x10000;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Without the extension for larger archives (Zip64), which not every program knows. */
export const LARGEST_ZIP = 0xffffffff;
export const MOST_ENTRIES = 0xffff - 1;

/** Western Indonesian Time, which ZIP's clock without a zone shows. */
const AHEAD_OF_UTC_MS = 7 * 3_600_000;
const FIRST_YEAR = 1980;

/** Date and time as MS-DOS writes them, two seconds to the unit. */
const dosTime = (at: number): { date: number; time: number } => {
  const moment = new Date(at + AHEAD_OF_UTC_MS);
  const year = Math.max(0, moment.getUTCFullYear() - FIRST_YEAR);
  return {
    date: (year << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate(),
    time: (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1),
  };
};

/** What both headers of an entry have in common, from the version on; returns the place behind it. */
const writeFacts = (header: Buffer, at: number, entry: ZipEntry, nameLength: number): void => {
  const { date, time } = dosTime(entry.at);
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8, at + 2);
  header.writeUInt16LE(time, at + 6);
  header.writeUInt16LE(date, at + 8);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.size, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
};

export const localHeader = (entry: ZipEntry): Buffer => {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(LOCAL_HEADER);
  header.writeUInt32LE(0x04034b50, 0);
  writeFacts(header, 4, entry, name.length);
  return Buffer.concat([header, name]);
};

export const centralHeader = (entry: ZipEntry, offset: number): Buffer => {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(CENTRAL_HEADER);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  writeFacts(header, 6, entry, name.length);
  header.writeUInt32LE(ATTRIBUTES, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
};

export const endOf = (entries: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(END);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};

/** A run of bytes of the archive, made only when it is asked for. */
interface Piece {
  readonly size: number;
  readonly bytes: () => Buffer | Promise<Buffer>;
}

function* piecesOf<Entry extends ZipEntry>(entries: readonly Entry[], read: (entry: Entry) => Promise<Buffer>): Generator<Piece> {
  for (const entry of entries) {
    yield { size: LOCAL_HEADER + Buffer.byteLength(entry.name), bytes: () => localHeader(entry) };
    yield { size: entry.size, bytes: () => read(entry) };
  }
  let offset = 0;
  let central = 0;
  for (const entry of entries) {
    const at = offset;
    const name = Buffer.byteLength(entry.name);
    yield { size: CENTRAL_HEADER + name, bytes: () => centralHeader(entry, at) };
    offset += LOCAL_HEADER + name + entry.size;
    central += CENTRAL_HEADER + name;
  }
  yield { size: END, bytes: () => endOf(entries.length, central, offset) };
}

/** Bytes of the whole archive. */
export const zipSize = (entries: readonly ZipEntry[]): number =>
  entries.reduce((sum, { name, size }) => sum + LOCAL_HEADER + CENTRAL_HEADER + 2 * Buffer.byteLength(name) + size, END);

/**
 * The archive's bytes from `first` to `last`, both included. Only what lies between is read. Fails when an entry no longer has the
 * size it had, since all that follows would stand elsewhere.
 */
export async function* zipBytes<Entry extends ZipEntry>(
  entries: readonly Entry[],
  read: (entry: Entry) => Promise<Buffer>,
  { first, last }: { readonly first: number; readonly last: number },
): AsyncGenerator<Buffer> {
  let offset = 0;
  for (const { size, bytes } of piecesOf(entries, read)) {
    if (offset > last) return;
    const end = offset + size;
    if (end > first && size > 0) {
      const piece = await bytes();
      if (piece.length !== size) throw new Error(`An entry of ${size} bytes has ${piece.length}`);
      yield piece.subarray(Math.max(0, first - offset), Math.min(size, last + 1 - offset));
    }
    offset = end;
  }
}
