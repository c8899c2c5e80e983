// Everything that has to hold, in one command: types, lint, then all tests. Ends with one line that counts.
//   npm test                 all of it
//   npm test -- test/web     only what lies below
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const given = process.argv.slice(2);

const run = (name, file, args) => {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
  return status === 0;
};

const testFiles = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const checks = given.length > 0 ? [] : [
  ['types', run('types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json'])],
  ['lint', run('lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', 'server', 'test', 'bench', 'scripts', 'public/scripts'])],
];

const files = given.length > 0 ? given.flatMap((path) => (path.endsWith('.ts') ? [join(root, path)] : testFiles(path))) : testFiles('test');
process.stdout.write('\n== tests\n');
const mocha = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(root, 'node_modules/mocha/bin/mocha.js'), '--reporter', join(root, 'scripts/counting-reporter.cjs'), ...files],
  { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'pipe'], encoding: 'utf8' },
);
const counted = /(\d+) (\d+) (\d+)/.exec(mocha.output[3] ?? '');
const passed = Number(counted?.[1] ?? 0) + checks.filter(([, ok]) => ok).length;
const failed = (counted ? Number(counted[2]) : 1) + checks.filter(([, ok]) => !ok).length;
const skipped = Number(counted?.[3] ?? 0);
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed === 0 && mocha.status === 0 ? 0 : 1);
