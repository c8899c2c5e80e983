import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, link, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Conflict } from '../../errors.ts';
import { Sqlite } from '../embedded/sqlite.ts';
import { openFile } from '../embedded/open-file.ts';
import { DATABASE } from '../data-folder.ts';
import type { Storage } from '../storage.ts';
import { collectionsOf, documentsOf, lineOf } from './documents.ts';
import { writeTar, type TarEntry } from './tar.ts';

/** What stands first in a backup; `restore` reads no other format. */
export interface Manifest {
  readonly format: 1;
  readonly engine: Storage['engine'];
  /** ISO 8601, UTC. */
  readonly at: string;
}

export const MANIFEST = 'bimtek-backup.json';
/** What stands last: SHA-256 of each entry, hex. */
export const CHECKSUMS = 'checksums.json';
export const DOCUMENTS = 'documents/';

/**
 * Writes everything of an installation into one file, `.tar.gz`, while the server goes on: the database as it is at
 * this moment, secrets, uploads, stored PDFs, course versions. Throws `Conflict` when the file is there already.
 */
export async function backup(storage: Storage, dataDir: string, file: string): Promise<void> {
  if (await access(file).then(() => true, () => false)) throw new Conflict('Berkas cadangan ini sudah ada ({file}). Pilih nama lain.', { file });
  const scratch = await mkdtemp(join(dirname(file), '.backup-'));
  try {
    const draft = join(scratch, 'draft');
    await pipeline(writeTar(withChecksums(entriesOf(storage, dataDir, scratch))), createGzip({ level: 4 }), createWriteStream(draft, { flush: true, mode: 0o600 }));
    await link(draft, file); // unlike renaming, this never replaces what came there meanwhile
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function* entriesOf(storage: Storage, dataDir: string, scratch: string): AsyncIterable<TarEntry> {
  const manifest: Manifest = { format: 1, engine: storage.engine, at: new Date().toISOString() };
  yield textEntry(MANIFEST, JSON.stringify(manifest));
  yield* storage.engine === 'embedded' ? databaseEntry(dataDir, scratch) : documentEntries(storage, scratch);
  // After the database: a record may name a file, and files are written before their records.
  yield* folderEntries(dataDir, 'secrets');
  yield* folderEntries(dataDir, 'files');
}

async function* databaseEntry(dataDir: string, scratch: string): AsyncIterable<TarEntry> {
  const copy = join(scratch, DATABASE);
  const sqlite = openFile(join(dataDir, DATABASE));
  copyDatabase(sqlite, copy);
  sqlite.close();
  yield await fileEntry(DATABASE, copy);
}

/** A consistent copy, without the space of what was deleted: https://www.sqlite.org/lang_vacuum.html#vacuuminto */
const copyDatabase = (sqlite: Sqlite, file: string): void => void sqlite.prepare('VACUUM INTO ?').run([file]);

async function* documentEntries({ connection }: Storage, scratch: string): AsyncIterable<TarEntry> {
  for (const collection of await collectionsOf(connection)) {
    const lines = join(scratch, 'lines');
    await writeFile(lines, linesOf(documentsOf(connection, collection)));
    yield await fileEntry(`${DOCUMENTS}${collection}.jsonl`, lines);
  }
}

async function* linesOf(documents: AsyncIterable<Record<string, unknown>>): AsyncIterable<string> {
  for await (const document of documents) yield `${lineOf(document)}\n`;
}

async function* folderEntries(dataDir: string, folder: string): AsyncIterable<TarEntry> {
  const found = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found.filter((entry) => entry.isFile() && !entry.parentPath.includes('/.')).map(({ parentPath, name }) => join(parentPath, name));
  for (const path of paths.sort()) yield await fileEntry(path.slice(dataDir.length + 1), path);
}

async function fileEntry(name: string, path: string): Promise<TarEntry> {
  const { size } = await stat(path);
  return { name, size, body: size === 0 ? nothing() : createReadStream(path, { end: size - 1 }) };
}

async function* nothing(): AsyncIterable<Uint8Array> {}

function textEntry(name: string, text: string): TarEntry {
  const bytes = Buffer.from(text);
  return { name, size: bytes.length, body: (async function* () { yield bytes; })() };
}

async function* withChecksums(entries: AsyncIterable<TarEntry>): AsyncIterable<TarEntry> {
  const checksums: Record<string, string> = {};
  for await (const entry of entries) {
    const hash = createHash('sha256');
    yield { ...entry, body: hashed(entry.body, hash) };
    checksums[entry.name] = hash.digest('hex');
  }
  yield textEntry(CHECKSUMS, JSON.stringify(checksums));
}

export async function* hashed(body: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}
