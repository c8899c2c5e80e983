import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { lostCommitsOf, type LostCommits } from './embedded/commit-count.ts';
import { embeddedMongoose } from './embedded/driver.ts';
import { Engine } from './embedded/engine.ts';
import type { FileStore } from './file-store.ts';
import { createFolderFileStore } from './folder-file-store.ts';
import { DATABASE, openDataFolder } from './data-folder.ts';
import { connectServer } from './server/connect-server.ts';

export { insertAsIs, insertOnce, selectOptionalById, selectSomeById, updateAndSelect, updateInTurn, withoutAbsent, type UpdateFilter } from './by-id.ts';
export { defineModel } from './define-model.ts';
export type { FileStore } from './file-store.ts';
export { createFolderFileStore } from './folder-file-store.ts';
export { isOutage } from './server/outage.ts';

export interface Storage {
  readonly engine: 'embedded' | 'mongodb';
  /** Models are registered with this one (`defineModel`). */
  readonly connection: Connection;
  /** Uploads and stored PDFs, in `files/` of the data folder. */
  readonly files: FileStore;
  /** Writes that were acknowledged and are no longer in the file, until `bimtek storage check --repair`; of the embedded engine alone. */
  readonly lost: LostCommits | undefined;
  /** Waits until the collections and indexes of all registered models are there; throws what kept them from it. */
  ready(): Promise<void>;
  /** Whether the database can be asked at this moment. */
  isReady(): boolean;
  /** What was asked before is still written. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** Undefined: the embedded engine, in `bimtek.sqlite` of the data folder. */
  readonly mongodbUri?: string | undefined;
  readonly dataDir: string;
}

const CONNECTED = 1;

/** Throws `Unavailable` when the data folder or the database cannot be used. */
export async function openStorage({ mongodbUri, dataDir }: StorageOptions): Promise<Storage> {
  await openDataFolder(dataDir);
  const server = mongodbUri ? await connectServer(mongodbUri) : undefined;
  const connection = server ? server.connection : await openEmbedded(dataDir);
  return {
    engine: mongodbUri ? 'mongodb' : 'embedded',
    connection,
    files: createFolderFileStore(join(dataDir, 'files')),
    lost: mongodbUri ? undefined : lostCommitsOf(join(dataDir, DATABASE)),
    isReady: server ? server.isUp : () => connection.readyState === CONNECTED,
    ready: async () => void (await Promise.all(Object.values(connection.models).map((model) => model.init()))),
    close: () => connection.close(),
  };
}

async function openEmbedded(dataDir: string): Promise<Connection> {
  const own = embeddedMongoose(new Engine(join(dataDir, DATABASE)));
  return own.createConnection('embedded://bimtek').asPromise();
}
