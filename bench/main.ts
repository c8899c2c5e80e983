import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { build } from './process.ts';
import type { Row } from './row.ts';

/** `npm run bench [-- NAME... --json FILE --built]`; `--built` measures `dist` as it is. Exits 1 where a bar is missed. */
const benches: Readonly<Record<string, () => Promise<{ rows: () => Promise<Row[]> }>>> = {
  lesson: () => import('./lesson-page.ts'),
  answers: () => import('./answers.ts'),
  view: () => import('./first-view.ts'),
  memory: () => import('./memory.ts'),
  content: () => import('./content.ts'),
  certificate: () => import('./certificate.ts'),
  verify: () => import('./verify.ts'),
  'verify-many': () => import('./verify-many.ts'),
  bulk: () => import('./bulk.ts'),
  grading: () => import('./assessment.ts'),
  attempt: () => import('./attempt.ts'),
  finishing: () => import('./finishing.ts'),
  regrade: () => import('./regrade.ts'),
  phones: () => import('./phones.ts'),
  analysis: () => import('./analysis.ts'),
  roster: () => import('./roster.ts'),
  storage: () => import('./storage.ts'),
  backup: () => import('./storage-backup.ts'),
};
/** Those that measure the service as `npm start` runs it. */
const compiled = new Set(['lesson', 'answers', 'attempt', 'finishing', 'phones', 'view', 'memory', 'verify', 'verify-many', 'bulk', 'backup', 'roster']);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, built: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(' ')}`);
  process.exit(2);
}

const names = positionals.length > 0 ? positionals : Object.keys(benches);
if (!options.built && names.some((name) => compiled.has(name))) await build();

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });
const line = (cells: readonly string[]): string =>
  [...cells.slice(0, 5).map((cell, column) => cell.padStart([12, 12, 7, 5, 0][column] ?? 0)), ...cells.slice(5)].join('  ');

console.log(line(['value', 'limit', 'ratio', 'bar', '    ', 'what']));
const rows: Row[] = [];
for (const name of names) {
  const bench = await benches[name]?.();
  for (const row of (await bench?.rows()) ?? []) {
    rows.push(row);
    console.log(line([number(row.value), number(row.limit), row.ratio.toFixed(2), String(row.bar), row.ok ? 'ok  ' : 'MISS', `${row.name}, ${row.unit}`]));
  }
}
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify({ rows }, undefined, 2)}\n`);
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
