import { setFlagsFromString } from 'node:v8';
import { readConfig, ConfigError, type Config } from './config.ts';
import { ApplicationError } from './errors.ts';
import { createLogger } from './logger.ts';
import { linesOf, readyOf } from './ready.ts';
import { announceReady } from './workers/siblings.ts';

/** Longer than the last requests get (`service.ts`), shorter than a supervisor waits. */
const LONGEST_STOP_MS = 14_000;

/**
 * How much the heap may grow, in percent of what is alive, before it is cleaned up. V8 would double it and more; at 60 a page takes no
 * measurably longer and a hundred megabytes less are held, at 15 it takes up to a third longer (`npm run bench -- memory lesson`).
 */
const GROWTH_PERCENT = { usual: 60, small: 15 } as const;

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const config = readConfig();
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT[config.isMemorySmall ? 'small' : 'usual']}`);
  if (config.worker === undefined && config.workers > 1) {
    const { lead } = await import('./primary.ts');
    await lead(config, createLogger(config.logLevel), say);
  } else {
    await serve(config);
  }
} catch (problem) {
  if (!(problem instanceof ConfigError || problem instanceof ApplicationError || isPortTaken(problem))) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exit(1);
}

/** This process alone, or one of the primary's workers. */
async function serve(config: Config): Promise<void> {
  // Not before it is known that this process serves: the primary has no use for all that code.
  const { startService } = await import('./service.ts');
  const service = await startService(config);
  const { address, storage, catalogue, firstAdministratorLink } = service;
  const ready = readyOf(address, storage, catalogue);
  if (config.worker === undefined) for (const line of linesOf(ready, 1, firstAdministratorLink)) say(line);
  else announceReady(ready);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // A database that hangs must not keep a process that was told to go.
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    void service.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Without the primary nobody hands requests to a worker.
  process.once('disconnect', stop);
}

function isPortTaken(problem: unknown): problem is Error {
  return problem instanceof Error && 'code' in problem && (problem.code === 'EADDRINUSE' || problem.code === 'EACCES');
}
