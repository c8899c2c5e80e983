import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { listCourseFiles, stampOfListing } from './course-files.ts';
import type { Course } from './course.ts';
import type { Problem } from './problem.ts';
import type { CourseReading } from './read-course.ts';
import { packCourse, unpackCourse } from './version-content.ts';

/** The first line of a kept reading; the course follows as `version-content.ts` packs it. */
interface KeptHead {
  /** All that a reading depends on besides the files: which program read them, with which names known. */
  readonly reader: string;
  readonly stamp: string;
  readonly requires: CourseReading['requires'];
  readonly problems: readonly Problem[];
  readonly lessonFiles: readonly (readonly [string, string])[];
  readonly quizFiles: readonly (readonly [string, string])[];
}

const LINE_END = 0x0a;
const WHOLE = /^[0-9a-f]{16}$/;
/** What a process that was killed has left; another that writes at this moment takes far less than `HALF_MS`. */
const HALF = /^[0-9a-f]{16}\.\d+$/;
const HALF_MS = 60_000;

const nameOf = (stamp: string, { version }: Course): string => `${stamp} ${version}`;

/**
 * What readings of whole courses came to, in files of this machine: a folder in which no file was touched since is not read again at the
 * next start. Nothing depends on them; they may be deleted at any time.
 */
export class KeptReadings {
  readonly #folder: string;
  readonly #reader: string;
  /** By course folder, what is kept of it. */
  readonly #known = new Map<string, string>();

  constructor(folder: string, reader: string) {
    this.#folder = folder;
    this.#reader = reader;
  }

  #fileOf(courseFolder: string): string {
    return join(this.#folder, createHash('sha256').update(courseFolder).digest('hex').slice(0, 16));
  }

  /** The reading that this folder would come to; undefined when it has to be read. A file of the cache that is cut short counts as none. */
  async recall(courseFolder: string): Promise<CourseReading | undefined> {
    try {
      const kept = await readFile(this.#fileOf(courseFolder));
      const end = kept.indexOf(LINE_END);
      const head: KeptHead = JSON.parse(kept.subarray(0, end).toString('utf8'));
      if (head.reader !== this.#reader || head.stamp !== stampOfListing(await listCourseFiles(courseFolder, () => undefined))) return undefined;
      const course = { ...(await unpackCourse(kept.subarray(end + 1))), folder: courseFolder };
      this.#known.set(courseFolder, nameOf(head.stamp, course));
      const written = { course, lessonFiles: new Map(head.lessonFiles), quizFiles: new Map(head.quizFiles) };
      return { course, written, courseId: course.id, requires: head.requires, problems: head.problems, stamp: head.stamp };
    } catch {
      return undefined;
    }
  }

  /** Keeps a reading without errors, whole or not at all. Throws what the file system does. */
  async keep(courseFolder: string, { course, written, requires, problems, stamp }: CourseReading): Promise<void> {
    if (!course || !written || stamp === undefined || this.#known.get(courseFolder) === nameOf(stamp, course)) return;
    const head: KeptHead = { reader: this.#reader, stamp, requires, problems, lessonFiles: [...written.lessonFiles], quizFiles: [...written.quizFiles] };
    const file = this.#fileOf(courseFolder);
    const half = `${file}.${process.pid}`;
    await mkdir(this.#folder, { recursive: true });
    try {
      // It holds the keys of exams, as the database does.
      await writeFile(half, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), await packCourse(course)]), { mode: 0o600 });
      await rename(half, file);
    } catch (fault) {
      await rm(half, { force: true });
      throw fault;
    }
    this.#known.set(courseFolder, nameOf(stamp, course));
  }

  /** Forgets what belongs to none of these folders. Throws what the file system does. */
  async sweep(courseFolders: readonly string[]): Promise<void> {
    const wanted = new Set(courseFolders.map((folder) => basename(this.#fileOf(folder))));
    const found = await readdir(this.#folder).catch((): string[] => []);
    for (const name of found) {
      const file = join(this.#folder, name);
      const isHalf = HALF.test(name) && (await stat(file).then(({ mtimeMs }) => Date.now() - mtimeMs > HALF_MS, () => false));
      if (isHalf || (WHOLE.test(name) && !wanted.has(name))) await rm(file, { force: true });
    }
  }
}
