import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Conflict, Unavailable } from '../../errors.ts';
import { Sqlite } from '../embedded/sqlite.ts';
import { DATABASE } from '../data-folder.ts';

/**
 * Throws `Conflict` while any process has the embedded database of this folder open. Asked of SQLite itself: it leaves its
 * write-ahead log only when nobody else is there, and a process that was killed is not (https://www.sqlite.org/wal.html). The log
 * is begun anew by whoever opens the file next.
 */
export function refuseWhileInUse(dataDir: string): void {
  const file = join(dataDir, DATABASE);
  if (!existsSync(file)) return;
  const sqlite = new Sqlite(file);
  try {
    if (sqlite.prepare('PRAGMA journal_mode = DELETE').first([])?.[0] === 'delete') return;
  } catch (problem) {
    // A file that is damaged is in nobody's way.
    if (!(problem instanceof Unavailable) || !/SQLITE_BUSY|locked/i.test(`${problem.message} ${String(problem.cause)}`)) return;
  } finally {
    sqlite.close();
  }
  throw new Conflict('Bimtek sedang berjalan dengan folder data ini ({folder}). Hentikan dahulu, lalu ulangi.', { folder: dataDir });
}
