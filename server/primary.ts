import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Logger } from 'pino';
import { createAccountStore } from './accounts/account-store.ts';
import { createCodeStore } from './accounts/code-store.ts';
import { issueFirstAdministratorCode } from './accounts/first-administrator.ts';
import { WORKER_VARIABLE, type Config } from './config.ts';
import { linesOf, type Ready } from './ready.ts';
import { prepareStorage } from './storage/prepare.ts';
import { openStorage } from './storage/storage.ts';
import { createCounts, HITS } from './workers/rate-counters.ts';
import { Relay } from './workers/relay.ts';

/** A worker that dies at once is started again after this, then after twice as long, and so on. */
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 30_000;
/** Who has lived this long is healthy: the delay begins anew. */
const HEALTHY_MS = 60_000;
/** Longer than a worker gives its last requests, shorter than a supervisor waits. */
const STOP_MS = 15_000;

/**
 * Starts `config.workers` processes that serve one port, and starts one again when it dies. This process serves nothing: it
 * prepares the storage, counts requests by address for all of them and passes on what they tell each other.
 * Rejected when the storage cannot be prepared, the port is taken, or a worker dies before it has ever been ready.
 */
export async function lead(config: Config, logger: Logger, say: (line: string) => void): Promise<void> {
  const firstAdministratorCode = await prepare(config);
  const port = await freePort(config);
  const firsts = new Map<number, Ready>();
  let told = false;
  let stopping = false;
  let giveUp: (problem: Error) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (giveUp = reject));
  const workers = new Map<number, Worker>();
  const delays = new Map<number, number>();

  const relay = new Relay({ [HITS]: createCounts() }, (worker, ready) => {
    firsts.set(worker.id, ready as Ready);
    if (told || firsts.size < config.workers) return;
    told = true;
    const first = ready as Ready;
    const link = firstAdministratorCode && `${first.address}/start/${firstAdministratorCode}`;
    for (const line of linesOf(first, config.workers, link)) say(line);
  });

  const start = (number: number): void => {
    const began = Date.now();
    const worker = cluster.fork({ PORT: String(port), [WORKER_VARIABLE]: String(number) });
    workers.set(number, worker);
    relay.add(worker);
    worker.once('exit', (code, signal) => {
      workers.delete(number);
      if (stopping) return;
      if (!told) return giveUp(new Error(`worker ${number} ended before it was ready (${signal ?? code})`));
      const delay = Date.now() - began > HEALTHY_MS ? FIRST_DELAY_MS : (delays.get(number) ?? FIRST_DELAY_MS);
      delays.set(number, Math.min(LONGEST_DELAY_MS, delay * 2));
      logger.error({ worker: number, pid: worker.process.pid, code, signal, againInMs: delay }, 'worker died, it is started again');
      setTimeout(() => {
        if (!stopping) start(number);
      }, delay);
    });
  };

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const ends = [...workers.values()].map((worker) => {
      const end = once(worker, 'exit');
      worker.process.kill('SIGTERM');
      return end;
    });
    const enough = setTimeout(() => {
      for (const worker of workers.values()) worker.process.kill('SIGKILL');
    }, STOP_MS);
    await Promise.all(ends);
    clearTimeout(enough);
  };

  cluster.setupPrimary({ serialization: 'advanced' });
  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  for (let number = 1; number <= config.workers; number++) start(number);
  await failed.catch(async (problem: unknown) => {
    await stop();
    throw problem;
  });
}

/** Gives the code with which the first administrator is made; undefined where there is one. */
async function prepare(config: Config): Promise<string | undefined> {
  const storage = await openStorage({ mongodbUri: config.mongodbUri, dataDir: config.dataDir });
  try {
    const accounts = createAccountStore(storage.connection);
    const codes = createCodeStore(storage.connection);
    await prepareStorage(storage);
    return await issueFirstAdministratorCode(accounts, codes);
  } finally {
    await storage.close();
  }
}

/** The port that all workers will share. Rejected when it is taken. */
async function freePort({ port, host }: Config): Promise<number> {
  const probe = createServer().listen({ port, host, exclusive: true });
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof bound === 'object' && bound ? bound.port : port;
}
