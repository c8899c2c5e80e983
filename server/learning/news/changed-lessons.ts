import type { Course, Lesson } from '../../content/course.ts';
import { visibleLessons } from '../progress.ts';

const lessonsOf = (course: Course): ReadonlyMap<string, Lesson> => new Map(course.modules.flatMap(visibleLessons).map((lesson) => [lesson.id, lesson]));

const sameText = (a: Lesson, b: Lesson): boolean => JSON.stringify([a.title, a.lead, a.html]) === JSON.stringify([b.title, b.lead, b.html]);

const known = new WeakMap<Course, Map<string, readonly Lesson[]>>();

/** Lessons of today that are new or say something else than in an earlier version; worked out once for each pair of versions. */
export async function changedLessons(today: Course, version: string, load: (version: string) => Promise<Course | undefined>): Promise<readonly Lesson[]> {
  const pairs = known.get(today) ?? new Map<string, readonly Lesson[]>();
  known.set(today, pairs);
  const found = pairs.get(version);
  if (found) return found;
  const before = await load(version);
  const old = before && lessonsOf(before);
  const changed = old ? [...lessonsOf(today).values()].filter((lesson) => {
    const was = old.get(lesson.id);
    return was === undefined || !sameText(was, lesson);
  }) : [];
  pairs.set(version, changed);
  return changed;
}
