import { setTimeout as pause } from 'node:timers/promises';
import type { Course } from './course.ts';
import type { VersionStore } from './version-store.ts';

/** Longer than a change takes to be read and saved; a writer that needs more has died. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 250;

/**
 * Where several processes read the same folders, one of them writes what it reads to the store, and the others use this: they
 * wait until it is there, and save it themselves should the writer have died.
 */
export const createPatientVersionStore = (store: VersionStore, isCurrent: (course: Course) => Promise<boolean>, { patienceMs = PATIENCE_MS, lookAgainMs = LOOK_AGAIN_MS } = {}): VersionStore => ({
  ...store,
  async save(course) {
    for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
      if (await isCurrent(course)) return;
      await pause(lookAgainMs);
    }
    await store.save(course);
  },
});
