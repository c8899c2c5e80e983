import { join } from 'node:path';
import type { Storage } from '../storage.ts';
import { forgetLostCommits, lostCommitsOf } from '../embedded/commit-count.ts';
import { idKey } from '../embedded/translate.ts';
import { asUnavailable } from '../embedded/faults.ts';
import { openFile } from '../embedded/open-file.ts';
import { parseDocument, tableOf } from '../embedded/select.ts';
import type { Sqlite } from '../embedded/sqlite.ts';
import { DATABASE } from '../data-folder.ts';
import { collectionsOf } from './documents.ts';

/** Something that is wrong with what is stored, as a sentence for the operator. */
export type StorageProblem = string;

/**
 * Looks at everything that is stored: whether all is there, pages, indexes, every document. With `repair`, indexes are made anew and lost writes are no longer
 * mentioned; a damaged
 * document is left to a backup. Throws `Unavailable` when the file cannot be read at all.
 */
export async function check(storage: Storage, dataDir: string, repair = false): Promise<StorageProblem[]> {
  if (storage.engine === 'mongodb') return checkServer(storage);
  const file = join(dataDir, DATABASE);
  if (repair) forgetLostCommits(file);
  const sqlite = openFile(file);
  if (repair) makeIndexesAnew(sqlite, file);
  const problems = [...lostIn(file), ...pagesOf(sqlite), ...(await collectionsOf(storage.connection)).flatMap((collection) => documentsIn(sqlite, collection))];
  sqlite.close();
  return problems;
}

/** Beside a server that writes it has to wait for its turn; the server's writes wait meanwhile. */
const PATIENCE_MS = 30_000;

function makeIndexesAnew(sqlite: Sqlite, file: string): void {
  sqlite.waitForOthers(PATIENCE_MS);
  try {
    sqlite.exec('REINDEX');
  } catch (problem) {
    sqlite.close();
    throw asUnavailable(problem, file);
  }
}

const lostIn = (file: string): StorageProblem[] => {
  const lost = lostCommitsOf(file);
  if (!lost) return [];
  const many = lost.last - lost.first + 1;
  return [`Berkas data pernah terpotong: ${many} kelompok tulisan yang sudah dinyatakan tersimpan hilang (nomor ${lost.first} sampai ${lost.last}). Pulihkan cadangan (storage restore), atau jalankan check --repair untuk melanjutkan tanpa tulisan itu`];
};

const pagesOf = (sqlite: Sqlite): StorageProblem[] =>
  sqlite.prepare('PRAGMA integrity_check(20)').all([]).map(([line]) => String(line)).filter((line) => line !== 'ok').map((line) => `Berkas data rusak: ${line}`);

const BATCH = 500;

function documentsIn(sqlite: Sqlite, collection: string): StorageProblem[] {
  const problems: StorageProblem[] = [];
  const statement = sqlite.prepare(`SELECT n, id, doc FROM ${tableOf(collection)} WHERE n > ? ORDER BY n LIMIT ${BATCH}`);
  for (let last: number | undefined = -1; last !== undefined; ) {
    const rows = statement.all([last]);
    for (const [n, id, text] of rows) {
      const problem = problemWith(id ?? null, String(text));
      if (problem) problems.push(`${collection}, dokumen ${id} (baris ${n}): ${problem}`);
    }
    last = rows.length < BATCH ? undefined : Number(rows.at(-1)?.[0]);
  }
  return problems;
}

function problemWith(id: string | number | null, text: string): string | undefined {
  try {
    return idKey(parseDocument(text)['_id'] ?? null) === id ? undefined : '_id di dalamnya berbeda';
  } catch {
    return 'isinya bukan JSON';
  }
}

async function checkServer({ connection }: Storage): Promise<StorageProblem[]> {
  const problems: StorageProblem[] = [];
  for (const collection of await collectionsOf(connection)) {
    const answer = await connection.db?.command({ validate: collection });
    if (answer?.['valid'] !== true) problems.push(`${collection}: MongoDB menyatakan koleksi ini rusak`);
  }
  return problems;
}
