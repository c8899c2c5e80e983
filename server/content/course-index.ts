import type { CourseListing } from './course-files.ts';
import type { Source } from './course.ts';
import type { Report } from './mistake.ts';
import { unknownCompetency, unknownLesson, unknownSource, unknownTerm } from './mistakes/references.ts';
import type { Mention } from './parsed.ts';
import type { ParsedMedia } from './read-media.ts';

/** The names of one kind that a course has. `isComplete`: false when a file that names some could not be read. */
export interface Names {
  readonly names: ReadonlySet<string>;
  readonly isComplete: boolean;
}

/** What the files of a course may refer to. */
export interface CourseIndex {
  readonly courseId: string;
  readonly lessons: Names;
  /** Path of a lesson's file, and of its translations, to its id. */
  readonly lessonPaths: ReadonlyMap<string, string>;
  readonly terms: Names;
  readonly sources: Names;
  readonly sourceEntries: Readonly<Record<string, Source>>;
  readonly competencies: Names;
  readonly media: ReadonlyMap<string, ParsedMedia>;
  readonly listing: CourseListing;
}

const kinds = {
  lessons: unknownLesson,
  terms: unknownTerm,
  sources: unknownSource,
  competencies: unknownCompetency,
} as const;

/**
 * Reports a name that the course does not have. Where the file that could have it is broken the reference is left
 * alone: one mistake should not send the author to a hundred places.
 */
export function checkMention(index: CourseIndex, kind: keyof typeof kinds, mention: Mention | undefined, report: Report): boolean {
  if (!mention || index[kind].names.has(mention.name)) return mention !== undefined;
  if (index[kind].isComplete) report(mention.place, kinds[kind](mention.name, index[kind].names));
  return false;
}
