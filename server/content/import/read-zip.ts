import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { LIMITS } from './limits.ts';
import { zipBomb, zipBroken, zipEncrypted, zipEscapes, zipLinks, zipTooLarge, zipTooManyEntries } from './notes/files.ts';
import { Unreadable } from './unreadable.ts';

const MEGABYTE = 1024 * 1024;
/** Small files pack very well and harm nobody. */
const HARMLESS = 64 * 1024;
const ENCRYPTED = 1;
/** Unix mode in the upper half of the external attributes: symbolic links (APPNOTE.TXT 4.4.15, stat.h). */
const MODE_SHIFT = 16;
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

/** Backslashes are slashes to some programs on Windows, so they are to us. */
function checkedName(entry: Entry): string {
  const name = entry.fileName.replaceAll('\\', '/');
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')) throw zipEscapes(entry.fileName);
  return name.normalize('NFC').replace(/^(?:\.\/)+/, '');
}

function checkEntry(entry: Entry): void {
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw zipEncrypted();
  if (((entry.externalFileAttributes >>> MODE_SHIFT) & FILE_TYPE) === SYMLINK) throw zipLinks(entry.fileName);
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (size > HARMLESS && size > Math.max(1, packed) * LIMITS.ratio) throw zipBomb(entry.fileName);
}

/** The bytes of one entry; more than it promised is an error of the library, so that a lie does not fill the memory. */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** How much a ZIP may hold: entries, and bytes once unpacked. */
export interface ZipLimits {
  readonly entries: number;
  readonly unpacked: number;
}

async function readEntries(zip: ZipFile, { entries, unpacked }: ZipLimits): Promise<Map<string, Buffer>> {
  if (zip.entryCount > entries) throw zipTooManyEntries(entries);
  const files = new Map<string, Buffer>();
  let total = 0;
  let seen = 0;
  for await (const entry of zip.eachEntry()) {
    seen += 1;
    if (seen > entries) throw zipTooManyEntries(entries);
    const name = checkedName(entry);
    checkEntry(entry);
    total += entry.uncompressedSize;
    if (total > unpacked) throw zipTooLarge(unpacked / MEGABYTE);
    if (!name.endsWith('/') && name !== '') files.set(name, await contentOf(zip, entry));
  }
  return files;
}

/** yauzl refuses such names before we see them: "invalid relative path: ../x". */
const ESCAPING = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.*)$/;

/** All files of a ZIP, by name. Throws `Unreadable` for what is broken, hidden, too large, or leads out of it. */
export async function readZip(bytes: Buffer, limits: ZipLimits = LIMITS): Promise<ReadonlyMap<string, Buffer>> {
  try {
    return await readEntries(await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }), limits);
  } catch (problem) {
    if (problem instanceof Unreadable) throw problem;
    const escaping = problem instanceof Error ? ESCAPING.exec(problem.message)?.[1] : undefined;
    throw escaping === undefined ? zipBroken() : zipEscapes(escaping);
  }
}
