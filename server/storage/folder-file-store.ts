import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Unavailable } from '../errors.ts';
import { checkedKey, type FileStore } from './file-store.ts';

/** Half-written files; no key begins with a dot. */
const DRAFTS = '.drafts';

/** A file store in a folder of this machine, which is made when the first file comes. */
export function createFolderFileStore(folder: string): FileStore {
  return {
    async put(key, bytes) {
      const target = join(folder, checkedKey(key));
      try {
        await mkdir(join(folder, DRAFTS), { recursive: true });
        await makeFolders(folder, dirname(target));
        await writeDurably(join(folder, DRAFTS, randomBytes(12).toString('hex')), target, bytes);
      } catch (cause) {
        throw new Unavailable('Berkas belum tersimpan: disk server penuh atau foldernya tidak boleh ditulisi.', { key }, { cause });
      }
    },

    async get(key) {
      return readFile(join(folder, checkedKey(key))).catch(undefinedIfMissing);
    },

    async delete(key) {
      await rm(join(folder, checkedKey(key)), { force: true }).catch(undefinedIfMissing);
    },

    list: (prefix) => keysIn(folder, '', prefix),
  };
}

async function writeDurably(draft: string, target: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A new folder is on the disk only when the folder around it is. */
async function makeFolders(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= Math.min(first.length, root.length); made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* keysIn(folder: string, before: string, prefix: string): AsyncIterable<string> {
  const entries = (await readdir(join(folder, before), { withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
  const named = entries.filter(({ name }) => !name.startsWith('.')).map((entry) => ({ entry, key: `${before}${entry.name}${entry.isDirectory() ? '/' : ''}` }));
  for (const { entry, key } of named.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (entry.isDirectory()) {
      if (key.startsWith(prefix) || prefix.startsWith(key)) yield* keysIn(folder, key, prefix);
    } else if (key.startsWith(prefix)) yield key;
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR')) return undefined;
  throw error;
}
