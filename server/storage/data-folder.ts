import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { Unavailable } from '../errors.ts';

/** The embedded engine's file in the data folder. */
export const DATABASE = 'bimtek.sqlite';

/** Makes the data folder if it is not there. Throws `Unavailable` when it cannot be made or written to. */
export async function openDataFolder(dataDir: string): Promise<void> {
  try {
    // It holds people's data: no other user of the machine reads it. A folder that is there keeps its rights.
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Unavailable('Folder data tidak bisa dibuat atau ditulisi ({folder}). Periksa DATA_DIR dan izinnya.', { folder: dataDir }, { cause });
  }
}
