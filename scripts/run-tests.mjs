import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const announce = (name) => process.stdout.write(`\n== ${name}\n`);

/** Runs a program of the project; whether it ended well. */
export async function runNode(name, file, args) {
  announce(name);
  const child = spawn(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status === 0;
}

/** Runs test files; `tests` has a line of `counting-reporter.cjs` for each test that was met. */
export async function runMocha(name, files, env) {
  announce(name);
  const mocha = ['--import', 'tsx', join(root, 'node_modules/mocha/bin/mocha.js')];
  const own = ['--require', join(root, 'test/engines/hooks.ts'), '--reporter', join(root, 'scripts/counting-reporter.cjs')];
  const child = spawn(process.execPath, [...mocha, ...own, ...files], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'pipe'], env: { ...process.env, ...env } });
  const chunks = [];
  child.stdio[3].on('data', (chunk) => chunks.push(chunk));
  const [status] = await once(child, 'close');
  const lines = Buffer.concat(chunks).toString().split('\n').filter((line) => line !== '');
  return { ok: status === 0, tests: lines.map((line) => JSON.parse(line)) };
}
