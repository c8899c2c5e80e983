import type { Course } from '../../content/course.ts';
import type { FolderProblems } from '../../content/catalogue.ts';
import type { WrittenCourse } from '../../content/read-course.ts';
import { NotFound } from '../../errors.ts';
import type { Administration } from '../administration.ts';

export const previewAddress = (course: string): string => `/admin/preview/${course}`;
export const lessonPreviewAddress = (course: string, lesson: string): string => `${previewAddress(course)}/lessons/${encodeURIComponent(lesson)}`;
export const quizPreviewAddress = (course: string, quiz: string): string => `${previewAddress(course)}/quizzes/${encodeURIComponent(quiz)}`;
export const zipAddress = (course: string): string => `${previewAddress(course)}/zip`;
export const versionsAddress = (course: string): string => `${previewAddress(course)}/versions`;

/** A course as whoever writes it looks at it. */
export interface Previewed extends WrittenCourse {
  readonly checked: FolderProblems | undefined;
  /** The files of today can be read; false: this is the last good version. */
  readonly isOfToday: boolean;
}

const NO_FILES: ReadonlyMap<string, string> = new Map();

/** Throws `NotFound` where neither the files nor a version that was published say anything. */
export function selectPreviewed({ catalogue, learning }: Administration, id: string): Previewed {
  const checked = catalogue.problems().find(({ courseId }) => courseId === id);
  const written = catalogue.written(id);
  if (written) return { ...written, checked, isOfToday: true };
  const served: Course | undefined = learning.courses.course(id);
  if (!served) throw new NotFound('Pelatihan ini belum dapat dibaca. Perbaiki dahulu course.yaml; lihat halaman Berkas pelatihan.');
  return { course: served, lessonFiles: NO_FILES, quizFiles: NO_FILES, checked, isOfToday: false };
}

/**
 * Addresses inside a lesson's text lead on in the preview: to lessons as they are written, and to pictures that learners
 * do not have yet. The text is our own rendering, so its addresses look alike.
 */
export const withPreviewAddresses = (html: string, course: string): string =>
  html
    .replaceAll(`href="/courses/${course}/lessons/`, `href="${previewAddress(course)}/lessons/`)
    .replaceAll(`"/courses/${course}/media/`, `"${previewAddress(course)}/media/`);
