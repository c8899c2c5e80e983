import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Course } from '../course.ts';
import { Unreadable } from '../import/unreadable.ts';
import type { Sentence } from '../mistake.ts';
import type { Problem } from '../problem.ts';
import type { CourseFormats } from '../question-format.ts';
import { readCourse } from '../read-course.ts';
import { readCourseZip, writeCourseFiles } from './course-zip.ts';

/** What a ZIP holds. `course`: undefined where its files hold errors. */
export type CheckedZip =
  | { readonly kind: 'read'; readonly course: Course | undefined; readonly courseId: string | undefined; readonly problems: readonly Problem[] }
  | { readonly kind: 'refused'; readonly sentence: Sentence };

/** Reads the course in a ZIP as the checker would, in a folder that is gone afterwards. */
export async function checkCourseZip(zip: Buffer, formats: CourseFormats): Promise<CheckedZip> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-upload-'));
  try {
    const place = join(folder, 'course');
    await writeCourseFiles(place, await readCourseZip(zip));
    const { course, courseId, problems } = await readCourse(place, formats);
    return { kind: 'read', course, courseId, problems };
  } catch (problem) {
    if (problem instanceof Unreadable) return { kind: 'refused', sentence: problem.sentence };
    throw problem;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const newPackageId = (): string => randomBytes(8).toString('hex');
