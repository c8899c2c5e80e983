import { randomBytes } from 'node:crypto';
import { lstat, readdir, readlink, rename, rm, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Hidden from whoever reads the folder of courses. */
export const PACKAGES = '.packages';
/** What somebody may still be reading is left for so long after it was replaced; no request and no reading of courses takes longer. */
const GRACE_MS = 60 * 60 * 1000;

export const randomName = (): string => randomBytes(8).toString('hex');

/** Packages that a course of this folder is a link to. */
async function linked(folder: string): Promise<Set<string>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const targets = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
  return new Set(targets.flatMap((target) => (target.startsWith(PACKAGES) ? [target.slice(PACKAGES.length + 1)] : [])));
}

/** From now on its grace runs; before the link is changed, so that a crash in between takes none of it away. */
export async function retire(folder: string, link: string): Promise<void> {
  const target = await readlink(link).catch(() => undefined);
  const now = new Date();
  if (target !== undefined) await utimes(join(folder, target), now, now).catch(() => undefined);
}

const ageOf = async (path: string, now: Date): Promise<number> => {
  const found = await lstat(path).catch(() => undefined);
  return found ? now.getTime() - found.mtimeMs : 0;
};

/**
 * Takes away what nobody needs any more: unpacked packages that no course leads to and the store does not name, and what a crash left
 * half-made. Beside other processes: a package goes under another name first, and comes back if somebody has pointed to it meanwhile;
 * whoever points looks afterwards whether it is there. Gives how many packages went.
 */
export async function sweepPackages(folder: string, current: () => Promise<ReadonlySet<string>>, now: Date): Promise<number> {
  const packages = join(folder, PACKAGES);
  let gone = 0;
  for (const name of await readdir(folder)) {
    // A link that was to take the place of another.
    if (name.startsWith('.') && name !== PACKAGES && (await ageOf(join(folder, name), now)) > GRACE_MS) await unlink(join(folder, name)).catch(() => undefined);
  }
  const wanted = async (name: string): Promise<boolean> => (await linked(folder)).has(name) || (await current()).has(name);
  for (const name of await readdir(packages)) {
    const path = join(packages, name);
    if ((await ageOf(path, now)) <= GRACE_MS) continue;
    if (name.startsWith('.')) {
      await rm(path, { recursive: true, force: true });
      continue;
    }
    if (await wanted(name)) continue;
    const aside = join(packages, `.${randomName()}`);
    // Another process of this machine may have been faster.
    if (!(await rename(path, aside).then(() => true, () => false))) continue;
    if (await wanted(name)) {
      await rename(aside, path).catch(() => undefined);
      continue;
    }
    await rm(aside, { recursive: true, force: true });
    gone += 1;
  }
  return gone;
}
