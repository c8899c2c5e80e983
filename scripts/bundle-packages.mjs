// Puts the packages that the service imports into a few files under `dist/node_modules`, where Node finds them before the installed ones.
// A start opens some hundred small files less, which is most of what it waited for; the service's own files stay as they are.
import { readFileSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Those with a compiled part are loaded from where they are installed. */
const COMPILED = ['@node-rs/argon2', 'libsql', 'sharp'];
/** What MongoDB's driver asks for and does without; nobody has installed it. */
const OPTIONAL = ['@aws-sdk/credential-providers', '@mongodb-js/zstd', 'gcp-metadata', 'kerberos', 'mongodb-client-encryption', 'snappy', 'socks'];
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'([^'.][^']*)'/g;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const RESERVED = new Set(['default', 'delete', 'enum', 'export', 'import', 'in', 'new', 'null', 'package', 'static', 'void', 'with']);

/** Packages that compiled JavaScript below a folder imports, of those that the service depends on: specifier, e.g. `csv-parse/sync`. */
function importedBelow(folder, dependencies) {
  const found = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
    for (const [, specifier] of readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(IMPORT)) found.add(specifier);
  }
  return [...found].filter((specifier) => Object.hasOwn(dependencies, nameOf(specifier)) && !COMPILED.includes(specifier)).sort();
}

const nameOf = (specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');

/** Exports what the package exports to Node: of a CommonJS package its names are known only to whoever loads it. */
async function entryOf(specifier, require) {
  const module = await import(specifier);
  const names = Object.keys(module).filter((name) => IDENTIFIER.test(name) && !RESERVED.has(name));
  const isCommonJs = 'default' in module && module.default === require(specifier);
  if (!isCommonJs) return `export * from '${specifier}';${'default' in module ? `\nexport { default } from '${specifier}';` : ''}`;
  return [`const whole = require('${specifier}');`, 'export default whole;', ...names.map((name) => `const of_${name} = whole.${name}; export { of_${name} as ${name} };`)].join('\n');
}

/** Writes `modules/NAME/…` for every package that the JavaScript below `code` imports. `root`: where packages are installed. */
export async function bundlePackages({ code, modules, root }) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const specifiers = importedBelow(code, dependencies);
  const require = createRequire(join(root, 'package.json'));
  const entries = new Map();
  for (const specifier of specifiers) entries.set(specifier, await entryOf(specifier, require));
  await build({
    entryPoints: Object.fromEntries(specifiers.map((specifier) => [`bundled/${specifier.replaceAll('/', '.')}`, `bundled:${specifier}`])),
    outdir: modules,
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: 'bundled/part-[hash]',
    external: [...COMPILED, ...OPTIONAL],
    // Packages in CommonJS ask for Node's own modules by `require`.
    banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [
      {
        name: 'bundled',
        setup(builder) {
          builder.onResolve({ filter: /^bundled:/ }, ({ path }) => ({ path: path.slice('bundled:'.length), namespace: 'bundled' }));
          builder.onLoad({ filter: /.*/, namespace: 'bundled' }, ({ path }) => ({ contents: entries.get(path), resolveDir: root }));
        },
      },
    ],
  });
  for (const name of new Set(specifiers.map(nameOf))) {
    const own = specifiers.filter((specifier) => nameOf(specifier) === name);
    const exports = Object.fromEntries(own.map((specifier) => [specifier === name ? '.' : `.${specifier.slice(name.length)}`, `./${specifier.replaceAll('/', '.')}.js`]));
    const folder = join(modules, name);
    mkdirSync(folder, { recursive: true });
    for (const specifier of own) {
      const bundled = `../${'../'.repeat(name.split('/').length - 1)}bundled/${specifier.replaceAll('/', '.')}.js`;
      const hasDefault = /\bdefault\b/.test(entries.get(specifier));
      writeFileSync(join(folder, `${specifier.replaceAll('/', '.')}.js`), `export * from '${bundled}';\n${hasDefault ? `export { default } from '${bundled}';\n` : ''}`);
    }
    const { version, license } = installed(require, name);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, type: 'module', exports }));
  }
}

/** A package's description. Not every package lets it be asked for by name. */
function installed(require, name) {
  let folder = dirname(require.resolve(name));
  for (;;) {
    try {
      const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (description.name === name) return description;
    } catch (problem) {
      if (problem.code !== 'ENOENT') throw problem;
    }
    folder = dirname(folder);
  }
}
