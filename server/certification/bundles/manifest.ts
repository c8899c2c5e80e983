import { createHash } from 'node:crypto';
import type { FileStore } from '../../storage/file-store.ts';
import type { ZipEntry } from './zip-layout.ts';

/** An entry of a bundle: a paper of a certificate, or one of the lists that lie beside them. */
export interface BundleEntry extends ZipEntry {
  /** The certificate's slot; left out: a list. */
  readonly slot?: string | undefined;
}

const folderOf = (bundle: string): string => `bundles/${bundle}`;
const manifestKey = (bundle: string): string => `${folderOf(bundle)}/manifest.json`;
export const listKey = (bundle: string, name: string): string => `${folderOf(bundle)}/${name}`;

const DIGEST_LENGTH = 24;

/** Keeps what is in a bundle, in its order; the digest of it. */
export async function keepManifest(files: FileStore, bundle: string, entries: readonly BundleEntry[]): Promise<string> {
  const text = JSON.stringify(entries);
  await files.put(manifestKey(bundle), Buffer.from(text));
  return createHash('sha256').update(text).digest('hex').slice(0, DIGEST_LENGTH);
}

export async function selectOptionalManifest(files: FileStore, bundle: string): Promise<readonly BundleEntry[] | undefined> {
  const kept = await files.get(manifestKey(bundle));
  return kept && (JSON.parse(kept.toString('utf8')) as readonly BundleEntry[]);
}

export async function removeFilesOf(files: FileStore, bundle: string): Promise<void> {
  for await (const key of files.list(`${folderOf(bundle)}/`)) await files.delete(key);
}
