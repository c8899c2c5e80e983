import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isIgnoredName } from './course-files.ts';
import { compareNames } from './mistake.ts';

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

/**
 * The folders of courses in a folder such as `courses/`, absolute, sorted by name. A folder that itself holds a
 * course.yaml, or modules, is one course. Undefined when the folder cannot be read.
 */
export async function courseFoldersIn(folder: string): Promise<string[] | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return undefined;
  if (names.some((name) => name.toLowerCase() === 'course.yaml')) return [folder];
  const paths = names.filter((name) => !isIgnoredName(name)).sort(compareNames).map((name) => join(folder, name));
  const folders: string[] = [];
  for (const path of paths) if (await isFolder(path)) folders.push(path);
  return folders;
}

/** A folder of modules whose course.yaml was forgotten is one course with that mistake, not a folder of courses. */
export async function holdsModules(folder: string): Promise<boolean> {
  for (const path of (await courseFoldersIn(folder)) ?? []) {
    const inside = await readdir(path).catch(() => undefined);
    if (inside?.includes('module.yaml')) return true;
  }
  return false;
}
