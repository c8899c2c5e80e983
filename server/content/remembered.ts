import type { CourseFile } from './course-files.ts';

interface Entry<T> {
  readonly stamp: string;
  readonly value: T;
}

/**
 * What was read from a file, kept as long as the file stays as it was: a change of one lesson parses one lesson,
 * not a thousand. One instance for each kind of reading and course.
 */
export class Remembered<T> {
  #kept = new Map<string, Entry<T>>();
  #used = new Map<string, Entry<T>>();

  /** `variant` names whatever else the result depends on. */
  recall(file: CourseFile, variant: string, read: (file: CourseFile) => T): T {
    const stamp = `${file.stamp} ${variant}`;
    const known = this.#used.get(file.path) ?? this.#kept.get(file.path);
    const entry = known?.stamp === stamp ? known : { stamp, value: read(file) };
    this.#used.set(file.path, entry);
    return entry.value;
  }

  /** Ends one reading of the course: what it did not ask for is let go. */
  sweep(): void {
    this.#kept = this.#used;
    this.#used = new Map();
  }
}
