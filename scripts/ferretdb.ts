import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * A server that speaks MongoDB's protocol, for the contract tests of the storage: FerretDB 1.24.2, built by Go
 * into the machine's folder for temporary files.
 *
 *     node --import tsx scripts/ferretdb.ts     builds it; some minutes the first time
 */
const CACHE = join(tmpdir(), 'bimtek-ferretdb-1.24.2');
const BINARY = join(CACHE, 'ferretdb');
const SOURCE = fileURLToPath(new URL('./ferretdb', import.meta.url));
const BUILD_MINUTES = 20;

const succeeds = (promise: Promise<unknown>): Promise<boolean> => promise.then(() => true, () => false);

export const isFerretdbBuilt = (): Promise<boolean> => succeeds(access(BINARY));
export const isGoThere = (): Promise<boolean> => succeeds(promisify(execFile)('go', ['version']));

/** Does nothing if it is built already. */
export async function buildFerretdb(): Promise<void> {
  if (await isFerretdbBuilt()) return;
  await mkdir(CACHE, { recursive: true });
  const draft = `${BINARY}.${process.pid}`;
  await promisify(execFile)('go', ['build', '-o', draft, '.'], { cwd: SOURCE, timeout: BUILD_MINUTES * 60_000 });
  await rename(draft, BINARY);
}

export interface Ferretdb {
  readonly uri: string;
  /** What it keeps; another one can be started on it after `kill`. */
  readonly folder: string;
  isRunning(): boolean;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
  /** As a crash would: nothing is said, the folder stays. */
  kill(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1, with an empty folder unless one is given. */
export async function startFerretdb(kept?: string): Promise<Ferretdb> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'bimtek-ferretdb-data-')));
  const server = spawn(BINARY, [folder], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const [uri]: string[] = await once(createInterface(server.stdout), 'line');
  return {
    uri: `${uri ?? ''}`,
    folder,
    isRunning: () => server.exitCode === null && server.signalCode === null,
    async kill() {
      const end = once(server, 'exit');
      server.kill('SIGKILL');
      await end;
    },
    async stop() {
      server.stdin.end();
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (await isGoThere()) await buildFerretdb();
  console.log((await isFerretdbBuilt()) ? `ferretdb: ${BINARY}` : 'ferretdb: not built, since there is no Go on this machine');
}
