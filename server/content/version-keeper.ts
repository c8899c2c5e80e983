import type { Course } from './course.ts';
import type { VersionStore } from './version-store.ts';

/** A learner finishes the version begun, so that a few old ones are asked for again and again. */
const KEPT_IN_MEMORY = 8;

/** Saves versions in the background, one after the other, and remembers those that were asked for. */
export class VersionKeeper {
  readonly #store: VersionStore;
  readonly #onFault: (fault: unknown) => void;
  readonly #current = new Map<string, string>();
  readonly #loaded = new Map<string, Promise<Course | undefined>>();
  #saving: Promise<void> = Promise.resolve();

  constructor(store: VersionStore, onFault: (fault: unknown) => void) {
    this.#store = store;
    this.#onFault = onFault;
  }

  /** After this a restart falls back to this version. A failure is told and tried again with the next change. */
  keep(course: Course): void {
    if (this.#current.get(course.id) === course.version) return;
    this.#current.set(course.id, course.version);
    this.#saving = this.#saving.then(async () => {
      try {
        await this.#store.save(course);
      } catch (fault) {
        this.#current.delete(course.id);
        this.#onFault(fault);
      }
    });
  }

  /** The last good version of a course whose folder is broken. */
  async latest(courseId: string): Promise<Course | undefined> {
    return this.#guarded(() => this.#store.latest(courseId));
  }

  /** The course that was read from this folder before; its files no longer tell which it is. */
  async latestOf(folder: string, name: string): Promise<Course | undefined> {
    const ids = (await this.#guarded(() => this.#store.knownIds())) ?? [];
    for (const id of [...ids].sort((a, b) => Number(b === name) - Number(a === name))) {
      const course = await this.latest(id);
      if (course?.folder === folder || (course && id === name)) return course;
    }
    return undefined;
  }

  load(courseId: string, version: string): Promise<Course | undefined> {
    const key = `${courseId}:${version}`;
    const loading = this.#loaded.get(key) ?? this.#store.load(courseId, version);
    // Inserted anew, so that the one asked for longest ago is the first.
    this.#loaded.delete(key);
    this.#loaded.set(key, loading);
    loading.then(
      (course) => void (course ?? this.#loaded.delete(key)),
      () => this.#loaded.delete(key),
    );
    const oldest = this.#loaded.keys().next();
    if (this.#loaded.size > KEPT_IN_MEMORY && !oldest.done) this.#loaded.delete(oldest.value);
    return loading;
  }

  settled(): Promise<void> {
    return this.#saving;
  }

  /** A store that cannot be asked keeps no other course from being served. */
  async #guarded<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (fault) {
      this.#onFault(fault);
      return undefined;
    }
  }
}
