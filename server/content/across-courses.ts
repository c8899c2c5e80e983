import { reportInto } from './mistake.ts';
import { requiresInCircle, requiresUnknownCourse } from './mistakes/course.ts';
import type { CourseReading } from './read-course.ts';
import type { Problem } from './problem.ts';

type Requirements = ReadonlyMap<string, readonly string[]>;

/** The way from a course back to itself, or undefined. */
function circleFrom(start: string, requirements: Requirements): readonly string[] | undefined {
  const paths = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of requirements.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return [...path, start];
      if (!seen.has(next)) paths.push([...path, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** What only shows when all courses are known: requirements that lead nowhere or in a circle. One list for each reading. */
export function problemsAcross(readings: readonly CourseReading[]): Problem[][] {
  const ids = readings.flatMap(({ courseId }) => courseId ?? []);
  const requirements: Requirements = new Map(
    readings.flatMap(({ courseId, requires }) => (courseId === undefined ? [] : [[courseId, requires.map(({ name }) => name)]])),
  );
  return readings.map(({ courseId, requires }) => {
    const problems: Problem[] = [];
    const report = reportInto(problems);
    for (const { name, place } of requires) if (!ids.includes(name)) report(place, requiresUnknownCourse(name, ids));
    const circle = courseId === undefined ? undefined : circleFrom(courseId, requirements);
    // A course that requires itself has been told so by its own reading.
    const first = requires.find(({ name }) => name === circle?.[1]);
    if (circle && first && circle.length > 2) report(first.place, requiresInCircle(circle));
    return problems;
  });
}
