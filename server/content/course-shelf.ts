import { basename } from 'node:path';
import { problemsAcross } from './across-courses.ts';
import { CourseMemory } from './course-memory.ts';
import type { Course } from './course.ts';
import { compareProblems, wholeFile } from './mistake.ts';
import { courseIdTaken } from './mistakes/course.ts';
import { unreadableFile } from './mistakes/files.ts';
import type { Problem } from './problem.ts';
import type { CourseFormats } from './question-format.ts';
import { readCourse, type CourseReading, type WrittenCourse } from './read-course.ts';
import type { KeptReadings } from './kept-readings.ts';
import type { VersionKeeper } from './version-keeper.ts';

export interface FolderProblems {
  /** Absolute path of the course's folder, or of a folder of courses that cannot be read. */
  readonly folder: string;
  readonly courseId?: string;
  readonly problems: readonly Problem[];
  /** What learners get from this folder; undefined: nothing. */
  readonly servingVersion?: string;
}

interface Shelved {
  readonly folder: string;
  readonly memory: CourseMemory;
  reading: CourseReading | undefined;
  /** The reading is one of an earlier run: no file was read for it. */
  recalled: boolean;
  /** The last good state of this folder, of this run or from the store. */
  lastGood: Course | undefined;
}

/** The courses' folders and what is served from each. */
export class CourseShelf {
  readonly #formats: CourseFormats;
  readonly #versions: VersionKeeper;
  readonly #onFault: (fault: unknown) => void;
  readonly #kept: KeptReadings | undefined;
  #shelved = new Map<string, Shelved>();

  constructor(formats: CourseFormats, versions: VersionKeeper, onFault: (fault: unknown) => void, kept?: KeptReadings) {
    this.#kept = kept;
    this.#formats = formats;
    this.#versions = versions;
    this.#onFault = onFault;
  }

  /** Reads folders; undefined: all. Folders that are not among `folders` leave the shelf. */
  async read(folders: readonly string[], changed: ReadonlySet<string> | undefined): Promise<void> {
    const next = new Map<string, Shelved>();
    for (const folder of folders) {
      const known = this.#shelved.get(folder) ?? { folder, memory: new CourseMemory(), reading: undefined, recalled: false, lastGood: undefined };
      if (!known.reading || !changed || changed.has(folder)) await this.#readOne(known);
      next.set(folder, known);
    }
    this.#shelved = next;
  }

  async #readOne(shelved: Shelved): Promise<void> {
    const { folder, memory } = shelved;
    const recalled = shelved.reading ? undefined : await this.#kept?.recall(folder);
    shelved.recalled = recalled !== undefined;
    const reading = recalled ?? (await readCourse(folder, { ...this.#formats, memory }).catch((fault: unknown) => this.#unexpected(fault)));
    if (reading.course) shelved.lastGood = reading.course;
    else shelved.lastGood = await this.#lastGood(shelved, reading.courseId);
    shelved.reading = reading;
  }

  /** Some course is as an earlier run read it. */
  get recalled(): boolean {
    return [...this.#shelved.values()].some(({ recalled }) => recalled);
  }

  /** Keeps for the next run what this one has read. */
  async keepReadings(): Promise<void> {
    for (const { folder, reading, recalled } of this.#shelved.values()) {
      if (reading && !recalled) await this.#kept?.keep(folder, reading).catch((fault: unknown) => this.#onFault(fault));
    }
    await this.#kept?.sweep([...this.#shelved.keys()]).catch((fault: unknown) => this.#onFault(fault));
  }

  /** A folder that vanished under the hand, or a fault of a question type: told, and no reason to stop serving. */
  #unexpected(fault: unknown): CourseReading {
    this.#onFault(fault);
    const reason = fault instanceof Error ? fault.message : String(fault);
    return { requires: [], problems: [{ ...wholeFile('course.yaml'), ...unreadableFile(reason) }] };
  }

  async #lastGood({ folder, lastGood }: Shelved, id: string | undefined): Promise<Course | undefined> {
    if (lastGood && (id === undefined || id === lastGood.id)) return lastGood;
    const stored = id === undefined ? await this.#versions.latestOf(folder, basename(folder)) : await this.#versions.latest(id);
    return stored ? { ...stored, folder } : lastGood;
  }

  /** What is served and what is wrong, in the order of the folders: of two courses with one id the first wins. */
  arrange(): { courses: Map<string, Course>; written: Map<string, WrittenCourse>; problems: FolderProblems[] } {
    const courses = new Map<string, Course>();
    const written = new Map<string, WrittenCourse>();
    const owners = new Map<string, string>();
    const shelved = [...this.#shelved.values()];
    const across = problemsAcross(shelved.map(({ reading, lastGood }) => ({ ...(reading ?? NOTHING), courseId: lastGood?.id ?? reading?.courseId })));
    const problems = shelved.map(({ folder, reading, lastGood }, index): FolderProblems => {
      const courseId = lastGood?.id ?? reading?.courseId;
      const found = [...(reading?.problems ?? []), ...(across[index] ?? [])];
      const owner = courseId === undefined ? undefined : owners.get(courseId);
      if (courseId !== undefined && owner !== undefined) {
        const taken = { ...wholeFile('course.yaml'), ...courseIdTaken(courseId, basename(owner)) };
        return { folder, courseId, problems: [...found, taken].sort(compareProblems) };
      }
      if (courseId !== undefined) owners.set(courseId, folder);
      if (lastGood) courses.set(lastGood.id, lastGood);
      if (reading?.written && courseId !== undefined) written.set(courseId, reading.written);
      return { folder, courseId, problems: found.sort(compareProblems), servingVersion: lastGood?.version };
    });
    return { courses, written, problems };
  }
}

const NOTHING: CourseReading = { requires: [], problems: [] };
