import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ConfigError } from '../../config.ts';
import { addEnglish } from '../../web/i18n/en.ts';
import { isPlugin, pluginFaults } from './check-plugin.ts';
import { pluginKit, type QuestionPlugin } from './plugin-kit.ts';
import { addQuestionType } from './registry.ts';

/** A folder is told from a package's name by how it begins, as in Node's own imports. */
const isFolder = (name: string): boolean => isAbsolute(name) || /^\.{1,2}[/\\]/.test(name);

/** What is imported: of a folder the file that its package.json names, else index.js. */
function addressOf(name: string, root: string): string {
  if (!isFolder(name)) return name;
  const folder = resolve(root, name);
  const manifest = join(folder, 'package.json');
  const main = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { main?: unknown }).main : undefined;
  return pathToFileURL(join(folder, typeof main === 'string' ? main : 'index.js')).href;
}

async function loadOne(name: string, root: string): Promise<QuestionPlugin | readonly string[]> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(addressOf(name, root))) as { readonly default?: unknown };
  } catch (problem) {
    return [`cannot be loaded: ${problem instanceof Error ? problem.message : String(problem)}`];
  }
  if (typeof module.default !== 'function') return ['its default export should be a function (kit) => ({ questionTypes: [...] })'];
  try {
    const plugin: unknown = module.default(pluginKit);
    return isPlugin(plugin) ? plugin : pluginFaults(plugin);
  } catch (problem) {
    return [`fails when it is called: ${problem instanceof Error ? problem.message : String(problem)}`];
  }
}

/**
 * Adds the question types of third parties to ours, once for the process; gives the templates that show them, view -> file. `names`
 * are npm packages or folders (`./x`, `/x`, relative to `root`). Throws `ConfigError` with every fault of every plug-in.
 */
export async function loadPlugins(names: readonly string[], root = process.cwd()): Promise<ReadonlyMap<string, string>> {
  const views = new Map<string, string>();
  const faults: string[] = [];
  for (const name of names) {
    const loaded = await loadOne(name, root);
    if (!('questionTypes' in loaded)) {
      faults.push(...loaded.map((fault) => `PLUGINS: "${name}": ${fault}`));
      continue;
    }
    for (const { type, view } of loaded.questionTypes) {
      addQuestionType(type);
      views.set(`assessment/questions/${type.type}`, fileURLToPath(view));
    }
    addEnglish(loaded.english ?? {});
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return views;
}
