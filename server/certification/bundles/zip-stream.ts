import { centralHeader, endOf, LARGEST_ZIP, localHeader, MOST_ENTRIES, type ZipEntry } from './zip-layout.ts';

/** What a ZIP holds beside, before its bytes are known to whoever writes it. */
export interface ZipContent {
  readonly name: string;
  readonly at: number;
  readonly crc: number;
  readonly bytes: Buffer;
}

const END64 = 56;
const LOCATOR = 20;
/** 4.5: Zip64. */
const VERSION64 = 45;

/** The end of an archive that is larger than 4 GB, or has more than 65,534 entries (APPNOTE 6.3.10, 4.3.14 and 4.3.15). */
function end64(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END64 + LOCATOR);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(BigInt(END64 - 12), 4);
  end.writeUInt16LE(VERSION64, 12);
  end.writeUInt16LE(VERSION64, 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, END64);
  end.writeBigUInt64LE(BigInt(offset + size), END64 + 8);
  end.writeUInt32LE(1, END64 + 16);
  return end;
}

/** An entry's offset behind 4 GB goes into an extra field (4.5.3). */
function centralHeader64(entry: ZipEntry, offset: number): Buffer {
  const header = centralHeader(entry, LARGEST_ZIP);
  const extra = Buffer.alloc(12);
  header.writeUInt16LE(VERSION64, 6);
  header.writeUInt16LE(extra.length, 30);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return Buffer.concat([header, extra]);
}

/**
 * A ZIP of whatever comes, each entry stored as it is and let go of when it has left: of a thousand entries that were sent only names
 * and numbers stay, as text, since a small buffer would keep the 8 KB it was cut from.
 */
export async function* zipStream(contents: AsyncIterable<ZipContent>): AsyncGenerator<Buffer> {
  const entries: ZipEntry[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for await (const { name, at, crc, bytes } of contents) {
    const entry = { name, at, crc, size: bytes.length };
    const header = localHeader(entry);
    entries.push(entry);
    offsets.push(offset);
    yield header;
    yield bytes;
    offset += header.length + bytes.length;
  }
  const start = offset;
  for (const [index, entry] of entries.entries()) {
    const at = offsets[index] ?? 0;
    const header = at >= LARGEST_ZIP ? centralHeader64(entry, at) : centralHeader(entry, at);
    yield header;
    offset += header.length;
  }
  const [count, size] = [entries.length, offset - start];
  if (count > MOST_ENTRIES || offset >= LARGEST_ZIP) yield end64(count, size, start);
  yield endOf(Math.min(count, 0xffff), Math.min(size, LARGEST_ZIP), Math.min(start, LARGEST_ZIP));
}
