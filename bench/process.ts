import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** A server in a process of its own, so that the load's work is not counted as its work. */
export interface Served {
  readonly origin: string;
  readonly pid: number;
  /** From the process's start until it said its address. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Node's own options in `npm start`. */
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly scripts: { readonly start: string } };
const OPTIONS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** What `npm start` runs, compiled; `bench/main.ts` has built it. */
export const serveBimtek = (dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Served> =>
  serve([...profiling(), ...OPTIONS, 'dist/server/main.js'], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...env });

/** A reference server of `bench/references`; it prints its address as ours does. */
export const serveReference = (name: string, ...args: readonly string[]): Promise<Served> =>
  serve(['--import', 'tsx', `bench/references/${name}.ts`, ...args], {});

/** `BENCH_PROFILE=folder` leaves a CPU profile of the service there. */
const profiling = (): readonly string[] => {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
};

async function serve(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Served> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A bench that fails leaves no server behind.
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  const ended = once(child, 'exit');
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = ADDRESS.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code} before it was ready`)));
  });
  const readyMs = performance.now() - began;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
  };
  return { origin, pid: child.pid ?? 0, readyMs, stop };
}

export async function build(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
}
