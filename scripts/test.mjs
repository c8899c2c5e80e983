// Everything that has to hold, in one command: types, lint, then all tests, those of `test/engines/files.ts` once on
// each database engine. Ends with one line that counts.
//   npm test                 all of it
//   npm test -- test/web     only what lies below, on the embedded engine
//   npm run test:storage     the storage alone, with many more random cases and kills
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { runMochaPatiently, runNode } from './run-tests.mjs';

register();
const [{ openServer }, { ENGINE_FILES }, { NOT_ASKED, NOT_RUN }] = await Promise.all([import('./server-to-test.ts'), import('../test/engines/files.ts'), import('../test/engines/not-run.ts')]);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isStorage = process.argv.includes('--storage');
const given = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isWhole = given.length === 0;

const testFiles = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();

const say = (line) => process.stdout.write(`${line}\n`);

// The build of a server takes a minute the first time: it goes on beside the checks.
const opening = isWhole || isStorage ? openServer() : Promise.resolve({ notRun: undefined });
const checks = [];
if (isWhole && !isStorage) {
  checks.push(['types', await runNode('types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json'])]);
  checks.push(['lint', await runNode('lint', 'node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', 'server', 'test', 'bench', 'scripts', 'public/scripts'])]);
}
const server = await opening;

const many = isStorage ? { STORAGE_CASES: '20000', STORAGE_KILLS: '100', ...process.env } : {};
const files = isStorage ? testFiles('test/storage') : isWhole ? testFiles('test') : given.flatMap((path) => (path.endsWith('.ts') ? [path] : testFiles(path)));
const embedded = await runMochaPatiently('tests', files, many);
const results = [embedded];
const onEngine = (outcome) => ({ tests }) => tests.filter(([file, , its]) => its === outcome && ENGINE_FILES.includes(file)).length;
const summary = [`engine embedded: ${onEngine('passed')(embedded)} passed`];
let isEngineMissing = false;

if (server.uri) {
  const { name } = server;
  const onServer = await runMochaPatiently(`tests on ${name}`, ENGINE_FILES.filter((file) => !isStorage || file.startsWith('test/storage')), { TEST_SERVER_URI: server.uri, TEST_SERVER_NAME: name });
  results.push(onServer);
  summary.push(`engine ${name}: ${onEngine('passed')(onServer)} passed`);
  const leftOut = [
    ...onServer.tests.filter(([, , outcome]) => outcome === 'left out').map(([, fullTitle, , title]) => [fullTitle, NOT_RUN[name][title] ?? 'what it needs is not on this machine']),
    ...embedded.tests.flatMap(([file, fullTitle]) => (NOT_ASKED[name][file] ? [[fullTitle, NOT_ASKED[name][file]]] : [])),
  ];
  for (const [title, reason] of leftOut) say(`not run on ${name}: ${title}: ${reason}`);
  // A title that was changed would be left out of the list unseen.
  const titles = new Set(onServer.tests.map(([, , , title]) => title));
  const unknown = isStorage ? [] : Object.keys(NOT_RUN[name]).filter((title) => !titles.has(title));
  for (const title of unknown) say(`test/engines/not-run.ts names no test: ${title}`);
  if (unknown.length > 0 || onEngine('passed')(onServer) === 0) isEngineMissing = true;
  await server.stop();
} else if (server.notRun) {
  summary.push(`${server.notRun}; the embedded engine ran alone`);
  isEngineMissing = server.isExpected && process.env.CI === 'true';
}

const count = (outcome) => results.reduce((sum, { tests }) => sum + tests.filter(([, , its]) => its === outcome).length, 0);
const passed = count('passed') + checks.filter(([, ok]) => ok).length;
const crashed = results.filter(({ ok, tests }) => !ok && tests.every(([, , outcome]) => outcome !== 'failed')).length;
const failed = count('failed') + crashed + checks.filter(([, ok]) => !ok).length + Number(isEngineMissing);
const skipped = count('left out');
const unsteady = results.flatMap((result) => result.unsteady);
for (const title of unsteady) say(`passed at the second try only: ${title}`);
say('');
if (isWhole) for (const line of summary) say(line);
say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}${unsteady.length > 0 ? `, ${unsteady.length} at the second try only` : ''}`);
process.exit(failed === 0 ? 0 : 1);
