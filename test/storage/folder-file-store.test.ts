import { rm } from 'node:fs/promises';
import { createFolderFileStore } from '../../server/storage/storage.ts';
import { fileStoreContract } from '../contracts/file-store.ts';
import { newFolder } from './open-embedded.ts';

fileStoreContract('a folder', async () => {
  const folder = await newFolder();
  return { files: createFolderFileStore(folder), close: () => rm(folder, { recursive: true }) };
});
