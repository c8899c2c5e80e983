import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Conflict, Invalid } from '../../errors.ts';
import { checkedKey } from '../file-store.ts';
import { openStorage } from '../storage.ts';
import { CHECKSUMS, DOCUMENTS, hashed, MANIFEST, type Manifest } from './backup.ts';
import { copyDocuments } from './copy-documents.ts';
import { documentIn } from './documents.ts';
import { readTar, type TarEntry } from './tar.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  /** Where the documents go if the backup was taken from MongoDB; undefined: into the embedded engine. */
  readonly mongodbUri?: string | undefined;
  /** The data that is there is put aside, never deleted. */
  readonly overwrite?: boolean;
}

/**
 * Puts a backup in the place of a data folder, once it has been read to its end and every checksum holds. Throws
 * `Conflict` when there are data already, `Invalid` when the file is no backup or damaged.
 * Gives the folder into which earlier data were put aside, if there were any.
 */
export async function restore(file: string, { dataDir, mongodbUri, overwrite = false }: RestoreOptions): Promise<string | undefined> {
  const target = resolve(dataDir);
  const isUsed = (await readdir(target).catch(() => [])).length > 0;
  if (isUsed && !overwrite) throw new Conflict('Folder data sudah berisi ({folder}). Pakai --overwrite untuk menyisihkannya.', { folder: dataDir });
  const draft = `${target}.restoring-${process.pid}`;
  try {
    await unpack(file, draft);
    await fillFromLines(draft, mongodbUri);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  const aside = isUsed ? `${target}.before-${new Date().toISOString().replaceAll(':', '')}` : undefined;
  if (aside) await rename(target, aside);
  else await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return aside;
}

async function unpack(file: string, folder: string): Promise<void> {
  await access(file);
  const checksums: Record<string, string> = {};
  let said: string | undefined;
  try {
    for await (const entry of readTar(createReadStream(file).pipe(createGunzip()))) {
      if (entry.name === CHECKSUMS) said = await textOf(entry);
      else checksums[entry.name] = await unpackEntry(entry, folder);
    }
  } catch (cause) {
    throw damaged(file, cause);
  }
  if (said !== JSON.stringify(checksums)) throw damaged(file, 'the checksums differ');
  const manifest: Partial<Manifest> = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8').catch(() => '{}'));
  if (manifest.format !== 1) throw new Invalid('Berkas ini bukan cadangan Bimtek, atau dari versi yang lebih baru ({file}).', {}, { file });
}

const damaged = (file: string, cause: unknown): Invalid =>
  Object.assign(new Invalid('Berkas cadangan rusak atau terpotong ({file}). Pakai cadangan lain.', {}, { file }), { cause });

async function unpackEntry(entry: TarEntry, folder: string): Promise<string> {
  checkedKey(entry.name); // no name may lead out of the folder
  const path = join(folder, entry.name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  await pipeline(hashed(entry.body, hash), createWriteStream(path, { mode: 0o600, flush: true }));
  return hash.digest('hex');
}

async function textOf({ body }: TarEntry): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A backup of MongoDB brings its documents as lines. */
async function fillFromLines(folder: string, mongodbUri: string | undefined): Promise<void> {
  const files = await readdir(join(folder, DOCUMENTS)).catch(() => []);
  if (files.length > 0) {
    const storage = await openStorage({ dataDir: folder, mongodbUri });
    for (const name of files) await copyDocuments(documentsIn(join(folder, DOCUMENTS, name)), storage.connection, name.replace(/\.jsonl$/, ''));
    await storage.close();
  } else if (mongodbUri) {
    throw new Invalid('Cadangan ini berisi basis data bawaan. Pulihkan tanpa MONGODB_URI, lalu pindahkan dengan `bimtek storage move`.');
  }
  await rm(join(folder, DOCUMENTS), { recursive: true, force: true });
  await rm(join(folder, MANIFEST), { force: true });
}

async function* documentsIn(file: string): AsyncIterable<Record<string, unknown>> {
  for await (const line of createInterface(createReadStream(file))) if (line !== '') yield documentIn(line);
}

