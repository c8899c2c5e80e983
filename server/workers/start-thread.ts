import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * A thread that runs a file of this code; `file` is its address without an ending. In development the code is TypeScript, and tsx does
 * not reach into threads by itself.
 */
export function startThread(file: URL, source: string, options: Pick<WorkerOptions, 'workerData' | 'resourceLimits' | 'transferList'>): Worker {
  if (!source.endsWith('.ts')) return new Worker(new URL(`${file.href}.js`), { ...options, execArgv: [] });
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(`${file.href}.ts`)}); })`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}
