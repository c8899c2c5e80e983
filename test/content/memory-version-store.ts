import type { Course } from '../../server/content/course.ts';
import type { VersionStore } from '../../server/content/version-store.ts';

/** Keeps versions as text, as a real store does: nothing survives that JSON does not carry. */
export function createMemoryVersionStore(): VersionStore & { readonly saved: string[] } {
  const versions = new Map<string, string>();
  const current = new Map<string, string>();
  const saved: string[] = [];
  const load = async (courseId: string, version: string) => {
    const text = versions.get(`${courseId}:${version}`);
    if (text === undefined) return undefined;
    const course: Course = JSON.parse(text);
    return course;
  };
  return {
    saved,
    load,
    async save(course) {
      saved.push(`${course.id}:${course.version}`);
      versions.set(`${course.id}:${course.version}`, JSON.stringify(course));
      current.set(course.id, course.version);
    },
    async latest(courseId) {
      const version = current.get(courseId);
      return version === undefined ? undefined : load(courseId, version);
    },
    async knownIds() {
      return [...current.keys()];
    },
  };
}
