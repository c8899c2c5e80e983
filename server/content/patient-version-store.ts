import { setTimeout as pause } from 'node:timers/promises';
import type { Course } from './course.ts';
import type { VersionStore } from './version-store.ts';

/** Longer than a change takes to be read and saved; a writer that needs more has died. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 250;

/**
 * Where several processes read the same folders, one of them writes what it reads to the store, and the others use this: they
 * wait until it is there, and save it themselves should the writer have died. Whether it is there counts, not whether it is the latest: the writer may be
 * a change ahead, and must not be set back.
 */
export const createPatientVersionStore = (store: VersionStore, isKept: (course: Course) => Promise<boolean>, { patienceMs = PATIENCE_MS, lookAgainMs = LOOK_AGAIN_MS } = {}): VersionStore => ({
  ...store,
  async save(course) {
    for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
      if (await isKept(course)) return;
      await pause(lookAgainMs);
    }
    await store.save(course);
  },
});
