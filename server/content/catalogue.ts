import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { courseFoldersIn } from './course-folders.ts';
import type { Course } from './course.ts';
import { CourseShelf, type FolderProblems } from './course-shelf.ts';
import { wholeFile } from './mistake.ts';
import { missingFolder } from './mistakes/files.ts';
import type { CourseFormats } from './question-format.ts';
import type { WrittenCourse } from './read-course.ts';
import { VersionKeeper } from './version-keeper.ts';
import type { KeptReadings } from './kept-readings.ts';
import type { VersionStore } from './version-store.ts';
import { watchFolders, type FolderWatch } from './watch-folders.ts';

export type { FolderProblems } from './course-shelf.ts';

/** All courses that are served, each in its last good version. */
export interface Catalogue {
  /** In the order of the folders; hidden ones last, so that no list of an office begins with an example. */
  courses(): readonly Course[];
  course(id: string): Course | undefined;
  /** One entry for each folder, also for those without a problem. */
  problems(): readonly FolderProblems[];
  /** A course as its files stand, whatever is wrong in them; undefined where course.yaml cannot be read. */
  written(id: string): WrittenCourse | undefined;
  /** Calls when files were read anew and anything came out otherwise; what it gives ends that. */
  watch(listener: () => void): () => void;
  /** Any version that was ever served; its media come from the folder of today. */
  versionOf(courseId: string, version: string): Promise<Course | undefined>;
  /** Reads everything once more and keeps what is not kept yet: after the store was down. */
  lookAgain(): void;
  /** Reads what is served from an earlier run's reading, so that the first change of a large course is as quick as the next; once pages are served. */
  warm(): void;
  /** When what is served is also kept in the store. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface CatalogueOptions extends CourseFormats {
  /** Folders of courses; where two hold the same course the first wins. */
  readonly folders: readonly string[];
  readonly versions: VersionStore;
  /** Left out: every start reads every file. */
  readonly kept?: KeptReadings | undefined;
  /** Something changed: ids of courses that came, went or have another version; none when only problems did. */
  readonly onChange?: (courseIds: readonly string[]) => void;
  /** The store or the watching failed; what is served goes on being served. */
  readonly onFault?: (fault: unknown) => void;
}

class LiveCatalogue implements Catalogue {
  readonly #roots: readonly string[];
  readonly #shelf: CourseShelf;
  readonly #versions: VersionKeeper;
  readonly #options: CatalogueOptions;
  #served = new Map<string, Course>();
  #list: readonly Course[] = [];
  #problems: readonly FolderProblems[] = [];
  #written = new Map<string, WrittenCourse>();
  readonly #listeners = new Set<() => void>();
  #refreshing: Promise<void> = Promise.resolve();
  #watch: FolderWatch | undefined;
  #closed = false;
  /** Where the folder of a course is a link: what it leads to, and the folder. */
  readonly #links = new Map<string, string>();

  constructor(options: CatalogueOptions) {
    const onFault = (fault: unknown) => options.onFault?.(fault);
    this.#options = options;
    this.#roots = [...new Set(options.folders.map((folder) => resolve(folder)))];
    this.#versions = new VersionKeeper(options.versions, onFault);
    this.#shelf = new CourseShelf(options, this.#versions, onFault, options.kept);
  }

  async open(): Promise<void> {
    await this.#refresh(undefined);
    const onFault = (fault: unknown) => this.#options.onFault?.(fault);
    this.#watch = watchFolders({
      folders: [...this.#roots, ...this.#links.keys()],
      onChange: (paths) => this.#refreshLater(paths),
      onFault,
    });
    if (this.#problems.some(({ problems }) => problems.some(({ code }) => code === 'missing-folder'))) this.#watch.poll();
  }

  lookAgain(): void {
    this.#refreshLater(undefined);
  }

  warm(): void {
    if (this.#shelf.recalled) this.#refreshLater(undefined);
    this.#refreshing = this.#refreshing.then(() => this.#shelf.keepReadings());
  }

  #refreshLater(paths: ReadonlySet<string> | undefined): void {
    this.#refreshing = this.#refreshing.then(async () => {
      if (this.#closed) return;
      await this.#refresh(paths).catch((fault: unknown) => this.#options.onFault?.(fault));
    });
  }

  async #refresh(paths: ReadonlySet<string> | undefined): Promise<void> {
    const folders: string[] = [];
    const missing: FolderProblems[] = [];
    for (const root of this.#roots) {
      const found = await courseFoldersIn(root);
      if (found) folders.push(...found);
      else missing.push({ folder: root, problems: [{ ...wholeFile('.'), ...missingFolder(root) }] });
    }
    await this.#followLinks(folders);
    await this.#shelf.read(folders, paths && this.#foldersOf(paths, folders));
    const { courses, written, problems } = this.#shelf.arrange();
    const isOther = [...new Set([...written.keys(), ...this.#written.keys()])].some((id) => written.get(id)?.course.version !== this.#written.get(id)?.course.version);
    this.#written = written;
    const changed = [...new Set([...courses.keys(), ...this.#served.keys()])].filter(
      (id) => courses.get(id)?.version !== this.#served.get(id)?.version,
    );
    this.#served = courses;
    const isHidden = ({ status }: Course): boolean => status === 'hidden';
    this.#list = [...courses.values()].toSorted((one, other) => Number(isHidden(one)) - Number(isHidden(other)));
    const before = JSON.stringify(this.#problems);
    this.#problems = [...problems, ...missing];
    for (const course of this.#list) this.#versions.keep(course);
    const isTold = changed.length > 0 || JSON.stringify(this.#problems) !== before;
    if (isTold) this.#options.onChange?.(changed);
    if (isTold || isOther) for (const listener of this.#listeners) listener();
  }

  async #followLinks(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      const target = await realpath(folder).catch(() => folder);
      // A root may itself be a link; only a course that lies elsewhere needs a watch of its own.
      if (target !== folder && dirname(target) !== (await realpath(dirname(folder)).catch(() => ''))) {
        if (!this.#links.has(target)) this.#watch?.add(target);
        this.#links.set(target, folder);
      }
    }
  }

  /** The course folders in which something changed. */
  #foldersOf(paths: ReadonlySet<string>, folders: readonly string[]): ReadonlySet<string> {
    const inside = (path: string, folder: string) => path === folder || path.startsWith(folder + sep);
    const linked = [...this.#links].filter(([target]) => [...paths].some((path) => inside(path, target))).map(([, folder]) => folder);
    return new Set([...folders.filter((folder) => [...paths].some((path) => inside(path, folder))), ...linked]);
  }

  courses(): readonly Course[] {
    return this.#list;
  }

  course(id: string): Course | undefined {
    return this.#served.get(id);
  }

  problems(): readonly FolderProblems[] {
    return this.#problems;
  }

  written(id: string): WrittenCourse | undefined {
    return this.#written.get(id);
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async versionOf(courseId: string, version: string): Promise<Course | undefined> {
    const served = this.#served.get(courseId);
    if (served?.version === version) return served;
    const stored = await this.#versions.load(courseId, version);
    return stored && served ? { ...stored, folder: served.folder } : stored;
  }

  async settled(): Promise<void> {
    await this.#refreshing;
    await this.#versions.settled();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#watch?.close();
    await this.settled();
    await this.#shelf.keepReadings();
  }
}

/** Reads all courses, then watches their folders. Throws only where the store's own construction would. */
export async function openCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const catalogue = new LiveCatalogue(options);
  await catalogue.open();
  return catalogue;
}
