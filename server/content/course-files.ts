import { createHash } from 'node:crypto';
import { lstat, readdir, realpath, stat } from 'node:fs';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Dirent, Stats } from 'node:fs';
import { compareNames, wholeFile, type Mistake, type Report } from './mistake.ts';
import {
  brokenSymlink, emptySubfolder, folderTooDeep, namesDifferInCase, notAFile, symlinkLoop, symlinkOutside, tooManyFiles, unreadableFile,
} from './mistakes/files.ts';

export interface CourseFile {
  /** Relative to the course's folder, with `/`, in Unicode's composed form (NFC). */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  /** Differs as soon as the file may have changed: inode, size and times. */
  readonly stamp: string;
}

export interface CourseListing {
  readonly files: ReadonlyMap<string, CourseFile>;
  /** Every folder below the course's own. */
  readonly folders: ReadonlySet<string>;
  /** Paths that are there but could not be taken; their problem is reported once, here. */
  readonly refused: ReadonlySet<string>;
}

const MAX_FILES = 5000;
const MAX_DEPTH = 8;

// Promisified callbacks: fs/promises costs three times as much for each of a thousand files.
const statLink = promisify(lstat);
const statTarget = promisify(stat);
const readFolder = promisify(readdir) as (folder: string, options: { withFileTypes: true }) => Promise<Dirent[]>;
const resolveLinks = promisify(realpath);

/** Hidden files, drafts by `_`, and what editors and file managers leave behind. */
export const isIgnoredName = (name: string) =>
  /^[._~]|~$|^(Thumbs\.db|desktop\.ini|node_modules)$/i.test(name);

const stampOf = (stats: Stats) => `${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`;

/** The operating system's name of what went wrong, e.g. `EACCES`. */
export const reasonOf = (failure: unknown) =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : 'EIO';

class Walk {
  readonly files = new Map<string, CourseFile>();
  readonly folders = new Set<string>();
  readonly refused = new Set<string>();
  readonly root: string;
  readonly report: Report;
  #reportedMany = false;

  constructor(root: string, report: Report) {
    this.root = root;
    this.report = report;
  }

  refuse(path: string, mistake: Mistake): void {
    this.refused.add(path);
    this.report(wholeFile(path || '.'), mistake);
  }

  /** `above`: the real paths of the folders that lead here, to notice a link that leads back into one of them. */
  async folder(absolute: string, path: string, above: readonly string[]): Promise<void> {
    const found = await readFolder(absolute, { withFileTypes: true }).catch((failure: unknown) => reasonOf(failure));
    if (typeof found === 'string') return this.refuse(path, unreadableFile(found));
    const entries = found.filter((entry) => !isIgnoredName(entry.name));
    if (entries.length === 0 && path !== '') this.report(wholeFile(path), emptySubfolder());
    this.compareCase(entries, path);
    await Promise.all(entries.map((entry) => this.entry(entry.name, join(absolute, entry.name), path, above)));
  }

  async entry(name: string, absolute: string, folder: string, above: readonly string[]): Promise<void> {
    const path = (folder === '' ? name : `${folder}/${name}`).normalize('NFC');
    try {
      const stats = await statLink(absolute);
      if (stats.isSymbolicLink()) await this.link(absolute, path, above);
      else await this.take(stats, absolute, path, above);
    } catch (failure) {
      this.refuse(path, unreadableFile(reasonOf(failure)));
    }
  }

  async link(absolute: string, path: string, above: readonly string[]): Promise<void> {
    const target = await resolveLinks(absolute).catch((failure: unknown) => ({ reason: reasonOf(failure) }));
    if (typeof target !== 'string') {
      return this.refuse(path, target.reason === 'ELOOP' ? symlinkLoop() : brokenSymlink());
    }
    if (above.includes(target)) return this.refuse(path, symlinkLoop());
    if (!target.startsWith(this.root + sep)) return this.refuse(path, symlinkOutside());
    await this.take(await statTarget(target), target, path, above);
  }

  async take(stats: Stats, absolute: string, path: string, above: readonly string[]): Promise<void> {
    if (stats.isDirectory()) {
      if (above.length > MAX_DEPTH) return this.refuse(path, folderTooDeep(MAX_DEPTH));
      this.folders.add(path);
      return this.folder(absolute, path, [...above, absolute]);
    }
    if (!stats.isFile()) return this.refuse(path, notAFile());
    if (this.files.size >= MAX_FILES) {
      if (!this.#reportedMany) this.report(wholeFile('.'), tooManyFiles(MAX_FILES));
      this.#reportedMany = true;
      return;
    }
    this.files.set(path, { path, absolute, bytes: stats.size, stamp: stampOf(stats) });
  }

  compareCase(entries: readonly Dirent[], folder: string): void {
    const seen = new Map<string, string>();
    for (const { name } of [...entries].sort((a, b) => compareNames(a.name, b.name))) {
      const folded = name.normalize('NFC').toLowerCase();
      const other = seen.get(folded);
      if (other === undefined) seen.set(folded, name);
      else this.report(wholeFile(folder === '' ? name : `${folder}/${name}`), namesDifferInCase(other));
    }
  }
}

/** Differs once a file of a course may have changed; undefined where something could not be taken. */
export function stampOfListing({ files, folders, refused }: CourseListing): string | undefined {
  if (refused.size > 0) return undefined;
  const stamp = createHash('sha256');
  for (const { path, stamp: ofFile } of files.values()) stamp.update(`${path}\0${ofFile}\n`);
  for (const folder of [...folders].sort()) stamp.update(`${folder}\n`);
  return stamp.digest('hex');
}

/** All files of a course, links followed as long as they stay inside; nothing is opened yet. */
export async function listCourseFiles(folder: string, report: Report): Promise<CourseListing> {
  const root = await resolveLinks(folder);
  const walk = new Walk(root, report);
  await walk.folder(root, '', [root]);
  const sorted = [...walk.files.values()].sort((a, b) => compareNames(a.path, b.path));
  return { files: new Map(sorted.map((file) => [file.path, file])), folders: walk.folders, refused: walk.refused };
}
