import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Imported } from '../content/import/imported.ts';
import { slugOf } from '../content/import/identify.ts';
import type { FileStore } from '../storage/file-store.ts';

/** What a trainer takes home: a question file, or a ZIP of it and its pictures. */
export interface ImportResult {
  /** Begins the hash of the content: whoever imports again in another window does not get the other result. */
  readonly mark: string;
  readonly name: string;
  readonly bytes: Buffer;
}

const MARK_LENGTH = 16;
const markOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, MARK_LENGTH);
/** One result for each trainer: the next one takes its place, so that nothing piles up. */
const keyFor = (viewerId: string) => `imports/${createHash('sha256').update(viewerId).digest('hex')}`;
/** The same content has the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

export async function packResult(imported: Imported, sourceName: string): Promise<ImportResult> {
  const stem = slugOf(sourceName.replace(/\.[^.]*$/, '')) || 'soal';
  const yaml = Buffer.from(imported.yaml);
  if (imported.media.length === 0) return { mark: markOf(yaml), name: `${stem}.yaml`, bytes: yaml };
  const zip = new ZipFile();
  zip.addBuffer(yaml, `${stem}.yaml`, { mtime: NO_TIME });
  for (const { path, bytes } of imported.media) zip.addBuffer(bytes, path, { mtime: NO_TIME });
  zip.end();
  const bytes = await buffer(zip.outputStream);
  return { mark: markOf(bytes), name: `${stem}.zip`, bytes };
}

export const keepResult = (files: FileStore, viewerId: string, bytes: Buffer): Promise<void> => files.put(keyFor(viewerId), bytes);

/** Erasure. */
export const forgetResult = (files: FileStore, viewerId: string): Promise<void> => files.delete(keyFor(viewerId));

/** The result with this mark; undefined: another one has taken its place. */
export async function keptResult(files: FileStore, viewerId: string, mark: string): Promise<Buffer | undefined> {
  const bytes = await files.get(keyFor(viewerId));
  return bytes && markOf(bytes) === mark ? bytes : undefined;
}
