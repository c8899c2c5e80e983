import { constants, setPriority } from 'node:os';
import { recountFollows } from '../administration/following/check-follows.ts';
import { rebuildCounters, wrongCounters } from '../assessment/sittings/rebuild-sittings.ts';
import { readConfig } from '../config.ts';
import { withRooms } from './open-rooms.ts';
import { backup } from '../storage/operations/backup.ts';
import { check } from '../storage/operations/check.ts';
import { exportLines } from '../storage/operations/documents.ts';
import { refuseWhileInUse } from '../storage/operations/in-use.ts';
import { move } from '../storage/operations/move.ts';
import { restore } from '../storage/operations/restore.ts';
import { stats } from '../storage/operations/stats.ts';
import { openStorage, type Storage } from '../storage/storage.ts';
import { checkStandings } from './check-standings.ts';

interface Output {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = `Pemakaian / usage: bimtek storage <perintah>

  backup FILE                 mencadangkan semuanya ke satu berkas, tanpa menghentikan server
  restore FILE [--overwrite]  memulihkan; data yang ada disisihkan, tidak dihapus (hentikan server dahulu)
  move --to URI               menyalin basis data ke MongoDB, diperiksa satu per satu (hentikan server dahulu)
  check [--repair]            memeriksa semua yang tersimpan; --repair menghitung ulang ringkasan nilai dan indeks
  stats                       besar basis data dan banyaknya dokumen
  export                      semua dokumen sebagai JSON lines
`;

const MISUSED = 2;

/** Where processor time is short, the pages of the server beside this process come first. */
function makeWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Not allowed everywhere; the backup is made all the same.
  }
}

/** Opens the storage of this installation for one piece of work. */
async function withStorage<T>(work: (storage: Storage, dataDir: string) => Promise<T>): Promise<T> {
  const { dataDir, mongodbUri } = readConfig();
  const storage = await openStorage({ dataDir, mongodbUri });
  try {
    return await work(storage, dataDir);
  } finally {
    await storage.close();
  }
}

/** What is worked out from attempts: never lost, only wrong. Gives a line for each that is. */
async function checkDerived(connection: Storage['connection'], repair: boolean, say: (line: string) => unknown): Promise<string[]> {
  const standings: string[] = [];
  for await (const line of checkStandings(connection, repair)) standings.push(line);
  const follows = await withRooms(async ({ following }) => {
    const wrong: string[] = [];
    for await (const id of recountFollows(following, repair)) wrong.push(`Perkembangan angkatan, ${id}: tidak cocok dengan yang tersimpan${repair ? '; sudah dihitung ulang' : ': jalankan check --repair'}`);
    return wrong;
  });
  if (!repair) {
    const wrong = await withRooms(({ assessment }) => wrongCounters(assessment));
    return [...standings, ...follows, ...wrong.map((quiz) => `Hitungan butir soal ${quiz} tidak cocok dengan percobaannya: jalankan check --repair`)];
  }
  for (const line of [...standings, ...follows]) say(line);
  say(`Butir soal dihitung ulang dari ${await withRooms(({ assessment }) => rebuildCounters(assessment))} percobaan / item counters made anew`);
  return [];
}

/** `bimtek storage ...`: gives the exit code. */
export async function runStorage([command = '', ...args]: readonly string[], { stdout }: Output): Promise<number> {
  const say = (line: string) => stdout.write(`${line}\n`);
  const flags = args.filter((word) => word.startsWith('--'));
  const [first] = args.filter((word) => !word.startsWith('--'));

  switch (command) {
    case 'backup': {
      if (!first) break;
      makeWay();
      await withStorage((storage, dataDir) => backup(storage, dataDir, first));
      say(`Cadangan selesai / backed up: ${first}`);
      return 0;
    }
    case 'restore': {
      if (!first) break;
      const { dataDir, mongodbUri } = readConfig();
      refuseWhileInUse(dataDir);
      const aside = await restore(first, { dataDir, mongodbUri, overwrite: flags.includes('--overwrite') });
      say(`Pulih / restored: ${dataDir}`);
      if (aside) say(`Data sebelumnya / what was there before: ${aside}`);
      return 0;
    }
    case 'move': {
      if (!first || !flags.includes('--to')) break;
      refuseWhileInUse(readConfig().dataDir);
      await withStorage(async (storage, dataDir) => {
        const target = await openStorage({ dataDir, mongodbUri: first });
        try {
          for await (const moved of move(storage.connection, target.connection)) {
            say(`${moved.collection}: ${moved.documents}${moved.was ? ' (sudah ada / there already)' : ''}`);
          }
        } finally {
          await target.close();
        }
      });
      say('Selesai. Jalankan server dengan MONGODB_URI itu / done: start the server with that MONGODB_URI.');
      return 0;
    }
    case 'check': {
      const repair = flags.includes('--repair');
      const problems = await withStorage(async (storage, dataDir) => {
        const found = await check(storage, dataDir, repair);
        return found.length > 0 ? found : checkDerived(storage.connection, repair, say);
      });
      for (const problem of problems) say(problem);
      say(problems.length === 0 ? 'Tidak ada masalah / no problem found.' : `${problems.length} masalah / problems`);
      return problems.length === 0 ? 0 : 1;
    }
    case 'stats': {
      const { engine, bytes, collections } = await withStorage(stats);
      say(`${engine}${bytes === undefined ? '' : `, ${(bytes / 1_000_000).toFixed(1)} MB`}`);
      for (const { name, documents } of collections) say(`${String(documents).padStart(10)}  ${name}`);
      return 0;
    }
    case 'export': {
      await withStorage(async ({ connection }) => {
        for await (const line of exportLines(connection)) say(line);
      });
      return 0;
    }
    case 'help':
      stdout.write(USAGE);
      return 0;
  }
  stdout.write(USAGE);
  return MISUSED;
}
