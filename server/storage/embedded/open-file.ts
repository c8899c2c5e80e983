import { Unavailable } from '../../errors.ts';
import { COMMITS_TABLE } from './commit-count.ts';
import { asUnavailable } from './faults.ts';
import { Sqlite } from './sqlite.ts';

/** "BMTK": tells `file` and a curious operator whose file it is. */
const APPLICATION_ID = 0x424d544b;
/** Raised when tables or tags change in a way that an older Bimtek could not read. */
export const FORMAT = 1;

const OPENING_MS = 5000;

/** Opens a file, and makes it what the engine needs if it is new. Throws `Unavailable`. */
export function openFile(file: string): Sqlite {
  let sqlite: Sqlite | undefined;
  try {
    sqlite = new Sqlite(file);
    sqlite.waitForOthers(OPENING_MS); // another process may be making the same file
    sqlite.exec('PRAGMA journal_mode = WAL');
    sqlite.exec('PRAGMA synchronous = FULL');
    sqlite.exec('PRAGMA cache_size = -64000');
    const format = Number(sqlite.prepare('PRAGMA user_version').first([])?.[0]);
    if (format > FORMAT) throw new Unavailable('Berkas data dibuat oleh Bimtek yang lebih baru ({file}). Pasang versi itu.', { file });
    if (format === 0 || !hasCommits(sqlite)) prepare(sqlite);
    sqlite.waitForOthers(0);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    throw asUnavailable(error, file);
  }
}

const hasCommits = (sqlite: Sqlite): boolean => sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'commits'").first([]) !== undefined;

function prepare(sqlite: Sqlite): void {
  sqlite.exec('BEGIN IMMEDIATE');
  sqlite.exec('CREATE TABLE IF NOT EXISTS indexes (collection TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, UNIQUE (collection, name))');
  sqlite.exec(COMMITS_TABLE);
  sqlite.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  sqlite.exec(`PRAGMA user_version = ${FORMAT}`);
  sqlite.exec('COMMIT');
}
