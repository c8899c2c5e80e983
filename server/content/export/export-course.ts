import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { listCourseFiles } from '../course-files.ts';
import { layOut } from '../course-layout.ts';
import { questionFiles } from '../import/course-names.ts';
import { compareProblems } from '../mistake.ts';
import type { Problem } from '../problem.ts';
import type { QuestionFormats } from '../question-format.ts';
import { readYaml } from '../read-yaml.ts';
import { courseSchema } from '../schema.ts';
import { exportableIn, type ExportQuestion } from './exportable.ts';
import { writeGift } from './write-gift.ts';
import { writeMoodle, type ReadPicture } from './write-moodle.ts';

export const EXPORT_FORMATS = ['gift', 'moodle-xml'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Exported {
  readonly text: string;
  readonly questions: number;
  /** What is not the same, or was not exported. */
  readonly notes: readonly Problem[];
}

/** A slash parts categories in Moodle; two stand for one. */
const part = (name: string) => name.replaceAll(/\s+/g, ' ').trim().replaceAll('/', '//');

const decoded = (path: string) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** All quizzes and banks of a course, each a category. Undefined: the folder is no course. */
export async function exportCourse(folder: string, format: ExportFormat, formats: QuestionFormats): Promise<Exported | undefined> {
  const ignore = () => undefined;
  const listing = await listCourseFiles(folder, ignore);
  const layout = layOut(listing, ignore);
  if (!layout.course) return undefined;
  const head = courseSchema.safeParse(readYaml(layout.course.original).document?.value);
  const title = part(head.success ? head.data.title : 'Bimtek');
  const notes: Problem[] = [];
  const groups = new Map<string, readonly ExportQuestion[]>();
  for (const file of questionFiles(layout)) {
    const questions = exportableIn(file, formats, notes);
    if (questions.length > 0) groups.set(`$course$/top/${title}/${part(file.path.replace(/\.yaml$/, ''))}`, questions);
  }
  const readPicture: ReadPicture = (file, path) => {
    const found = listing.files.get(posix.normalize(posix.join(posix.dirname(file), decoded(path))));
    return found && readFileSync(found.absolute);
  };
  const { text, written } = format === 'gift' ? writeGift(groups, notes) : writeMoodle(groups, readPicture, notes);
  return { text, questions: written, notes: notes.toSorted(compareProblems) };
}
