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

// A random case that failed is a finding, however seldom it comes: the next run would only look elsewhere.
const isFinding = ([, , outcome, , message]) => outcome === 'failed' && message?.startsWith('Property failed');

/**
 * As `runMocha`; the files in which something failed run once more in a process of their own, since a busy machine can make a browser
 * late. What fails twice has failed. `unsteady` names what passed only then: it is said, not hidden.
 */
export async function runMochaPatiently(name, files, env) {
  const first = await runMocha(name, files, env);
  const failures = first.tests.filter(([, , outcome]) => outcome === 'failed');
  const again = files.filter((file) => failures.some(([failed]) => failed === file));
  if (first.ok || again.length === 0 || failures.some(isFinding) || failures.some(([file]) => !again.includes(file))) return { ...first, unsteady: [] };
  const second = await runMocha(`${name}: once more, what failed`, again, env);
  const stillFails = new Set(second.tests.filter(([, , outcome]) => outcome === 'failed').map(([, title]) => title));
  return {
    ok: second.ok,
    tests: [...first.tests.filter(([file]) => !again.includes(file)), ...second.tests],
    unsteady: failures.map(([, title]) => title).filter((title) => !stillFails.has(title)),
  };
}
