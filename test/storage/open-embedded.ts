import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedMongoose } from '../../server/storage/embedded/driver.ts';
import { Engine, type WriteWhere } from '../../server/storage/embedded/engine.ts';
import type { Opened } from '../contracts/storage-things.ts';

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'bimtek-storage-'));

export const openFile = async (file: string, where: WriteWhere = 'auto'): Promise<Opened['connection']> =>
  embeddedMongoose(new Engine(file, where)).createConnection('embedded://test').asPromise();

/** An embedded engine on a new file, which is removed when it is closed. */
export async function openEmbedded(where: WriteWhere = 'auto'): Promise<Opened> {
  const folder = await newFolder();
  const connection = await openFile(join(folder, 'bimtek.sqlite'), where);
  return {
    connection,
    async close() {
      await connection.close();
      await rm(folder, { recursive: true });
    },
  };
}
