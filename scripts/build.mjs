// Builds what `npm start` runs: TypeScript to JavaScript, the stylesheet and the script made small.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const minified = new Set(['.css', '.js']);

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const copy = (source, target) => {
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target);
};

// What stands beside the code and is read by it: fonts, licences.
for (const source of filesBelow(join(root, 'server'))) {
  if (extname(source) !== '.ts' && extname(source) !== '.md') copy(source, source.replace(join(root, 'server'), join(dist, 'server')));
}

for (const source of filesBelow(join(root, 'public'))) {
  const target = source.replace(join(root, 'public'), join(dist, 'public'));
  if (!minified.has(extname(source))) copy(source, target);
  else await build({ entryPoints: [source], outfile: target, minify: true, target: ['chrome80', 'safari13'], logLevel: 'warning' });
}

// Names this build: what an earlier one has kept of courses (`server/content/kept-readings.ts`) holds for the same alone.
const name = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
for (const file of filesBelow(join(dist, 'server')).sort()) name.update(file.slice(dist.length)).update(readFileSync(file));
writeFileSync(join(dist, 'build.txt'), name.digest('hex'));
